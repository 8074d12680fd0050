#include "tests/support/photo_file.h"

#include "core/support/atomic_file.h"

#include <cstdint>
#include <string>

namespace saccade {

void write_bmp(const std::filesystem::path& path, const Photo& photo) {
    const auto width = static_cast<std::uint32_t>(photo.width);
    const auto height = static_cast<std::uint32_t>(photo.height);
    const std::uint32_t row = (width * 3 + 3) / 4 * 4;
    constexpr std::uint32_t headers = 14 + 40;
    std::string bytes = "BM";
    const auto append = [&bytes](std::uint64_t value, int count) {
        for (int i = 0; i < count; ++i)
            bytes += static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0);
    };
    append(headers + row * height, 4);
    append(0, 4);
    append(headers, 4);
    append(40, 4);
    append(width, 4);
    append(height, 4);
    append(1, 2);
    append(24, 2);
    append(0, 24);
    for (std::uint32_t y = height; y-- > 0;) {
        const std::size_t line = bytes.size();
        for (std::uint32_t x = 0; x < width; ++x) {
            const std::uint8_t* const pixel =
                photo.rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3;
            bytes += {static_cast<char>(pixel[2]), static_cast<char>(pixel[1]), static_cast<char>(pixel[0])};
        }
        bytes.resize(line + row, '\0');
    }
    write_file_atomically(path, bytes);
}

} // namespace saccade
