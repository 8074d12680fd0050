#pragma once

#include "core/image/photo.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace saccade {

/// A folder with a small model that sees 256x256 pixels (8x8 cells, random weights) and photos to caption.
class Workbench : public testing::Test {
protected:
    Workbench();

    std::string path(std::string_view name) const { return (folder.path() / name).string(); }
    /// A photo of smooth colours as BMP. @return its path.
    std::string photo(std::string_view name, int width = 40, int height = 30) const;
    void write(std::string_view name, std::string_view content) const;
    std::string read(std::string_view name) const;
    bool exists(std::string_view name) const { return std::filesystem::exists(path(name)); }

    TemporaryFolder folder;
    std::string model;
};

} // namespace saccade
