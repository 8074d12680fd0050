#pragma once

#include <filesystem>

namespace saccade::test {

/// Writes a small real bundle with random weights. Torch stays behind this header.
void write_toy_bundle(const std::filesystem::path& path);

} // namespace saccade::test
