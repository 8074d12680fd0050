#include "core/attention/scrub_animation.h"
#include "core/image/decode.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tool.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace saccade {
namespace {

namespace fs = std::filesystem;

Caption caption_of(const std::vector<std::string>& words) {
    Caption caption;
    for (std::size_t i = 0; i < words.size(); ++i) {
        CaptionStep step;
        step.word = words[i];
        step.attention.assign(64, 0);
        step.attention[(i * 9) % 64] = 1;
        caption.steps.push_back(step);
    }
    CaptionStep end;
    end.word = "<end>";
    end.attention.assign(64, 1.0F / 64);
    caption.steps.push_back(end);
    caption.finished = true;
    return caption;
}

Photo plain_photo(int width, int height) {
    Photo photo{width, height, {}, {}};
    for (int i = 0; i < width * height; ++i)
        photo.rgb.insert(photo.rgb.end(), {120, 130, 140});
    return photo;
}

Photo painted(const Photo& photo, std::array<std::uint8_t, 3> colour) {
    Photo result = photo;
    for (std::size_t i = 0; i < result.rgb.size(); ++i)
        result.rgb[i] = colour[i % 3];
    return result;
}

/// Frames as ImageMagick sees them once each is laid over those before.
std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        result.push_back(line);
    return result;
}

class Scrub : public testing::Test {
protected:
    TemporaryFolder folder;
    fs::path file = folder.path() / "scrub.gif";
};

TEST_F(Scrub, HasAFrameForEachWordAndForTheWaysBetween) {
    const Caption caption = caption_of({"a", "dog", "runs"});
    ScrubOptions options;
    options.longest = 120;
    options.fade_frames = 2;
    options.fade_time = 5;
    options.word_time = 70;
    options.photo_time = 110;
    const std::vector<std::array<std::uint8_t, 3>> colours{{200, 30, 30}, {30, 200, 30}, {30, 30, 200}};
    std::vector<std::int64_t> done;
    write_scrub_animation(
        file, plain_photo(240, 160), caption,
        [&](const Photo& photo, double place) {
            return painted(photo, colours.at(static_cast<std::size_t>(std::max(place, 0.0))));
        },
        options, [&](const Progress& progress) { done.push_back(progress.done); });

    const auto frames = lines_of(run_tool({"identify", "-format", "%T %W %H\n", file.string()}));
    const ScrubSize size = scrub_size(240, 160, caption, options);
    ASSERT_EQ(frames.size(), 12U); // (1 + 3) x (1 + 2)
    EXPECT_EQ(size.frames, 12);
    EXPECT_EQ(size.width, 120);
    EXPECT_GT(size.height, 80);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const int time = i == 0 ? 110 : i % 3 == 0 ? 70 : 5;
        EXPECT_EQ(frames[i], std::to_string(time) + " 120 " + std::to_string(size.height)) << i;
    }
    EXPECT_EQ(done.back(), 15);
    EXPECT_TRUE(std::ranges::is_sorted(done));
    // What stands still shows the word's own colour, whatever was there before.
    const auto middle_of = [&](int frame) {
        const fs::path whole = folder.path() / "whole.png";
        run_tool({"convert", file.string(), "-coalesce", "-delete",
                  frame == 0 ? "1--1" : "0-" + std::to_string(frame - 1), "-delete", "1--1", whole.string()});
        const Photo photo = read_photo(whole);
        const auto at = static_cast<std::size_t>((40 * photo.width + 60) * 3);
        return std::array<int, 3>{photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
    };
    for (std::size_t word = 0; word < 3; ++word) {
        const auto colour = middle_of(static_cast<int>(word + 1) * 3);
        for (std::size_t c = 0; c < 3; ++c)
            EXPECT_NEAR(colour[c], colours[word][c], 16) << word;
    }
}

TEST_F(Scrub, IsReadAsAGifThatRepeats) {
    write_scrub_animation(file, plain_photo(80, 60), caption_of({"a"}),
                          [](const Photo& photo, double) { return photo; });
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_EQ(bytes.substr(0, 6), "GIF89a");
    EXPECT_NE(bytes.find(std::string("NETSCAPE2.0\x03\x01\0\0\0", 16)), std::string::npos);
    EXPECT_EQ(read_photo(file).width, 80) << "our own reader shows the first frame";
}

