#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

struct Case {
    const char* file;
    const char* format;
    int tolerance; ///< of each channel; 0 for lossless files
};

std::string case_name(const testing::TestParamInfo<Case>& info) {
    std::string name = info.param.file;
    std::ranges::replace_if(
        name, [](char c) { return c == '.'; }, '_');
    return name;
}

class SceneFile : public testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(
    Formats, SceneFile,
    testing::Values(Case{"orientation1.jpg", "JPEG", 6}, Case{"progressive.jpg", "JPEG", 6},
                    Case{"cmyk.jpg", "JPEG", 8}, Case{"rgb.png", "PNG", 0}, Case{"palette.png", "PNG", 0},
                    Case{"lossless.webp", "WebP", 0}, Case{"lossy.webp", "WebP", 12},
                    Case{"rgb.tif", "TIFF", 0}, Case{"palette.tif", "TIFF", 0}, Case{"cmyk.tif", "TIFF", 1},
                    Case{"rgb.bmp", "BMP", 0}, Case{"palette.bmp", "BMP", 0}, Case{"plain.gif", "GIF", 0},
                    Case{"interlaced.gif", "GIF", 0}, Case{"interlaced.png", "PNG", 0},
                    Case{"rgb16.tif", "TIFF", 0}, Case{"tiled.tif", "TIFF", 0}, Case{"planes.tif", "TIFF", 0},
                    Case{"jpeg.tif", "TIFF", 3}, Case{"big.tif", "TIFF", 0}, Case{"runs.bmp", "BMP", 0},
                    Case{"palette4.bmp", "BMP", 0}, Case{"core.bmp", "BMP", 0}, Case{"rgb565.bmp", "BMP", 8}),
    case_name);

TEST_P(SceneFile, ShowsTheScene) {
    const Photo photo = read_photo(fixture(GetParam().file));
    EXPECT_EQ(photo.width, 24);
    EXPECT_EQ(photo.height, 16);
    EXPECT_EQ(photo.info.format, GetParam().format);
    EXPECT_EQ(photo.info.path, fixture(GetParam().file));
    const auto found = corners(photo);
    for (std::size_t corner = 0; corner < found.size(); ++corner) {
        for (std::size_t channel = 0; channel < 3; ++channel)
            EXPECT_NEAR(found[corner][channel], scene_corners[corner][channel], GetParam().tolerance)
                << corner;
    }
}

TEST_P(SceneFile, IsTheSameFromBytes) {
    EXPECT_EQ(decode_photo(fixture_bytes(GetParam().file), "name").rgb,
              read_photo(fixture(GetParam().file)).rgb);
}

TEST(Decode, GreyBecomesEqualChannels) {
    for (const char* file : {"grey.png", "grey.jpg"}) {
        for (const Rgb& corner : corners(read_photo(fixture(file)))) {
            EXPECT_EQ(corner[0], corner[1]);
            EXPECT_EQ(corner[1], corner[2]);
        }
    }
    EXPECT_EQ(pixel(read_photo(fixture("grey.png")), 20, 12)[0], 250);
}

TEST(Decode, SixteenBitsAreRoundedToTheNearestOfEight) {
    for (const char* file : {"rounding.png", "rounding.tif"}) {
        const Photo photo = read_photo(fixture(file)); // 200, 128, 383, 387 and 65535 of 65535
        const std::array nearest{1, 0, 1, 2, 255};
        for (int x = 0; x < 5; ++x)
            EXPECT_EQ(pixel(photo, x, 0)[0], nearest[static_cast<std::size_t>(x)]) << file << x;
    }
    EXPECT_EQ(corners(read_photo(fixture("grey16.png")))[0][0], 220);
}

TEST(Decode, AlphaLiesOverWhite) {
    for (const char* file :
         {"alpha.png", "alpha16.png", "alpha.webp", "alpha.tif", "associated.tif", "alpha.bmp"}) {
        const auto found = corners(read_photo(fixture(file)));
        EXPECT_EQ(found[0], (Rgb{255, 255, 255})) << file;    // transparent
        EXPECT_EQ(found[1], scene_corners[1]) << file;        // opaque
        for (std::size_t channel = 0; channel < 3; ++channel) // 128 of 255
            EXPECT_NEAR(found[2][channel], (scene_corners[2][channel] * 128 + 255 * 127) / 255.0, 1.5)
                << file;
    }
}

TEST(Decode, TransparentColourOfAGifLiesOverWhite) {
    const auto found = corners(read_photo(fixture("transparent.gif")));
    EXPECT_EQ(found[0], (Rgb{255, 255, 255}));
    EXPECT_EQ(found[1], scene_corners[1]);
}

TEST(Decode, GifFrameSmallerThanTheScreenStandsInItsPlace) {
    // A 3x2 screen, white where the 1x1 frame at (1, 0) does not cover it. LZW: clear, index 1, end.
    const std::vector<unsigned char> gif{'G', 'I', 'F', '8', '9', 'a', 3,  0,    2,    0, 0x80, 0,
                                         0,   10,  20,  30,  200, 100, 50, 0x2C, 1,    0, 0,    0,
                                         1,   0,   1,   0,   0,   2,   2,  0x4C, 0x01, 0, 0x3B};
    const Photo photo = decode_photo(std::as_bytes(std::span(gif)), "small.gif");
    ASSERT_EQ(photo.width, 3);
    ASSERT_EQ(photo.height, 2);
    EXPECT_EQ(pixel(photo, 1, 0), (Rgb{200, 100, 50}));
    EXPECT_EQ(pixel(photo, 0, 0), (Rgb{255, 255, 255}));
    EXPECT_EQ(pixel(photo, 1, 1), (Rgb{255, 255, 255}));
}

TEST(Decode, OnePixelWorksInEveryFormat) {
    for (const char* file : {"one.jpg", "one.png", "one.webp", "one.tif", "one.bmp", "one.gif"}) {
        const Photo photo = read_photo(fixture(file));
        EXPECT_EQ(photo.width, 1) << file;
        EXPECT_EQ(photo.height, 1) << file;
        EXPECT_NEAR(pixel(photo, 0, 0)[0], 200, 3) << file;
    }
}

TEST(Decode, GoesByContentNotByName) {
    EXPECT_EQ(decode_photo(fixture_bytes("rgb.png"), "holiday.jpg").info.format, "PNG");
}

} // namespace
} // namespace saccade
