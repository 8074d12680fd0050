#include "core/text/tokenizer.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(UnicodeTokenizer, KeepsWordsAndNumbersAndDropsTheRest) {
    const auto tokenizer = make_tokenizer("unicode");
    EXPECT_THAT(tokenizer->tokens("A Dog's 2 toys, (well-worn)!"),
                ElementsAre("a", "dog's", "2", "toys", "well", "worn"));
    EXPECT_THAT(tokenizer->tokens("ÉTÉ à Saint-Étienne"), ElementsAre("été", "à", "saint", "étienne"));
    EXPECT_THAT(tokenizer->tokens("  ... !"), IsEmpty());
    EXPECT_THAT(tokenizer->tokens(""), IsEmpty());
}

TEST(UnicodeTokenizer, CutsScriptsWithoutSpaces) {
    const auto tokenizer = make_unicode_tokenizer();
    EXPECT_THAT(tokenizer->tokens("一只狗在草地上奔跑。"),
                ElementsAre("一只", "狗", "在", "草地", "上", "奔跑"));
    EXPECT_THAT(tokenizer->tokens("犬が走る"), ElementsAre("犬", "が", "走る"));
    EXPECT_THAT(tokenizer->tokens("개가 달린다"), ElementsAre("개가", "달린다"));
}

} // namespace
} // namespace saccade
