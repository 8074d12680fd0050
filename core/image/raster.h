#pragma once

#include "core/image/decode.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saccade {

/// Pixels as a file stores them, 8 bits a sample, before orientation, colour profile and alpha are applied.
struct Raster {
    enum class Layout { grey, grey_alpha, rgb, rgba, cmyk }; ///< CMYK: 0 is no ink

    int width = 0;
    int height = 0;
    Layout layout = Layout::rgb;
    std::vector<std::uint8_t>
        samples; ///< height x width x sample_count(layout), row-major, no padding; alpha straight
    std::vector<std::byte> profile; ///< embedded ICC profile; empty if there is none
};

int sample_count(Raster::Layout layout);

/// The file being read, for messages and limits.
struct RasterSource {
    std::span<const std::byte> bytes;
    std::string_view name;
    DecodeLimits limits;
};

/// Call with the header's dimensions before memory for pixels is taken. @throws FileError.
void check_dimensions(const RasterSource& source, std::int64_t width, std::int64_t height);

/// One reader a format. Each is given bytes that begin with the format's signature.
/// @throws FileError: damaged, cut short, beyond the limits.
Raster read_jpeg(const RasterSource& source);
Raster read_png(const RasterSource& source);
Raster read_webp(const RasterSource& source);
Raster read_tiff(const RasterSource& source);
Raster read_bmp(const RasterSource& source);
Raster read_gif(const RasterSource& source);

/// Three samples a pixel: profile to sRGB (a broken profile is ignored), alpha over white.
std::vector<std::uint8_t> to_srgb(Raster raster);

/// EXIF orientation, 1 to 8; 1 when there is none or the metadata are damaged.
int exif_orientation(std::span<const std::byte> bytes);

/// Turns height x width x 3 samples upright; swaps width and height for orientations 5 to 8.
void apply_orientation(int orientation, int& width, int& height, std::vector<std::uint8_t>& rgb);

} // namespace saccade