TEST_F(Scrub, TakesAnyScriptAndAnyShape) {
    const auto same = [](const Photo& photo, double) { return photo; };
    for (const auto& words : std::vector<std::vector<std::string>>{{"一只", "狗", "在", "草地", "上"},
                                                                   {"كلب", "يركض", "على", "العشب"},
                                                                   {"\xFF\xFE", "", "two\nlines"},
                                                                   {}}) {
        write_scrub_animation(file, plain_photo(90, 70), caption_of(words), same);
        EXPECT_EQ(read_photo(file).width, 90);
    }
    for (const auto& [width, height] : {std::pair(1, 1), std::pair(3000, 2), std::pair(2, 3000)})
        write_scrub_animation(file, plain_photo(width, height), caption_of({"word"}), same,
                              {.fade_frames = 0});
    write_scrub_animation(file, plain_photo(300, 200),
                          caption_of(std::vector<std::string>(60, "incomprehensibilities")), same,
                          {.longest = 64, .fade_frames = 0});
    EXPECT_EQ(read_photo(file).width, 64);
}

TEST_F(Scrub, ItsFramesCanBeDrawnInSmall) {
    const Caption caption = caption_of({"a", "dog"});
    const ScrubOptions options{.longest = 200, .fade_frames = 1};
    const ScrubSize size = scrub_size(400, 300, caption, options);
    std::vector<ScrubFrame> frames;
    const auto take = [&frames](ScrubFrame frame) { frames.push_back(std::move(frame)); };
    const auto same = [](const Photo& photo, double) { return photo; };
    draw_scrub_frames(plain_photo(400, 300), caption, same, options, 100, take);
    ASSERT_EQ(static_cast<int>(frames.size()), size.frames);
    const double scale = 100.0 / std::max(size.width, size.height);
    for (const ScrubFrame& frame : frames) {
        EXPECT_NEAR(frame.picture.width, size.width * scale, 1);
        EXPECT_NEAR(frame.picture.height, size.height * scale, 1);
        EXPECT_EQ(frame.picture.rgb.size(), frame.picture.width * frame.picture.height * 3U);
    }
    EXPECT_EQ(frames[0].time, options.photo_time);
    EXPECT_EQ(frames[1].time, options.fade_time);
    EXPECT_EQ(frames[2].time, options.word_time);
    const std::size_t middle = (frames[0].picture.width * 20U + 50U) * 3;
    EXPECT_NEAR(frames[0].picture.rgb[middle], 120, 1);
    frames.clear();
    draw_scrub_frames(plain_photo(400, 300), caption, same, options, 5000, take);
    EXPECT_EQ(frames[0].picture.width, size.width) << "no larger than it is written";
    EXPECT_EQ(frames[0].picture.height, size.height);
    std::stop_source stop;
    frames.clear();
    EXPECT_THROW(draw_scrub_frames(
                     plain_photo(400, 300), caption, same, options, 100,
                     [&](const ScrubFrame&) { stop.request_stop(); }, stop.get_token()),
                 Cancelled);
}

