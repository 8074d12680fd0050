#include "tests/ui/fake_engine.h"
#include "ui/studio/kept_word.h"

#include <gtest/gtest.h>

namespace saccade::test {
namespace {

// Each caption has its words and then its end.

TEST(KeptWordTest, TheSameWordIsFollowedToWhereItStandsNow) {
    const Caption before = diagonal_caption({"a", "dog", "on", "a", "rug"});
    EXPECT_EQ(keptWord(before, 1, diagonal_caption({"two", "small", "dog", "run"})), 2);
    EXPECT_EQ(keptWord(before, 1, before), 1);
}

TEST(KeptWordTest, OfSeveralTheNearest) {
    const Caption before = diagonal_caption({"a", "dog", "on", "a", "rug"});
    EXPECT_EQ(keptWord(before, 3, diagonal_caption({"a", "b", "c", "d", "a"})), 4);
    EXPECT_EQ(keptWord(before, 0, diagonal_caption({"b", "a", "c", "d", "a"})), 1);
}

TEST(KeptWordTest, OtherwiseThePlaceOrTheEnd) {
    const Caption before = diagonal_caption({"a", "dog", "on", "a", "rug"});
    EXPECT_EQ(keptWord(before, 1, diagonal_caption({"one", "cat"})), 1);
    EXPECT_EQ(keptWord(before, 4, diagonal_caption({"one", "cat"})), 2);
    EXPECT_EQ(keptWord(before, 4, Caption{}), -1);
}

TEST(KeptWordTest, WithoutAWordBeforeItIsTheFirst) {
    EXPECT_EQ(keptWord({}, -1, diagonal_caption({"one", "cat"})), 0);
    EXPECT_EQ(keptWord(diagonal_caption({"one"}), -1, diagonal_caption({"one", "cat"})), 0);
}

} // namespace
} // namespace saccade::test
