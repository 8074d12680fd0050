#include "core/image/raster.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

class Orientation : public testing::TestWithParam<int> {};

INSTANTIATE_TEST_SUITE_P(Exif, Orientation, testing::Range(1, 9));

TEST_P(Orientation, OfAJpegIsApplied) {
    const Photo photo = read_photo(fixture("orientation" + std::to_string(GetParam()) + ".jpg"));
    EXPECT_EQ(photo.width, 24);
    EXPECT_EQ(photo.height, 16);
    EXPECT_EQ(photo.info.orientation, GetParam());
    EXPECT_EQ(photo.info.stored_width, GetParam() < 5 ? 24 : 16);
    const auto found = corners(photo);
    for (std::size_t corner = 0; corner < found.size(); ++corner) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            EXPECT_NEAR(found[corner][channel], scene_corners[corner][channel], 6) << corner;
    }
}

/// EXIF 2.3, tag 0x0112: which stored pixel is shown at the top left.
TEST(ApplyOrientation, MovesTheRightPixelToTheTopLeft) {
    // Stored: 1 2 3 / 4 5 6.
    const std::array<int, 9> top_left{0, 1, 3, 6, 4, 1, 4, 6, 3};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        std::vector<std::uint8_t> rgb;
        for (std::uint8_t value = 1; value <= 6; ++value)
            rgb.insert(rgb.end(), 3, value);
        int width = 3;
        int height = 2;
        apply_orientation(orientation, width, height, rgb);
        EXPECT_EQ(rgb[0], top_left[static_cast<std::size_t>(orientation)]) << orientation;
        EXPECT_EQ(width, orientation < 5 ? 3 : 2);
    }
}

TEST(ExifOrientation, IsReadFromEveryFormatThatHasIt) {
    for (const char* file : {"orientation6.png", "orientation6.webp", "orientation6.tif"}) {
        const Photo photo = read_photo(fixture(file));
        EXPECT_EQ(photo.info.orientation, 6) << file;
        EXPECT_EQ(photo.width, 24) << file;
        EXPECT_EQ(corners(photo), scene_corners) << file;
    }
}

TEST(ExifOrientation, IsUprightWhenMissingOrBroken) {
    EXPECT_EQ(read_photo(fixture("rgb.png")).info.orientation, 1);
    EXPECT_EQ(exif_orientation({}), 1);
    std::vector<std::byte> bytes = fixture_bytes("orientation6.jpg");
    const std::string_view content(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const std::size_t exif = content.find("Exif");
    ASSERT_NE(exif, std::string_view::npos);
    for (std::size_t i = exif + 6; i < exif + 22; ++i)
        bytes[i] = std::byte{0xFF};
    EXPECT_EQ(decode_photo(bytes, "broken exif").info.orientation, 1);
}

} // namespace
} // namespace saccade
