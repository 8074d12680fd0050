#include "core/attention/entropy.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace saccade {
namespace {

TEST(Entropy, IsLogOfTheCountWhenTheGazeIsEverywhere) {
    EXPECT_FLOAT_EQ(entropy(std::vector<float>(64, 1.0F / 64)), std::log(64.0F));
}

TEST(Entropy, IsZeroWhenOneCellHoldsEverything) {
    std::vector<float> map(64, 0.0F);
    map[17] = 1;
    EXPECT_EQ(entropy(map), 0);
    EXPECT_EQ(entropy({}), 0);
}

TEST(Entropy, OfAKnownDistribution) {
    EXPECT_FLOAT_EQ(entropy(std::vector<float>{0.5F, 0.25F, 0.25F}), 1.5F * std::log(2.0F));
}

} // namespace
} // namespace saccade
