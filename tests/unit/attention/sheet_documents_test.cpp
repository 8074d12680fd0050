#include "core/attention/contact_sheet.h"
#include "core/attention/contact_sheet_layout.h"
#include "core/attention/sheet_canvas.h"
#include "core/image/decode.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tool.h"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

namespace saccade {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

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
    return caption;
}

Photo colourful_photo() {
    Photo photo{320, 240, {}, {}};
    for (int y = 0; y < 240; ++y) {
        for (int x = 0; x < 320; ++x) {
            photo.rgb.push_back(static_cast<std::uint8_t>(x * 255 / 320));
            photo.rgb.push_back(static_cast<std::uint8_t>(y));
            photo.rgb.push_back(90);
        }
    }
    return photo;
}

/// Mean difference of two pictures of one size, in levels of 255.
double difference(const Photo& a, const Photo& b) {
    EXPECT_EQ(a.width, b.width);
    EXPECT_EQ(a.height, b.height);
    double sum = 0;
    for (std::size_t i = 0; i < std::min(a.rgb.size(), b.rgb.size()); ++i)
        sum += std::abs(a.rgb[i] - b.rgb[i]);
    return sum / static_cast<double>(a.rgb.size());
}

class SheetDocuments : public testing::Test {
protected:
    Photo write(const std::string& name, const std::vector<std::string>& words) const {
        const fs::path file = folder.path() / name;
        write_contact_sheet(file, colourful_photo(), caption_of(words), GridPlacement::even(8, 8));
        const fs::path picture = folder.path() / (name + ".drawn");
        switch (page_format_of(file)) {
        case PageFormat::png:
            return read_photo(file);
        case PageFormat::pdf:
            run_tool({"pdftoppm", "-r", "144", "-png", "-singlefile", file.string(), picture.string()});
            return read_photo(picture.string() + ".png");
        case PageFormat::svg:
            run_tool({"rsvg-convert", file.string(), "-o", picture.string()});
            return read_photo(picture);
        }
        return {};
    }
    std::string text_of(const std::string& name) const {
        std::ifstream stream(folder.path() / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    TemporaryFolder folder;
};

TEST_F(SheetDocuments, OthersDrawPdfAndSvgAsThePngLooks) {
    const std::vector<std::string> words{"a", "dog", "runs", "on", "grass"};
    const Photo png = write("sheet.png", words);
    EXPECT_LT(difference(write("sheet.pdf", words), png), 2);
    EXPECT_LT(difference(write("sheet.SVG", words), png), 2);
}

TEST_F(SheetDocuments, TextOfAPdfStaysText) {
    write("sheet.pdf", {"一只", "狗", "«Größe»", "dog"});
    const std::string text = run_tool({"pdftotext", "-layout", (folder.path() / "sheet.pdf").string(), "-"});
    for (const char* word : {"«Größe»", "dog", "50 %", "Attention paid to a cell"})
        EXPECT_THAT(text, HasSubstr(word));
    EXPECT_THAT(run_tool({"pdfinfo", (folder.path() / "sheet.pdf").string()}), HasSubstr("狗"));
    EXPECT_THAT(run_tool({"pdfinfo", (folder.path() / "sheet.pdf").string()}),
                HasSubstr("Pages:           1"));
}

TEST_F(SheetDocuments, AnSvgSaysItsCaptionAndCannotBeBrokenByWords) {
    write("sheet.svg", {"<script>", "&", "\xFF", "dog"});
    EXPECT_THAT(text_of("sheet.svg"), HasSubstr("<title>&lt;script&gt; &amp; \xEF\xBF\xBD dog</title>"));
}

TEST_F(SheetDocuments, CaptionsFromRightToLeftRunThatWay) {
    const std::vector<std::string> arabic{"كلب", "يركض"};
    const Photo sheet = write("sheet.png", arabic);
    const ContactSheetLayout layout = layout_contact_sheet(320, 240, 3);
    // The photo itself, which has no map over it, is the panel on the right.
    const auto colour = [&](int column) {
        const int x = ContactSheetLayout::margin + column * (layout.column_width + ContactSheetLayout::gap) +
                      layout.column_width / 2;
        const auto at = static_cast<std::size_t>((sheet.height / 2 * sheet.width + x) * 3);
        return std::array<int, 3>{sheet.rgb[at], sheet.rgb[at + 1], sheet.rgb[at + 2]};
    };
    EXPECT_NEAR(colour(2)[0], 127, 12);
    EXPECT_NEAR(colour(2)[2], 90, 12);
    EXPECT_LT(difference(write("sheet.pdf", arabic), sheet), 2);
    EXPECT_LT(difference(write("sheet.svg", arabic), sheet), 2);
}

TEST_F(SheetDocuments, WordsOfOtherScriptsAreNotBoxes) {
    ASSERT_NE(run_tool({"fc-list", ":lang=zh"}), "") << "the package fonts-wqy-microhei is missing";
    ASSERT_NE(run_tool({"fc-list", ":lang=ar"}), "") << "the package fonts-dejavu-core is missing";
    // Two words that no font of the machine knows would look the same: a box each.
    EXPECT_GT(difference(write("one.png", {"狗狗"}), write("two.png", {"草地"})), 0.01);
    const std::string fonts = [&] {
        write("sheet.pdf", {"狗狗", "كلب"});
        return run_tool({"pdftotext", (folder.path() / "sheet.pdf").string(), "-"});
    }();
    EXPECT_THAT(fonts, HasSubstr("狗狗"));
}

} // namespace
} // namespace saccade
