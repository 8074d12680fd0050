#include "core/image/decode.h"
#include "core/image/gif_writer.h"
#include "core/image/palette.h"
#include "core/support/error.h"
#include "tests/unit/image/fixtures.h"

#include <gmock/gmock.h>

#include <stdexcept>

namespace saccade {
namespace {

TEST(Palette, KeepsFewColoursExactly) {
    const std::vector<std::uint8_t> rgb{250, 10, 10, 250, 10, 10, 10, 250, 10, 10, 10, 250, 128, 128, 128};
    ColourHistogram histogram;
    histogram.add(rgb);
    Palette palette(histogram, 16);
    for (std::size_t i = 0; i < rgb.size(); i += 3) {
        const PaletteColour colour{rgb[i], rgb[i + 1], rgb[i + 2]};
        EXPECT_EQ(palette.colours().at(palette.nearest(colour)), colour);
    }
    EXPECT_EQ(palette.colours().size(), 4U);
}

TEST(Palette, SpendsItsColoursWhereTheyAreNeeded) {
    ColourHistogram histogram;
    std::vector<std::uint8_t> rgb;
    for (int i = 0; i < 256; ++i) // many greens, one red
        rgb.insert(rgb.end(), {0, static_cast<std::uint8_t>(i), 0});
    rgb.insert(rgb.end(), {255, 0, 0});
    histogram.add(rgb);
    Palette palette(histogram, 16);
    EXPECT_EQ(palette.colours().size(), 16U);
    EXPECT_LT(colour_distance(palette.colours()[palette.nearest({255, 0, 0})], {255, 0, 0}), 100);
    for (int i = 0; i < 256; i += 5) {
        const PaletteColour shade{0, static_cast<std::uint8_t>(i), 0};
        EXPECT_LE(std::abs(palette.colours()[palette.nearest(shade)][1] - i), 17) << i;
    }
}

TEST(Palette, FixedColoursAreThere) {
    ColourHistogram histogram;
    histogram.add(std::vector<std::uint8_t>{1, 2, 3});
    const std::array<PaletteColour, 2> fixed{PaletteColour{255, 255, 255}, PaletteColour{31, 95, 196}};
    Palette palette(histogram, 255, fixed);
    for (const PaletteColour& colour : fixed)
        EXPECT_EQ(palette.colours()[palette.nearest(colour)], colour);
}

TEST(GifWriter, CanBeReadAgain) {
    std::vector<std::byte> bytes;
    GifWriter writer(3, 2, {{255, 0, 0}, {0, 0, 255}}, [&](std::span<const std::byte> chunk) {
        bytes.insert(bytes.end(), chunk.begin(), chunk.end());
    });
    const std::vector<std::uint8_t> indices{0, 1, 0, 1, 0, 1};
    writer.add({0, 0, 3, 2}, indices, 10);
    writer.finish();
    const Photo photo = decode_photo(bytes, "written.gif");
    ASSERT_EQ(photo.width, 3);
    EXPECT_EQ(pixel(photo, 0, 0), (Rgb{255, 0, 0}));
    EXPECT_EQ(pixel(photo, 1, 0), (Rgb{0, 0, 255}));
    EXPECT_EQ(pixel(photo, 2, 1), (Rgb{0, 0, 255}));
}

TEST(GifWriter, AFullDiskIsSaidAndNothingElse) {
    int room = 500;
    GifWriter writer(100, 100, {{255, 0, 0}, {0, 0, 255}}, [&](std::span<const std::byte> chunk) {
        room -= static_cast<int>(chunk.size());
        if (room < -400)
            throw std::runtime_error("the disk is full");
    });
    std::vector<std::uint8_t> indices(10'000);
    for (std::size_t i = 0; i < indices.size(); ++i)
        indices[i] = static_cast<std::uint8_t>(i * i / 7 % 2);
    EXPECT_THROW(
        {
            for (int i = 0; i < 100; ++i)
                writer.add({0, 0, 100, 100}, indices, 4);
        },
        std::runtime_error);
    EXPECT_THROW(GifWriter(0, 5, {}, [](std::span<const std::byte>) {}), Error);
}

} // namespace
} // namespace saccade
