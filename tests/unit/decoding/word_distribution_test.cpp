#include "core/decoding/word_distribution.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

using testing::ElementsAre;

const Vocabulary& vocabulary() {
    static const Vocabulary words =
        Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "a", "b", "c"});
    return words;
}

TEST(WordDistribution, GivesNothingToWordsThatAreNeverEmitted) {
    const WordDistribution words(torch::tensor({9.0F, 9.0F, 9.0F, 0.0F, 0.0F, 0.0F, 0.0F}), vocabulary());
    EXPECT_EQ(words.probability(Vocabulary::pad), 0);
    EXPECT_EQ(words.probability(Vocabulary::unk), 0);
    EXPECT_EQ(words.probability(vocabulary().start()), 0);
    for (const TokenId token : {3, 4, 5, 6})
        EXPECT_FLOAT_EQ(words.probability(token), 0.25F);
    EXPECT_NEAR(words.entropy(), std::log(4.0), 1e-6);
}

TEST(WordDistribution, RanksByProbabilityThenById) {
    const WordDistribution words(torch::tensor({9.0F, 9.0F, 9.0F, 1.0F, 3.0F, 2.0F, 2.0F}), vocabulary());
    EXPECT_THAT(words.most_probable(3), ElementsAre(4, 5, 6));
    EXPECT_THAT(words.most_probable(100), ElementsAre(4, 5, 6, 3));
}

TEST(WordDistribution, SurvivesLogitsThatLeaveOneWord) {
    const WordDistribution words(torch::tensor({0.0F, 0.0F, 0.0F, 0.0F, 500.0F, 0.0F, -500.0F}),
                                 vocabulary());
    EXPECT_FLOAT_EQ(words.probability(4), 1);
    EXPECT_FLOAT_EQ(words.entropy(), 0);
}

TEST(Entropy, RunsFromOneCellToAllCells) {
    EXPECT_EQ(entropy_of(std::vector<float>{0, 1, 0}), 0);
    EXPECT_NEAR(entropy_of(std::vector<float>(64, 1.0F / 64)), std::log(64.0), 1e-5);
}

} // namespace
} // namespace saccade
