#include "core/support/error.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

#include <gmock/gmock.h>

namespace saccade {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::string_literals;

TEST(KerasTokenizer, SplitsAtPunctuationAndSpaces) {
    EXPECT_THAT(make_keras_tokenizer()->tokens("A black-and-white dog, running (fast) ."),
                ElementsAre("a", "black", "and", "white", "dog", "running", "fast"));
}

TEST(KerasTokenizer, FiltersTabAndNewline) {
    EXPECT_THAT(make_keras_tokenizer()->tokens("two\tdogs\nrun\n"), ElementsAre("two", "dogs", "run"));
}

TEST(KerasTokenizer, KeepsAngleBracketsAndApostrophes) {
    EXPECT_THAT(make_keras_tokenizer()->tokens("<start> the dog's ball <end>"),
                ElementsAre("<start>", "the", "dog's", "ball", "<end>"));
}

TEST(KerasTokenizer, CaptionWithoutWordsHasNoTokens) {
    EXPECT_THAT(make_keras_tokenizer()->tokens(""), IsEmpty());
    EXPECT_THAT(make_keras_tokenizer()->tokens(" ., \t\n!"), IsEmpty());
}

TEST(KerasTokenizer, LeavesARunOfChineseAsOneWord) {
    EXPECT_THAT(make_keras_tokenizer()->tokens("一只狗 在跑"), ElementsAre("一只狗", "在跑"));
}

TEST(KerasTokenizer, ReplacesMalformedUtf8) {
    EXPECT_THAT(make_keras_tokenizer()->tokens("a \xff dog\xc3"), ElementsAre("a", "\uFFFD", "dog\uFFFD"));
}

TEST(Tokenizer, IsMadeByName) {
    EXPECT_EQ(make_tokenizer("keras")->name(), "keras");
}

TEST(Tokenizer, UnknownNameListsTheKnownOnes) {
    try {
        make_tokenizer("wordpiece");
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("wordpiece"));
        EXPECT_THAT(error.what(), HasSubstr("keras, ptb"));
    }
}

TEST(Unicode, ValidTextIsLeftAsItIs) {
    const std::string text = "Caf\u00e9 cafe\u0301 狗 🐶 \0 \r"s; // composed and decomposed stay apart
    EXPECT_EQ(valid_utf8(text), text);
}

TEST(Unicode, EachMalformedSequenceBecomesOneReplacement) {
    EXPECT_EQ(valid_utf8("\xf0\x9f\x90 x"), "\uFFFD x");         // a truncated character counts once
    EXPECT_EQ(valid_utf8("\xc0\xaf"), "\uFFFD\uFFFD");           // overlong
    EXPECT_EQ(valid_utf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD"); // a surrogate
    EXPECT_EQ(valid_utf8("\xf4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD"); // beyond U+10FFFF
}

TEST(Unicode, LowersByTheFullMapping) {
    EXPECT_EQ(lower_cased("ÀÉÎÕÜ ДВЕ"), "àéîõü две");
    EXPECT_EQ(lower_cased("İ I"), "i\u0307 i");
    EXPECT_EQ(lower_cased("ΣΟΦΙΑΣ Σ"), "σοφιας σ");
    EXPECT_EQ(lower_cased("STRAẞE"), "straße");
}

} // namespace saccade
