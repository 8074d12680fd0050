#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

std::string little_endian(std::size_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
}

std::string chunk(const std::string& name, const std::string& content) {
    return name + little_endian(content.size(), 4) + content + std::string(content.size() % 2, '\0');
}

TEST(WebP, FirstFrameOfAnAnimationStandsInItsPlaceOverWhite) {
    // The fixture's picture, 24 x 16, as a frame at (10, 4) of a canvas of 40 x 30.
    const std::vector<std::byte> whole = fixture_bytes("lossless.webp");
    const std::string picture(reinterpret_cast<const char*>(whole.data()) + 12, whole.size() - 12);
    const std::string frame = little_endian(10 / 2, 3) + little_endian(4 / 2, 3) + little_endian(24 - 1, 3) +
                              little_endian(16 - 1, 3) + little_endian(100, 3) + '\0' + picture;
    const std::string canvas =
        std::string("\x02\0\0\0", 4) + little_endian(40 - 1, 3) + little_endian(30 - 1, 3);
    const std::string body =
        "WEBP" + chunk("VP8X", canvas) + chunk("ANIM", std::string(6, '\0')) + chunk("ANMF", frame);
    const std::string file = "RIFF" + little_endian(body.size(), 4) + body;
    const Photo photo = decode_photo(std::as_bytes(std::span(file)), "animation");
    ASSERT_EQ(photo.width, 40);
    ASSERT_EQ(photo.height, 30);
    EXPECT_EQ(pixel(photo, 9, 4), (Rgb{255, 255, 255}));
    EXPECT_EQ(pixel(photo, 10, 4), scene_corners[0]);
    EXPECT_EQ(pixel(photo, 33, 4), scene_corners[1]);
    EXPECT_EQ(pixel(photo, 10, 19), scene_corners[2]);
    EXPECT_EQ(pixel(photo, 10, 20), (Rgb{255, 255, 255}));
}

} // namespace
} // namespace saccade
