#include "core/attention/overlay.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <limits>

namespace saccade {
namespace {

Photo gradient(int width, int height) {
    Photo photo{width, height, {}, {}};
    for (int i = 0; i < width * height * 3; ++i)
        photo.rgb.push_back(static_cast<std::uint8_t>(i * 7));
    return photo;
}

std::array<std::uint8_t, 3> pixel(const Photo& photo, int x, int y) {
    const auto at = static_cast<std::size_t>((y * photo.width + x) * 3);
    return {photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
}

const GridPlacement left_and_right = GridPlacement::even(1, 2);

TEST(Overlay, ZeroOpacityIsThePhoto) {
    const Photo photo = gradient(9, 4);
    const std::vector<float> map{0, 1};
    const Photo shown =
        render_overlay(photo, map, left_and_right, {0, 1}, {FieldStyle::smooth, ColourMap::viridis, 0});
    EXPECT_EQ(shown.rgb, photo.rgb);
    EXPECT_EQ(shown.width, 9);
    EXPECT_EQ(shown.height, 4);
}

TEST(Overlay, FullOpacityIsTheColourMapAlone) {
    const std::vector<float> map{0, 1};
    const Photo shown = render_overlay(gradient(4, 2), map, left_and_right, {0, 1},
                                       {FieldStyle::cells, ColourMap::viridis, 1});
    for (int y = 0; y < 2; ++y) {
        EXPECT_EQ(pixel(shown, 0, y), colour_table(ColourMap::viridis).front());
        EXPECT_EQ(pixel(shown, 3, y), colour_table(ColourMap::viridis).back());
    }
}

TEST(Overlay, TheSpotlightDimsWhatIsNotAttended) {
    Photo photo = gradient(2, 1);
    photo.rgb = {100, 150, 200, 100, 150, 200};
    const std::vector<float> map{0, 1};
    const Photo shown =
        render_overlay(photo, map, left_and_right, {0, 1}, {FieldStyle::cells, ColourMap::spotlight, 0.5F});
    EXPECT_THAT(pixel(shown, 0, 0), testing::ElementsAre(50, 75, 100));
    EXPECT_THAT(pixel(shown, 1, 0), testing::ElementsAre(100, 150, 200));
}

TEST(Overlay, HalfOpacityIsTheMean) {
    Photo photo = gradient(2, 1);
    photo.rgb = {100, 100, 100, 0, 0, 0};
    const std::vector<float> map{1, 1};
    const Photo shown =
        render_overlay(photo, map, left_and_right, {0, 1}, {FieldStyle::cells, ColourMap::grey, 0.5F});
    EXPECT_EQ(pixel(shown, 0, 0), (std::array<std::uint8_t, 3>{178, 178, 178}));
    EXPECT_EQ(pixel(shown, 1, 0), (std::array<std::uint8_t, 3>{128, 128, 128}));
}

TEST(Overlay, RangeSetsWhatTheEndsOfTheMapMean) {
    const OverlayStyle style{FieldStyle::cells, ColourMap::grey, 1};
    const std::vector<float> map{0.2F, 0.3F};
    const Photo shown = render_overlay(gradient(2, 1), map, left_and_right, {0.2F, 0.4F}, style);
    EXPECT_EQ(pixel(shown, 0, 0)[0], 0);
    EXPECT_NEAR(pixel(shown, 1, 0)[0], 128, 1);
    const Photo beyond = render_overlay(gradient(2, 1), map, left_and_right, {0.22F, 0.28F}, style);
    EXPECT_EQ(pixel(beyond, 0, 0)[0], 0);
    EXPECT_EQ(pixel(beyond, 1, 0)[0], 255);
}

TEST(Overlay, SurvivesValuesThatAreNotNumbersAndAnEmptyRange) {
    const OverlayStyle style{FieldStyle::cells, ColourMap::grey, 1};
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const float infinity = std::numeric_limits<float>::infinity();
    const Photo shown =
        render_overlay(gradient(2, 1), std::vector<float>{nan, infinity}, left_and_right, {0, 1}, style);
    EXPECT_EQ(pixel(shown, 0, 0)[0], 0);
    EXPECT_EQ(pixel(shown, 1, 0)[0], 255);
    const Photo flat =
        render_overlay(gradient(2, 1), std::vector<float>{0.5F, 0.5F}, left_and_right, {0.5F, 0.5F}, style);
    EXPECT_EQ(pixel(flat, 0, 0)[0], 0);
}

TEST(Overlay, RefusesAnOpacityThatIsNone) {
    const std::vector<float> map{0, 1};
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (const float opacity : {-0.1F, 1.1F, nan})
        EXPECT_THROW(render_overlay(gradient(2, 1), map, left_and_right, {0, 1},
                                    {FieldStyle::smooth, ColourMap::viridis, opacity}),
                     UsageError);
}

TEST(CaptionRange, IsOneScaleForAllWords) {
    const std::vector<std::vector<float>> maps{{0.1F, 0.2F}, {0.05F, 0.4F}};
    EXPECT_EQ(caption_range(maps).low, 0);
    EXPECT_EQ(caption_range(maps).high, 0.4F);
    EXPECT_EQ(caption_range({}).high, 1);
}

} // namespace
} // namespace saccade
