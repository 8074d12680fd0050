#include "core/text/content_words.h"

#include <gtest/gtest.h>

namespace saccade {
namespace {

std::size_t again(const std::vector<std::string>& words) {
    return content_words_said_again(words);
}

TEST(ContentWords, AreWhatOneCouldSee) {
    for (const char* const word : {"dog", "red", "running", "two", "grass", "wearing"})
        EXPECT_FALSE(is_function_word(word)) << word;
    for (const char* const word : {"a", "the", "of", "is", "themselves", "'s", "without", "and"})
        EXPECT_TRUE(is_function_word(word)) << word;
}

TEST(ContentWords, SaidAgainAreCounted) {
    EXPECT_EQ(again({}), 0U);
    EXPECT_EQ(again({"a", "dog", "on", "a", "sofa"}), 0U);
    EXPECT_EQ(again({"a", "kitchen", "with", "a", "stove", "and", "a", "stove"}), 1U);
    EXPECT_EQ(again({"dog", "dog", "dog"}), 2U);
}

TEST(ContentWords, AreToldApartInEnglishAlone) {
    const Vocabulary english =
        Vocabulary::from_words({"<pad>", "<unk>", "a", "<start>", "<end>", "the", "dog", "of", "with", "is"});
    EXPECT_EQ(content_words(english),
              (std::vector<bool>{false, false, false, false, false, false, true, false, false, false}));
    const Vocabulary german = Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "der", "hund"});
    EXPECT_FALSE(is_english(german));
    EXPECT_EQ(content_words(german), std::vector<bool>(6, false));
}

} // namespace
} // namespace saccade
