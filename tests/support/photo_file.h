#pragma once

#include "core/image/photo.h"

#include <filesystem>

namespace saccade {

/// Writes an uncompressed 24-bit BMP, which is read back pixel for pixel.
void write_bmp(const std::filesystem::path& path, const Photo& photo);

} // namespace saccade
