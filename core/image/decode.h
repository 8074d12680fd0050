#pragma once

#include "core/image/photo.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace saccade {

/// What a file may ask for at most. Checked against the header, before memory for pixels is taken.
struct DecodeLimits {
    std::int64_t max_pixels = 200'000'000; ///< width x height
};

/// Decodes JPEG, PNG, WebP, TIFF, BMP or the first frame of a GIF, recognised by content, never by name.
/// Applies the EXIF orientation and converts an embedded colour profile to sRGB.
/// @throws FileError when the file is missing, not a photo, damaged, cut short (the message says how much is
///         missing where that can be known) or beyond the limits.
Photo read_photo(const std::filesystem::path& path, const DecodeLimits& limits = {});

/// The same from bytes in memory; `name` stands for the path in messages.
Photo decode_photo(std::span<const std::byte> bytes, std::string_view name, const DecodeLimits& limits = {});

} // namespace saccade
