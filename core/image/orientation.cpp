#include "core/image/exiv2_compat.h"
#include "core/image/raster.h"

#include <cstring>
#include <string_view>
#include <utility>

namespace saccade {

int exif_orientation(std::span<const std::byte> exif) {
    static const bool quiet = [] { // exiv2 would tell the console what it dislikes in a file
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        return true;
    }();
    static_cast<void>(quiet);
    constexpr std::string_view prefix("Exif\0\0", 6); // JPEG's own; some programs put it into WebP files too
    const std::string_view content(reinterpret_cast<const char*>(exif.data()), exif.size());
    if (content.starts_with(prefix))
        exif = exif.subspan(prefix.size());
    if (exif.empty())
        return 1;
    try {
        Exiv2::ExifData data;
        Exiv2::ExifParser::decode(data, reinterpret_cast<const Exiv2::byte*>(exif.data()),
                                  static_cast<std::uint32_t>(exif.size()));
        const auto found = data.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
        if (found == data.end() || found->count() < 1)
            return 1;
        const std::int64_t orientation = exiv2_compat::integer(*found);
        return orientation >= 1 && orientation <= 8 ? static_cast<int>(orientation) : 1;
    } catch (const std::exception&) { // damaged metadata: the pixels still stand
        return 1;
    }
}

void apply_orientation(int orientation, int& width, int& height, std::vector<std::uint8_t>& rgb) {
    if (orientation <= 1 || orientation > 8)
        return;
    // EXIF 2.3, table 6. In the turned picture, pixel (x, y) comes from (column, row) of the stored one.
    const bool swapped = orientation >= 5;
    const bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const int turned_width = swapped ? height : width;
    const int turned_height = swapped ? width : height;
    std::vector<std::uint8_t> turned(rgb.size());
    std::uint8_t* target = turned.data();
    for (int y = 0; y < turned_height; ++y) {
        for (int x = 0; x < turned_width; ++x, target += 3) {
            int column = swapped ? y : x;
            int row = swapped ? x : y;
            if (mirrored)
                column = width - 1 - column;
            if (flipped)
                row = height - 1 - row;
            const std::size_t source = (static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                                        static_cast<std::size_t>(column)) *
                                       3;
            std::memcpy(target, rgb.data() + source, 3);
        }
    }
    rgb = std::move(turned);
    width = turned_width;
    height = turned_height;
}

} // namespace saccade
