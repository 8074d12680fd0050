#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using Numbers = std::vector<unsigned>;

/// Assembled from the format's description: file header, BITMAPINFOHEADER, the tables, the pixels.
std::vector<std::byte> bmp(int width, int height, unsigned bits, unsigned compression, const Numbers& tables,
                           const Numbers& pixels) {
    std::string text = "BM";
    const auto append = [&text](unsigned value, int bytes) {
        for (int i = 0; i < bytes; ++i)
            text += static_cast<char>(value >> (8 * i) & 0xFF);
    };
    text.append(8, '\0');
    append(static_cast<unsigned>(54 + tables.size() * 4), 4);
    append(40, 4);
    append(static_cast<unsigned>(width), 4);
    append(static_cast<unsigned>(height), 4);
    append(1, 2);
    append(bits, 2);
    append(compression, 4);
    text.append(12, '\0');
    append(bits <= 8 ? static_cast<unsigned>(tables.size()) : 0, 4);
    append(0, 4);
    for (const unsigned entry : tables)
        append(entry, 4);
    for (const unsigned byte : pixels)
        append(byte, 1);
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

constexpr Rgb black{0, 0, 0};
constexpr Rgb red{255, 0, 0};
constexpr Rgb green{0, 255, 0};
const Numbers three_colours{0x000000, 0xFF0000, 0x00FF00};

std::vector<Rgb> pixels_of(const std::vector<std::byte>& bytes) {
    const Photo photo = decode_photo(bytes, "photo");
    std::vector<Rgb> pixels;
    for (int y = 0; y < photo.height; ++y) {
        for (int x = 0; x < photo.width; ++x)
            pixels.push_back(pixel(photo, x, y));
    }
    return pixels;
}

TEST(Bmp, RowsRunUpwardsUnlessTheHeightIsNegative) {
    const Numbers rows{1, 0, 0, 0, 2, 0, 0, 0}; // each padded to four bytes
    EXPECT_EQ(pixels_of(bmp(1, 2, 8, 0, three_colours, rows)), (std::vector{green, red}));
    EXPECT_EQ(pixels_of(bmp(1, -2, 8, 0, three_colours, rows)), (std::vector{red, green}));
}

TEST(Bmp, PacksSmallIndicesFromTheHighBits) {
    EXPECT_EQ(pixels_of(bmp(3, 1, 1, 0, {0, 0xFF0000}, {0b01000000, 0, 0, 0})),
              (std::vector{black, red, black}));
    EXPECT_EQ(pixels_of(bmp(3, 1, 4, 0, three_colours, {0x21, 0x10, 0, 0})), (std::vector{green, red, red}));
}

TEST(Bmp, AnIndexWithoutAColourIsBlack) {
    EXPECT_EQ(pixels_of(bmp(1, 1, 8, 0, three_colours, {200, 0, 0, 0})), (std::vector{black}));
}

TEST(Bmp, FollowsMasks) {
    const Numbers red_lowest{0x0000FF, 0x00FF00, 0xFF0000};
    EXPECT_EQ(pixels_of(bmp(1, 1, 32, 3, red_lowest, {1, 2, 3, 0})), (std::vector{Rgb{1, 2, 3}}));
    const Numbers ten_bits{0x3FF00000, 0x000FFC00, 0x000003FF};
    EXPECT_EQ(pixels_of(bmp(1, 1, 32, 3, ten_bits, {0xFF, 0x03, 0x00, 0x20})),
              (std::vector{Rgb{128, 0, 255}}));
}

TEST(Bmp, SixteenBitsAreFiveEachWithoutMasks) {
    EXPECT_EQ(pixels_of(bmp(1, 1, 16, 0, {}, {0x1F, 0x7C, 0, 0})), (std::vector{Rgb{255, 0, 255}}));
}

TEST(Bmp, TheFourthByteOfAPlainPixelIsNoAlpha) {
    EXPECT_EQ(pixels_of(bmp(1, 1, 32, 0, {}, {3, 2, 1, 0})), (std::vector{Rgb{1, 2, 3}}));
}

TEST(Bmp, RunsOfEightBits) {
    // Two red; the line's end; literal green, red, green and a byte of padding; the picture's end.
    const Numbers runs{2, 1, 0, 0, 0, 3, 2, 1, 2, 0, 0, 1};
    EXPECT_EQ(pixels_of(bmp(3, 2, 8, 1, three_colours, runs)),
              (std::vector{green, red, green, red, red, black}));
}

TEST(Bmp, RunsOfFourBitsAlternateAndJump) {
    // Green and red three times over; a jump by one column and no row; one red; the picture's end.
    const Numbers runs{3, 0x21, 0, 2, 1, 0, 1, 0x11, 0, 1};
    EXPECT_EQ(pixels_of(bmp(5, 1, 4, 2, three_colours, runs)), (std::vector{green, red, green, black, red}));
}

TEST(Bmp, RunsThatEndEarlyOrLeaveThePictureDoNoHarm) {
    EXPECT_EQ(fault_of(bmp(3, 2, 8, 1, three_colours, {2, 1, 0, 0, 1, 2})),
              "photo: the BMP data end early: 1 of 2 pixel rows are missing. Fetch or copy the photo again.");
    const Numbers outside{255, 1, 0, 2, 255, 255, 9, 1, 0, 1};
    EXPECT_EQ(pixels_of(bmp(2, 1, 8, 1, three_colours, outside)), (std::vector{red, red}));
}

TEST(Bmp, KindsThatAreNotReadAreRefused) {
    const std::string fault = fault_of(bmp(1, 1, 24, 4, {}, {0, 0, 0, 0})); // a JPEG inside
    EXPECT_EQ(fault, "photo: this kind of BMP is not supported (compression 4, 24 bits a pixel). "
                     "Convert it to JPEG or PNG first.");
    EXPECT_THAT(fault_of(bmp(1, 1, 7, 0, {}, {0, 0, 0, 0})), testing::HasSubstr("not supported"));
    EXPECT_THAT(fault_of(bmp(0, 1, 24, 0, {}, {0, 0, 0, 0})), testing::HasSubstr("impossible"));
}

} // namespace
} // namespace saccade
