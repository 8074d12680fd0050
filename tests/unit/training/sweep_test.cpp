#include "core/support/error.h"
#include "core/training/sweep.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

namespace saccade {
namespace {

using testing::ElementsAre;

TEST(Sweep, TakesEveryCombinationOfLists) {
    const auto points =
        grid_sweep({parse_sweep_axis("network.cell=gru,lstm"), parse_sweep_axis("learning_rate=1e-3,0.002")});
    EXPECT_THAT(points, ElementsAre(ElementsAre("network.cell=gru", "learning_rate=0.001"),
                                    ElementsAre("network.cell=gru", "learning_rate=0.002"),
                                    ElementsAre("network.cell=lstm", "learning_rate=0.001"),
                                    ElementsAre("network.cell=lstm", "learning_rate=0.002")));
    EXPECT_THROW(grid_sweep({parse_sweep_axis("learning_rate=1e-4..1e-2")}), UsageError);
}

TEST(Sweep, DrawsWithinRangesAndEvenlyByOrderOfMagnitude) {
    const std::vector<SweepAxis> axes{parse_sweep_axis("learning_rate=1e-4..1e-2:log"),
                                      parse_sweep_axis("epochs=2..4:whole"),
                                      parse_sweep_axis("flip=true,false")};
    const auto points = random_sweep(axes, 600, 7);
    int small = 0;
    std::map<std::string, int> epochs, flips;
    for (const SweepPoint& point : points) {
        TrainingConfig config;
        for (const std::string& setting : point)
            override_training_config(config, setting);
        EXPECT_GE(config.learning_rate, 1e-4);
        EXPECT_LE(config.learning_rate, 1e-2);
        small += config.learning_rate < 1e-3 ? 1 : 0;
        ++epochs[point[1]];
        ++flips[point[2]];
    }
    EXPECT_NEAR(small, 300, 60);
    EXPECT_EQ(epochs.size(), 3U);
    EXPECT_NEAR(epochs["epochs=4"], 200, 50);
    EXPECT_EQ(flips.size(), 2U);
    auto fewer = random_sweep(axes, 5, 7);
    EXPECT_TRUE(std::equal(fewer.begin(), fewer.end(), points.begin()));
    EXPECT_NE(random_sweep(axes, 5, 8), fewer);
}

TEST(Sweep, RefusesWhatItCannotRead) {
    for (const char* const text :
         {"learning_rate", "=1,2", "learning_rate=", "learning_rate=1,,2", "learning_rate=2..1",
          "learning_rate=0..1:log", "learning_rate=a..b", "learning_rate=1..2:lag"})
        EXPECT_THROW(parse_sweep_axis(text), UsageError) << text;
}

TEST(Sweep, RanksByScoreAndPutsFailuresLast) {
    const auto order =
        ranked({{1, {}, 0.2, 1, ""}, {2, {}, 0, 0, "NaN"}, {3, {}, 0.5, 2, ""}, {4, {}, -1, 2, ""}});
    EXPECT_EQ(order[0].run, 3U);
    EXPECT_EQ(order[1].run, 1U);
    EXPECT_EQ(order[2].run, 4U);
    EXPECT_EQ(order[3].run, 2U);
}

} // namespace
} // namespace saccade
