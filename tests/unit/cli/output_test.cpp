#include "app/cli/progress_bar.h"
#include "app/cli/sheet_names.h"
#include "app/cli/terminal_text.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <sstream>

namespace saccade::cli {
namespace {

TEST(TerminalText, ControlCharactersCannotReachTheTerminal) {
    EXPECT_EQ(printable("\x1b[2Jcat\n\x7f"), "?[2Jcat??");
    EXPECT_EQ(printable("\xC2\x9B"
                        "1mcat"),
              "?1mcat");
    EXPECT_EQ(printable("слон \xC2\xA0 大象"), "слон \xC2\xA0 大象");
}

TEST(TerminalText, CutsBetweenCharacters) {
    EXPECT_EQ(fitted("слоны", 5), "слоны");
    EXPECT_EQ(fitted("слоники", 5), "сл...");
    EXPECT_EQ(fitted("abc", 2), "..");
    EXPECT_EQ(fitted("abc", 0), "");
}

TEST(TerminalText, NumbersReadWell) {
    EXPECT_EQ(size_text(17), "17 bytes");
    EXPECT_EQ(size_text(3 * 1024 * 1024 + 512 * 1024), "3.5 MiB");
    EXPECT_EQ(count_text(0), "0");
    EXPECT_EQ(count_text(999), "999");
    EXPECT_EQ(count_text(2223872), "2,223,872");
}

TEST(TerminalText, TablesAlignByCharactersNotBytes) {
    EXPECT_EQ(table_text({{"слон", "1"}, {"a", "2"}}, 2), "  слон  1\n  a     2\n");
}

TEST(ProgressBar, FitsTheLineAndWipesItself) {
    std::ostringstream out;
    {
        ProgressBar bar(out, 40);
        bar.show({"Captioning", 3, 12, std::string(100, 'x')});
    }
    const std::string drawn = out.str();
    EXPECT_THAT(drawn, testing::StartsWith("\r\x1b[KCaptioning 3/12 [======  "));
    EXPECT_THAT(drawn, testing::EndsWith("\r\x1b[K"));
    EXPECT_LE(drawn.size(), 40U + 8U);
}

TEST(ProgressBar, DrawsAtMostTwentyTimesASecond) {
    std::ostringstream out;
    ProgressBar bar(out, 80);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 1000; ++i)
        bar.show({"Encoding photos", i, 1000, {}});
    const auto taken = std::chrono::steady_clock::now() - start;
    const std::string drawn = out.str();
    EXPECT_GE(std::count(drawn.begin(), drawn.end(), '\r'), 1);
    EXPECT_LE(std::count(drawn.begin(), drawn.end(), '\r'), 1 + taken / std::chrono::milliseconds(50));
}

TEST(ProgressBar, NothingWithoutATerminal) {
    std::ostringstream out;
    ProgressBar bar(out, 0);
    bar.show({"Encoding photos", 1, 2, {}});
    bar.clear();
    EXPECT_EQ(out.str(), "");
}

TEST(SheetNames, PhotosOfTheSameNameGetPicturesOfTheirOwn) {
    SheetNames names;
    EXPECT_EQ(names.next("a/dog.jpg"), "dog");
    EXPECT_EQ(names.next("b/dog.png"), "dog-2");
    EXPECT_EQ(names.next("dog-2.jpg"), "dog-2-2");
    EXPECT_EQ(names.next("c/dog.jpg"), "dog-3");
}

} // namespace
} // namespace saccade::cli
