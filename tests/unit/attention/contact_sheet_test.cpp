#include "core/attention/contact_sheet.h"
#include "core/attention/contact_sheet_layout.h"
#include "core/image/decode.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace saccade {
namespace {

namespace fs = std::filesystem;

class Shape : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(Shape, PanelsStaySaneAndFitThePage) {
    const auto [photo_width, photo_height] = GetParam();
    for (const int panels : {1, 2, 5, 13, 40}) {
        const ContactSheetLayout layout = layout_contact_sheet(photo_width, photo_height, panels);
        EXPECT_GE(layout.panel_width, 1);
        EXPECT_GE(layout.panel_height, 1);
        EXPECT_LE(layout.panel_width, 640);
        EXPECT_LE(layout.panel_height, 480);
        EXPECT_GE(layout.column_width, 200) << "no room for a word";
        EXPECT_GE(layout.column_width, layout.panel_width);
        EXPECT_LE(layout.width(), 1920);
        EXPECT_GE(layout.rows * layout.columns, panels);
        EXPECT_LT((layout.rows - 1) * layout.columns, panels) << "an empty row";
    }
}

TEST_P(Shape, PanelsKeepTheAspect) {
    const auto [photo_width, photo_height] = GetParam();
    const ContactSheetLayout layout = layout_contact_sheet(photo_width, photo_height, 5);
    const double aspect = static_cast<double>(photo_width) / photo_height;
    if (aspect > 0.02 && aspect < 50) {
        EXPECT_NEAR(layout.panel_height * aspect, layout.panel_width, std::max(1.0, aspect));
    }
}

INSTANTIATE_TEST_SUITE_P(ContactSheet, Shape,
                         testing::Values(std::pair(640, 480), std::pair(480, 640), std::pair(1, 1),
                                         std::pair(6000, 4000), std::pair(1000, 100), std::pair(100, 1000),
                                         std::pair(60000, 3), std::pair(3, 60000)));

class ContactSheet : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "contact-sheet-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder = pattern;
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path folder;
};

constexpr int width = 400;
constexpr int height = 300;

Photo plain_photo(std::uint8_t red, std::uint8_t green, std::uint8_t blue, int w = width, int h = height) {
    Photo photo{w, h, {}, {}};
    for (int i = 0; i < w * h; ++i)
        photo.rgb.insert(photo.rgb.end(), {red, green, blue});
    return photo;
}

/// Words that look at cells 0, 1, 2, ... of 8x8 and nowhere else.
Caption caption_of(const std::vector<std::string>& words) {
    Caption caption;
    for (std::size_t i = 0; i < words.size(); ++i) {
        CaptionStep step;
        step.word = words[i];
        step.probability = 0.5F;
        step.attention.assign(64, 0);
        step.attention[i % 64] = 1;
        caption.steps.push_back(step);
    }
    CaptionStep end;
    end.word = "<end>";
    end.attention.assign(64, 1.0F / 64);
    caption.steps.push_back(end);
    caption.finished = true;
    return caption;
}

std::array<int, 3> pixel(const Photo& photo, int x, int y) {
    const auto at = static_cast<std::size_t>((y * photo.width + x) * 3);
    return {photo.rgb[at], photo.rgb[at + 1], photo.rgb[at + 2]};
}

/// The first row of the page, from the top, whose pixel at `x` is not white and lies below the caption.
int top_of_panels(const Photo& sheet, const ContactSheetLayout& layout, std::array<int, 3> colour) {
    const int x = ContactSheetLayout::margin + layout.column_width / 2;
    for (int y = 0; y < sheet.height; ++y)
        if (pixel(sheet, x, y) == colour)
            return y;
    return -1;
}

