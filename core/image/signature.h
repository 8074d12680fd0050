#pragma once

#include "core/image/raster.h"

#include <string_view>

namespace saccade {

/// What a file's first bytes say it is.
struct Signature {
    std::string_view format; ///< for people: "JPEG", "camera raw"; empty: unknown
    Raster (*read)(const RasterSource& source) = nullptr; ///< null: known by name, but not read
};

Signature recognise(std::string_view content);

/// Whether the content begins like text rather than like a picture.
bool looks_like_text(std::string_view content);

} // namespace saccade
