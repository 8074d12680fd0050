#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// What is worth knowing about the file a photo came from.
struct PhotoInfo {
    std::filesystem::path path; ///< as given; for bytes, the name they were given
    std::string format;         ///< "JPEG", "PNG", "WebP", "TIFF", "BMP" or "GIF"
    int stored_width = 0;       ///< pixels, before the EXIF orientation was applied
    int stored_height = 0;
    int orientation = 1; ///< EXIF 1..8; already applied to the pixels
    std::string profile; ///< description of the embedded colour profile; empty if there was none
};

/// A decoded photo: upright, 8-bit sRGB, alpha laid over white. ONE decode serves the view, the model and the
/// export.
struct Photo {
    int width = 0;                 ///< pixels, > 0
    int height = 0;                ///< pixels, > 0
    std::vector<std::uint8_t> rgb; ///< height x width x 3, row-major, no padding
    PhotoInfo info;
};

} // namespace saccade
