#include "core/decoding/word_alignment.h"

#include <gmock/gmock.h>

#include <sstream>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Caption caption(const std::string& words, bool finished = true) {
    Caption result;
    std::istringstream stream(words);
    for (std::string word; stream >> word;) {
        result.steps.emplace_back();
        result.steps.back().word = word;
    }
    if (finished) {
        result.steps.emplace_back();
        result.steps.back().word = "<end>";
    }
    result.finished = finished;
    return result;
}

TEST(WordAlignment, TheSameCaptionBelongsTogetherWordForWord) {
    const auto alignment = align_words(caption("a dog runs"), caption("a dog runs"));
    EXPECT_THAT(alignment.left, ElementsAre(0, 1, 2, 3));
    EXPECT_THAT(alignment.right, ElementsAre(0, 1, 2, 3));
}

TEST(WordAlignment, AWordThatOnlyOneHasIsLeftOut) {
    const auto alignment = align_words(caption("a big dog runs"), caption("a dog runs fast"));
    EXPECT_THAT(alignment.left, ElementsAre(0, -1, 1, 2, 4));
    EXPECT_THAT(alignment.right, ElementsAre(0, 2, 3, -1, 4));
}

TEST(WordAlignment, AChangedWordStandsOppositeTheOneItWas) {
    const auto alignment = align_words(caption("a red circle on grey"), caption("a blue square on grey"));
    EXPECT_THAT(alignment.left, ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(WordAlignment, WordsThatAreTheSameComeFirst) {
    // Opposite each other place by place, nothing would be the same.
    const auto alignment = align_words(caption("a dog and a cat"), caption("there is a dog and a cat"));
    EXPECT_THAT(alignment.left, ElementsAre(2, 3, 4, 5, 6, 7));
    EXPECT_THAT(alignment.right, ElementsAre(-1, -1, 0, 1, 2, 3, 4, 5));
}

TEST(WordAlignment, TheEndIsNoWordThatChanged) {
    const auto alignment = align_words(caption("a dog runs", false), caption("a dog"));
    EXPECT_THAT(alignment.left, ElementsAre(0, 1, -1));
    EXPECT_THAT(alignment.right, ElementsAre(0, 1, -1));
}

TEST(WordAlignment, NothingBelongsToNothing) {
    EXPECT_THAT(align_words({}, caption("a")).left, IsEmpty());
    EXPECT_THAT(align_words({}, caption("a")).right, ElementsAre(-1, -1));
}

} // namespace
} // namespace saccade