TEST_F(ContactSheet, ShowsThePhotoAndThenWhereEachWordLooks) {
    const fs::path file = folder / "sheet.png";
    const Caption caption = caption_of({"a", "dog"});
    write_contact_sheet(file, plain_photo(200, 40, 40), caption, GridPlacement::even(8, 8),
                        {FieldStyle::cells, ColourMap::viridis, 1});
    const Photo sheet = read_photo(file);
    const ContactSheetLayout layout = layout_contact_sheet(width, height, 3); // no panel for <end>
    ASSERT_EQ(sheet.width, layout.width());
    EXPECT_GT(sheet.height, layout.panel_height + 2 * ContactSheetLayout::margin);
    EXPECT_EQ(pixel(sheet, 2, 2), (std::array{255, 255, 255}));

    const int top = top_of_panels(sheet, layout, {200, 40, 40});
    ASSERT_GT(top, 0) << "the photo is not on the sheet";
    const auto word_pixel = [&](int word, double x, double y) {
        const int left = ContactSheetLayout::margin +
                         (word + 1) * (layout.column_width + ContactSheetLayout::gap) +
                         (layout.column_width - layout.panel_width) / 2;
        return pixel(sheet, left + static_cast<int>(x * layout.panel_width),
                     top + static_cast<int>(y * layout.panel_height));
    };
    const auto& low = colour_table(ColourMap::viridis).front();
    const auto& high = colour_table(ColourMap::viridis).back();
    EXPECT_THAT(word_pixel(0, 0.5 / 8, 0.5 / 8), testing::ElementsAreArray(high));
    EXPECT_THAT(word_pixel(0, 1.5 / 8, 0.5 / 8), testing::ElementsAreArray(low));
    EXPECT_THAT(word_pixel(1, 1.5 / 8, 0.5 / 8), testing::ElementsAreArray(high));
    EXPECT_THAT(word_pixel(1, 0.5 / 8, 0.5 / 8), testing::ElementsAreArray(low));
}

TEST_F(ContactSheet, LongCaptionWrapsInsteadOfWideningThePage) {
    const fs::path one_line = folder / "one.png";
    const fs::path many_lines = folder / "many.png";
    const std::vector<std::string> short_words(12, "a");
    const std::vector<std::string> long_words(12, "incomprehensibilities");
    write_contact_sheet(one_line, plain_photo(9, 9, 9), caption_of(short_words), GridPlacement::even(8, 8));
    write_contact_sheet(many_lines, plain_photo(9, 9, 9), caption_of(long_words), GridPlacement::even(8, 8));
    const Photo a = read_photo(one_line);
    const Photo b = read_photo(many_lines);
    EXPECT_EQ(a.width, b.width);
    EXPECT_GT(b.height, a.height);
}

TEST_F(ContactSheet, TakesAnyScriptAndAnyBytes) {
    const fs::path file = folder / "sheet.png";
    const std::vector<std::string> words{"слон",      "שלום",     "فيل",        "大象",
                                         "e\xCC\x81", "\xFF\xFE", "two\nlines", ""};
    write_contact_sheet(file, plain_photo(1, 2, 3), caption_of(words), GridPlacement::even(8, 8));
    EXPECT_GT(read_photo(file).height, 0);
}

TEST_F(ContactSheet, OddPhotosAndCaptionsWork) {
    const fs::path file = folder / "sheet.png";
    for (const auto& [w, h] : {std::pair(1, 1), std::pair(1, 700), std::pair(700, 1)}) {
        write_contact_sheet(file, plain_photo(1, 2, 3, w, h), caption_of({"a"}), GridPlacement::even(8, 8));
        EXPECT_EQ(read_photo(file).width, layout_contact_sheet(w, h, 2).width());
    }
    write_contact_sheet(file, plain_photo(1, 2, 3), caption_of({}), GridPlacement::even(8, 8));
    EXPECT_EQ(read_photo(file).width, layout_contact_sheet(width, height, 1).width());
}

TEST_F(ContactSheet, ItsPictureAndItsSizeAreThoseOfTheFile) {
    const fs::path file = folder / "sheet.png";
    const Caption caption = caption_of({"a", "dog", "on", "the", "grass", "incomprehensibilities"});
    write_contact_sheet(file, plain_photo(200, 40, 40), caption, GridPlacement::even(8, 8));
    const Photo written = read_photo(file);
    const Photo drawn = draw_contact_sheet(plain_photo(200, 40, 40), caption, GridPlacement::even(8, 8));
    EXPECT_EQ(drawn.rgb, written.rgb);
    const SheetSize size = contact_sheet_size(width, height, caption);
    EXPECT_EQ(std::pair(size.width, size.height), std::pair(written.width, written.height));
    EXPECT_EQ(size.panels, 7);
}

TEST_F(ContactSheet, FailureLeavesNothingBehind) {
    const fs::path missing = folder / "missing" / "sheet.png";
    EXPECT_THROW(
        write_contact_sheet(missing, plain_photo(1, 2, 3), caption_of({"a"}), GridPlacement::even(8, 8)),
        FileError);
    EXPECT_THROW(write_contact_sheet(folder / "sheet.png", plain_photo(1, 2, 3), caption_of({"a"}),
                                     GridPlacement::even(7, 7)),
                 UsageError);
    EXPECT_THROW(write_contact_sheet(folder / "sheet.png", plain_photo(1, 2, 3),
                                     caption_of(std::vector<std::string>(1000, "a")),
                                     GridPlacement::even(8, 8)),
                 Error);
    EXPECT_TRUE(fs::is_empty(folder));
}

} // namespace
} // namespace saccade
