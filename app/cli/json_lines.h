#pragma once

#include "core/support/atomic_file.h"

#include <optional>
#include <string>
#include <string_view>

namespace saccade::cli {

/// JSON Lines on their way to a file, which appears whole with close(), or to stdout ("-"), line by line.
class JsonLines {
public:
    /// @throws FileError when the file cannot be made.
    explicit JsonLines(const std::string& target);
    void write(std::string_view line);
    void close();

private:
    std::optional<AtomicFile> file_;
};

} // namespace saccade::cli
