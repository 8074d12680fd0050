#include "core/decoding/caption.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

Caption of(const std::vector<std::string>& words, bool finished) {
    Caption caption;
    for (const std::string& word : words)
        caption.steps.push_back({0, word, 1, 0, {}, 0, {}, {}});
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

TEST(Caption, IsWrittenAsASentence) {
    Caption shepherd = of({"a", "german", "shepherd", "runs", "<end>"}, true);
    shepherd.steps[1].written = "German";
    const Sentence sentence = shepherd.sentence();
    EXPECT_EQ(sentence.text, "A German shepherd runs.");
    ASSERT_EQ(sentence.words.size(), 5U);
    const auto word = [&](std::size_t step) {
        return sentence.text.substr(sentence.words[step].begin, sentence.words[step].size);
    };
    EXPECT_EQ(word(0), "A");
    EXPECT_EQ(word(1), "German");
    EXPECT_EQ(word(3), "runs");
    EXPECT_EQ(word(4), ".");

    EXPECT_EQ(of({"a", "man", "'s", "dog", "<end>"}, true).sentence().text, "A man's dog.");
    const Sentence cut = of({"a", "man", "on", "a"}, false).sentence();
    EXPECT_EQ(cut.text, "A man on a …");
    EXPECT_EQ(cut.words.size(), 4U);
    EXPECT_EQ(of({"écureuil", "gris", "<end>"}, true).sentence().text, "Écureuil gris.");
    EXPECT_EQ(of({"犬", "が", "走る", "<end>"}, true).sentence().text, "犬が走る。");
    EXPECT_EQ(of({"หมา", "วิ่ง", "<end>"}, true).sentence().text, "หมาวิ่ง");
    EXPECT_EQ(of({"<end>"}, true).sentence().text, "");
    EXPECT_TRUE(of({"<end>"}, true).sentence().words.empty());
    EXPECT_EQ(of({}, false).sentence().text, "");
}

} // namespace
} // namespace saccade
