#include "core/metrics/repetition.h"

#include <gtest/gtest.h>

#include <sstream>

namespace saccade {
namespace {

Words words_of(const std::string& caption) {
    std::istringstream text(caption);
    return {std::istream_iterator<std::string>(text), {}};
}

TEST(Stammering, IsTheSameNounAgain) {
    for (const char* const caption :
         {"a kitchen with a stove and a stove", "a dog and a dog", "a brown dog and a white dog are running",
          "a man in a red shirt and a red shirt", "a dog is playing with a dog",
          "a white and white cat on a cat", "a young girl wearing a white hat and a hat",
          "a table topped with a table"})
        EXPECT_TRUE(stammers(words_of(caption))) << caption;
}

TEST(Stammering, IsNothingThatPeopleSay) {
    for (const char* const caption :
         {"a dog runs through the grass", "a man in a white shirt and a white hat", "",
          "a man in a red shirt is standing beside a woman in a blue shirt", "two dogs play with two balls",
          "a man sitting on a bench and a woman sitting on the grass"})
        EXPECT_FALSE(stammers(words_of(caption))) << caption;
}

TEST(Stammering, IsCountedBesideWordsSaidAgain) {
    const std::vector<Words> captions{words_of("a dog and a dog"),
                                      words_of("a man in a white shirt and a white hat"),
                                      words_of("a dog runs"), words_of("a cat sits on a sofa")};
    const Repetition repetition = measure_repetition(captions);
    EXPECT_DOUBLE_EQ(repetition.stammers, 0.25);
    EXPECT_DOUBLE_EQ(repetition.said_again, 0.5);
    EXPECT_EQ(measure_repetition({}).stammers, 0);
    EXPECT_TRUE(are_english(captions));
    EXPECT_FALSE(are_english(std::vector<Words>{words_of("ein hund rennt"), words_of("a b")}));
}

} // namespace
} // namespace saccade
