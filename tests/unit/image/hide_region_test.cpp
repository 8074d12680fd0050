#include "core/image/hide_region.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <cstdlib>

namespace saccade {
namespace {

using Colour = std::array<int, 3>;

constexpr Colour disc_colour{215, 30, 35};
constexpr Colour grey{120, 122, 124};

/// A red disc on grey.
Photo disc(int width, int height, double x, double y, double radius) {
    Photo photo{width, height, {}, {}};
    photo.info.path = "disc.png";
    const double extent = std::max(width, height);
    for (int row = 0; row < height; ++row) {
        for (int col = 0; col < width; ++col) {
            const double distance = std::hypot(col + 0.5 - x * width, row + 0.5 - y * height);
            for (const int value : distance <= radius * extent ? disc_colour : grey)
                photo.rgb.push_back(static_cast<std::uint8_t>(value));
        }
    }
    return photo;
}

Colour pixel(const Photo& photo, double x, double y) {
    const auto col = static_cast<std::size_t>(x * photo.width);
    const auto row = static_cast<std::size_t>(y * photo.height);
    const std::size_t at = (row * static_cast<std::size_t>(photo.width) + col) * 3;
    return {photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
}

int distance(const Colour& a, const Colour& b) {
    return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

Region around(double x, double y, double reach) {
    return RegionRectangle{x - reach, y - reach, x + reach, y + reach};
}

TEST(HideRegion, TheMeanColourIsThatOfWhatStays) {
    for (const auto& [width, height] : {std::pair{64, 64}, {900, 600}, {1500, 700}}) {
        const Photo photo = disc(width, height, 0.4, 0.5, 0.08);
        const Photo hidden = hide_region(photo, RegionRectangle{0.25, 0.25, 0.55, 0.75}, HideBy::mean_colour);
        EXPECT_EQ(hidden.width, width);
        EXPECT_EQ(hidden.height, height);
        EXPECT_EQ(hidden.info.path, photo.info.path);
        for (const double x : {0.26, 0.3, 0.4, 0.5, 0.54})
            for (const double y : {0.26, 0.4, 0.5, 0.6, 0.74})
                EXPECT_LE(distance(pixel(hidden, x, y), grey), 1) << width << ' ' << x << ' ' << y;
    }
}

TEST(HideRegion, ABlurLeavesATraceOfTheColourAndNoShape) {
    const Photo photo = disc(800, 600, 0.5, 0.5, 0.1);
    const Photo hidden = hide_region(photo, RegionRectangle{0.39, 0.35, 0.61, 0.65}, HideBy::blur);
    const int before = distance(disc_colour, grey);
    const int centre = distance(pixel(hidden, 0.5, 0.5), grey);
    EXPECT_GT(centre, 0);
    EXPECT_LT(centre, before / 5);
    EXPECT_LT(distance(pixel(hidden, 0.5, 0.5), pixel(hidden, 0.42, 0.5)), before / 20); // was red and grey
}

TEST(HideRegion, ABlurKeepsAPlainPhotoAsItIs) {
    const Photo plain = disc(333, 211, 0.5, 0.5, -1);
    EXPECT_EQ(hide_region(plain, around(0.2, 0.9, 0.3), HideBy::blur).rgb, plain.rgb);
    EXPECT_EQ(hide_region(plain, around(0.2, 0.9, 0.3), HideBy::mean_colour).rgb, plain.rgb);
}

TEST(HideRegion, NothingChangesBeyondTheMargin) {
    Photo photo = disc(640, 480, 0.5, 0.5, 0.2);
    for (std::size_t i = 0; i < photo.rgb.size(); i += 7)
        photo.rgb[i] = static_cast<std::uint8_t>(i % 251);
    for (const HideBy by : {HideBy::blur, HideBy::mean_colour}) {
        const Photo hidden = hide_region(photo, RegionRectangle{0.3, 0.4, 0.6, 0.7}, by);
        const int margin = 640 / 20;
        for (int y = 0; y < 480; ++y) {
            for (int x = 0; x < 640; ++x) {
                if (x > 0.3 * 640 - margin && x < 0.6 * 640 + margin && y > 0.4 * 480 - margin &&
                    y < 0.7 * 480 + margin)
                    continue;
                const auto at = static_cast<std::size_t>(y * 640 + x) * 3;
                ASSERT_EQ(hidden.rgb[at], photo.rgb[at]) << x << ' ' << y;
            }
        }
    }
}

TEST(HideRegion, TheNewPixelsPassIntoTheOldOnesWithoutAStep) {
    Photo photo{600, 400, std::vector<std::uint8_t>(std::size_t{600} * 400 * 3, 0), {}};
    for (int y = 0; y < 400; ++y) // black on the left, white on the right: the mean is far from both
        std::fill_n(photo.rgb.begin() + (y * 600 + 300) * 3, 900, std::uint8_t{255});
    const Photo hidden = hide_region(photo, RegionRectangle{0.6, 0.3, 0.8, 0.7}, HideBy::mean_colour);
    int largest_step = 0;
    for (int x = 310; x + 1 < 600; ++x) {
        const std::size_t at = (std::size_t{200} * 600 + static_cast<std::size_t>(x)) * 3;
        largest_step = std::max(largest_step, std::abs(hidden.rgb[at + 3] - hidden.rgb[at]));
    }
    EXPECT_LT(pixel(hidden, 0.7, 0.5)[0], 160);
    EXPECT_LT(largest_step, 20);
}

TEST(HideRegion, ABrushHidesWhatItWentOver) {
    const Photo photo = disc(500, 500, 0.3, 0.6, 0.06);
    RegionMask mask = empty_mask(500, 500);
    brush(mask, {0.25, 0.6}, {0.35, 0.6}, 0.09);
    const Photo hidden = hide_region(photo, mask, HideBy::mean_colour);
    for (double x = 0.2; x < 0.4; x += 0.01)
        EXPECT_LE(distance(pixel(hidden, x, 0.6), grey), 2) << x;
}

TEST(HideRegion, AllOfThePhotoCanBeHidden) {
    const Photo photo = disc(90, 60, 0.5, 0.5, 0.3);
    const Photo mean = hide_region(photo, RegionRectangle{0, 0, 1, 1}, HideBy::mean_colour);
    EXPECT_LE(distance(pixel(mean, 0.01, 0.01), pixel(mean, 0.5, 0.5)), 1);
    EXPECT_GT(pixel(mean, 0.5, 0.5)[0], grey[0]);
    EXPECT_LT(pixel(mean, 0.5, 0.5)[0], disc_colour[0]);
    const Photo blurred = hide_region(photo, RegionRectangle{0, 0, 1, 1}, HideBy::blur);
    EXPECT_LE(distance(pixel(blurred, 0.01, 0.01), pixel(blurred, 0.5, 0.5)), 12);
}

TEST(HideRegion, ThinPhotosAndSmallRegionsWork) {
    const Photo line = disc(3000, 1, 0.5, 0.5, 0.1);
    EXPECT_LT(
        distance(pixel(hide_region(line, RegionRectangle{0.35, 0, 0.65, 1}, HideBy::mean_colour), 0.5, 0.5),
                 grey),
        2);
    const Photo one = disc(1, 1, 0.5, 0.5, 1);
    EXPECT_EQ(hide_region(one, RegionRectangle{0.2, 0.2, 0.4, 0.4}, HideBy::blur).rgb, one.rgb);
}

TEST(HideRegion, AnEmptyRegionIsRefused) {
    const Photo photo = disc(20, 20, 0.5, 0.5, 0.2);
    EXPECT_THROW(hide_region(photo, RegionRectangle{}, HideBy::blur), UsageError);
    EXPECT_THROW(hide_region(photo, empty_mask(20, 20), HideBy::blur), UsageError);
}

} // namespace
} // namespace saccade