TEST_F(Scrub, CancellingOrFailingLeavesNothing) {
    const auto same = [](const Photo& photo, double) { return photo; };
    std::stop_source stop;
    EXPECT_THROW(write_scrub_animation(
                     file, plain_photo(80, 60), caption_of({"a", "dog"}), same, {},
                     [&](const Progress& progress) {
                         if (progress.done == 4)
                             stop.request_stop();
                     },
                     stop.get_token()),
                 Cancelled);
    EXPECT_THROW(write_scrub_animation(file, plain_photo(80, 60), caption_of({"a"}), same, {.longest = 5}),
                 UsageError);
    EXPECT_THROW(
        write_scrub_animation(folder.path() / "no" / "x.gif", plain_photo(80, 60), caption_of({"a"}), same),
        FileError);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(FadingPainter, LeavesThePhotoClearWhereTheWordDoesNotLook) {
    const Photo photo = plain_photo(80, 80);
    const Photo shown = fading_painter(caption_of({"a"}), GridPlacement::even(8, 8),
                                       {FieldStyle::cells, ColourMap::viridis, 1})(photo, 0);
    EXPECT_THAT(std::vector<int>(shown.rgb.end() - 3, shown.rgb.end()), testing::ElementsAre(120, 130, 140));
    const auto& high = colour_table(ColourMap::viridis).back();
    EXPECT_THAT(std::vector<int>(shown.rgb.begin(), shown.rgb.begin() + 3), testing::ElementsAreArray(high));
}

TEST(FadingPainter, BetweenTwoWordsDrawsTheMixedMap) {
    const Photo photo = plain_photo(80, 80);
    const GridPlacement placement = GridPlacement::even(8, 8);
    const OverlayStyle style{FieldStyle::cells, ColourMap::viridis, 1};
    Caption caption = caption_of({"a", "dog"});
    caption.steps[0].attention.assign(64, 0);
    caption.steps[1].attention.assign(64, 0);
    caption.steps[0].attention[0] = 0.8F;
    caption.steps[0].attention[1] = 0.2F;
    caption.steps[1].attention[1] = 0.4F;
    caption.steps[1].attention[2] = 0.6F;
    Caption between = caption_of({"both"});
    between.steps[0].attention.assign(64, 0);
    between.steps[0].attention[0] = 0.4F;
    between.steps[0].attention[1] = 0.3F;
    between.steps[0].attention[2] = 0.3F;
    between.steps[0].attention[63] = 0.7F; // the mean of both largest values, so that the scales are the same
    const Photo shown = fading_painter(caption, placement, style)(photo, 0.5);
    const Photo expected = fading_painter(between, placement, style)(photo, 0);
    const auto cell = [](const Photo& each, int column) {
        const auto at = each.rgb.begin() + (column * 10 + 5) * 3;
        return std::vector<int>(at, at + 3);
    };
    for (const int column : {0, 1, 2, 3})
        EXPECT_EQ(cell(shown, column), cell(expected, column)) << column;
}

TEST(FadingPainter, BetweenAWordAndThePlainPhotoTheMapComesUpFromZero) {
    const Photo photo = plain_photo(80, 80);
    const GridPlacement placement = GridPlacement::even(8, 8);
    const OverlayStyle style{FieldStyle::cells, ColourMap::viridis, 1};
    Caption caption = caption_of({"a", "dog"});
    caption.steps[0].attention[1] = 0.5F; // beside a cell of 1
    Caption half = caption_of({"half"});
    half.steps[0].attention[0] = 0.5F;
    half.steps[0].attention[1] = 0.25F;
    half.steps[0].attention[63] = 1; // so that the scale is the same
    const WordPainter paint = fading_painter(caption, placement, style);
    const Photo expected = fading_painter(half, placement, style)(photo, 0);
    const Photo shown = paint(photo, -0.5);
    for (const std::ptrdiff_t column : {0, 1, 2}) {
        const std::ptrdiff_t at = (column * 10 + 5) * 3;
        EXPECT_THAT(std::vector<int>(shown.rgb.begin() + at, shown.rgb.begin() + at + 3),
                    testing::ElementsAreArray(expected.rgb.begin() + at, expected.rgb.begin() + at + 3))
            << column;
    }
    const auto distance = [&photo](const Photo& other) {
        int sum = 0;
        for (std::size_t i = 0; i < photo.rgb.size(); ++i)
            sum += std::abs(photo.rgb[i] - other.rgb[i]);
        return sum;
    };
    EXPECT_LT(distance(paint(photo, -0.9)), distance(paint(photo, -0.1)));
    EXPECT_LT(distance(paint(photo, 1.9)), distance(paint(photo, 1.1))) << "and it goes behind the last word";
    EXPECT_LT(distance(paint(photo, 1.99)), distance(paint(photo, 1)) / 20);
}

// Mixing two pictures gives colours that the colour map does not have.
TEST_F(Scrub, AFrameHalfWayBetweenTwoWordsIsThePictureOfTheMixedMap) {
    const Caption caption = caption_of({"a", "dog"});
    const WordPainter paint =
        fading_painter(caption, GridPlacement::even(8, 8), {FieldStyle::smooth, ColourMap::viridis, 1});
    const Photo photo = plain_photo(128, 128);
    write_scrub_animation(file, photo, caption, paint, {.longest = 128, .fade_frames = 1});
    const fs::path whole = folder.path() / "half.png";
    run_tool({"convert", file.string(), "-coalesce", "-delete", "0-2", "-delete", "1--1", whole.string()});
    const Photo half = read_photo(whole);
    const auto distance_to = [&half](const std::vector<std::uint8_t>& picture) {
        double sum = 0;
        for (std::size_t i = 0; i < picture.size(); ++i)
            sum += std::pow(static_cast<double>(half.rgb[i]) - static_cast<double>(picture[i]), 2);
        return sum / static_cast<double>(picture.size());
    };
    const std::vector<std::uint8_t> first = paint(photo, 0).rgb;
    const std::vector<std::uint8_t> second = paint(photo, 1).rgb;
    std::vector<std::uint8_t> pictures_mixed(first.size());
    std::ranges::transform(first, second, pictures_mixed.begin(),
                           [](int a, int b) { return static_cast<std::uint8_t>((a + b) / 2); });
    const double to_map = distance_to(paint(photo, 0.5).rgb);
    EXPECT_LT(to_map, 0.5 * distance_to(pictures_mixed));
    EXPECT_LT(to_map, 0.5 * distance_to(first));
    EXPECT_LT(to_map, 0.5 * distance_to(second));
}

} // namespace
} // namespace saccade
