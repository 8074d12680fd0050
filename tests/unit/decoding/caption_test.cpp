#include "core/decoding/caption.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

Caption of(const std::vector<std::string>& words, bool finished) {
    Caption caption;
    for (const std::string& word : words)
        caption.steps.push_back({0, word, 1, 0, {}, 0, {}});
    caption.finished = finished;
    return caption;
}

TEST(Caption, TextLeavesTheEndOut) {
    EXPECT_EQ(of({"a", "dog", "<end>"}, true).text(), "a dog");
    EXPECT_EQ(of({"a", "dog", "<end>"}, true).word_count(), 2U);
}

TEST(Caption, CutByTheLimitKeepsItsLastWord) {
    EXPECT_EQ(of({"a", "dog"}, false).text(), "a dog");
}

TEST(Caption, JoinsWhatTheTreebankTokenizerCutOff) {
    EXPECT_EQ(of({"a", "man", "'s", "dogs", "do", "n't", "run", "<end>"}, true).text(),
              "a man's dogs don't run");
    EXPECT_EQ(of({"一只", "狗", "在", "nba", "比赛"}, false).text(), "一只狗在 nba 比赛");
    EXPECT_EQ(of({"犬", "が", "走る", "<end>"}, true).text(), "犬が走る");
    EXPECT_EQ(of({"개가", "달린다"}, false).text(), "개가 달린다");
    EXPECT_EQ(of({"'s"}, false).text(), "'s");
}

TEST(Caption, MayBeEmpty) {
    EXPECT_EQ(of({}, false).text(), "");
    EXPECT_EQ(of({"<end>"}, true).text(), "");
    EXPECT_EQ(of({"<end>"}, true).word_count(), 0U);
}

} // namespace
} // namespace saccade
