#pragma once

#include "core/image/decode.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Pixels as a file stores them, 8 bits a sample, before orientation, colour profile and alpha are applied.
struct Raster {
    enum class Layout { grey, grey_alpha, rgb, rgba, cmyk }; ///< CMYK: 0 is no ink, 255 full ink

    int width = 0;
    int height = 0;
    Layout layout = Layout::rgb;
    std::vector<std::uint8_t>
        samples; ///< height x width x sample_count(layout), row-major, no padding; alpha straight
    std::vector<std::byte> profile; ///< embedded ICC profile; empty if there is none
    int orientation = 1;            ///< EXIF 1 to 8
};

int sample_count(Raster::Layout layout);

/// Bytes of one row of `samples`.
std::size_t row_size(const Raster& raster);

/// The file being read, for messages and limits.
struct RasterSource {
    std::span<const std::byte> bytes;
    std::string_view name;
    DecodeLimits limits;
};

/// What helps against a damaged file.
inline constexpr std::string_view fetch_again = "Fetch or copy the photo again";

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

/// 16 bits to 8, to the nearest.
constexpr std::uint8_t narrowed(std::uint16_t sample) {
    return static_cast<std::uint8_t>((sample + 128U) / 257U);
}

/// Three samples a pixel: profile to sRGB (a broken profile is ignored), alpha over white.
std::vector<std::uint8_t> to_srgb(Raster raster);

/// The profile's own description; empty when there is no profile or it is broken.
std::string profile_description(std::span<const std::byte> profile);

/// Orientation from an EXIF block, 1 to 8; 1 when it has none or is damaged.
int exif_orientation(std::span<const std::byte> exif);

/// Turns height x width x 3 samples upright; swaps width and height for orientations 5 to 8.
void apply_orientation(int orientation, int& width, int& height, std::vector<std::uint8_t>& rgb);

} // namespace saccade
