#include "core/model/training_history.h"

#include <gmock/gmock.h>

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {
namespace {

TEST(TrainingHistory, TellsTheRunsInTheirOrder) {
    const auto stages = training_history(R"([
        {"program": "saccade-cli 0.1.0", "data": "Flickr8k", "photos": 6000, "input": "cached features", "threads": 1,
         "config": {"epochs": 4, "learning_rate": 0.001, "backbone_learning_rate": 0.0, "photos_per_batch": 16,
                    "seed": 1, "network": {"cell": "gru"}}},
        {"program": "Saccade", "data": "Flickr8k", "photos": 6000, "input": "photos",
         "config": {"epochs": 2, "learning_rate": 0.0004, "backbone_learning_rate": 5e-05, "photos_per_batch": 8,
                    "seed": 2}}])");
    ASSERT_EQ(stages.size(), 2U);
    EXPECT_EQ(stages[0].program, "saccade-cli 0.1.0");
    EXPECT_EQ(stages[0].data, "Flickr8k");
    EXPECT_EQ(stages[0].photos, 6000);
    EXPECT_EQ(stages[0].input, "cached features");
    EXPECT_EQ(stages[0].epochs, 4);
    EXPECT_EQ(stages[0].photos_per_batch, 16);
    EXPECT_DOUBLE_EQ(stages[0].learning_rate, 0.001);
    EXPECT_DOUBLE_EQ(stages[0].backbone_learning_rate, 0);
    EXPECT_EQ(stages[1].seed, 2);
    EXPECT_DOUBLE_EQ(stages[1].backbone_learning_rate, 5e-5);
    EXPECT_EQ(stages[1].notes, "");
}

TEST(TrainingHistory, TellsOnceWhatAveragedModelsShare) {
    const auto run = [](int seed) { return R"({"config": {"seed": )" + std::to_string(seed) + "}}"; };
    const auto mean = [](const std::vector<std::string>& models) {
        std::string list;
        for (const std::string& runs : models)
            list += (list.empty() ? "" : ",") + (R"({"runs": [)" + runs + "]}");
        return R"({"averaged": [)" + list + "]}";
    };
    const std::string scored = mean({run(2), run(3)});
    const auto stages = training_history("[" + run(1) + "," + run(1) + "," +
                                         mean({scored, scored + "," + mean({scored, run(4)})}) + "]");
    std::vector<std::int64_t> told; // seeds, and means as numbers below 0
    for (const TrainingStage& stage : stages)
        told.push_back(stage.averaged > 0 ? -stage.averaged : stage.seed);
    EXPECT_THAT(told, testing::ElementsAre(1, 1, 2, 3, -2, 4, -2, -2));
}

TEST(TrainingHistory, TellsMeansOfMeansToTheirGround) {
    std::string runs = R"([{"config": {"seed": 7}}])";
    for (int i = 0; i < 12; ++i)
        runs = R"([{"averaged": [{"runs": )" + runs + "}]}]";
    const auto stages = training_history(runs);
    ASSERT_EQ(stages.size(), 13U);
    EXPECT_EQ(stages.front().seed, 7);
    EXPECT_EQ(stages.back().averaged, 1);
}

TEST(TrainingHistory, KeepsTheNotesOfOtherPrograms) {
    EXPECT_TRUE(training_history("").empty());
    EXPECT_TRUE(training_history("[]").empty());
    EXPECT_EQ(training_history("made by hand").at(0).notes, "made by hand");
    EXPECT_EQ(training_history(R"({"author": "me"})").at(0).notes, R"({"author":"me"})");
    EXPECT_EQ(training_history(R"(["by me", 3])").at(1).notes, "3");
}

TEST(TrainingHistory, WrongTypesAndHostileSizesDoNoHarm) {
    const auto odd = training_history(
        R"([{"program": 7, "photos": "many", "input": null, "config": {"epochs": -3, "seed": 1.5}}])");
    ASSERT_EQ(odd.size(), 1U);
    EXPECT_EQ(odd[0].program, "");
    EXPECT_EQ(odd[0].photos, 0);
    EXPECT_EQ(odd[0].epochs, 0);
    EXPECT_EQ(odd[0].seed, 0);

    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    EXPECT_LE(training_history(deep).size(), 1U);
    const std::string cut = training_history(std::string(999, 'a') + "ééé").at(0).notes;
    EXPECT_EQ(cut, std::string(999, 'a') + "…") << "not within a character";
    std::string many = "[0";
    for (int i = 0; i < 100'000; ++i)
        many += ",0";
    EXPECT_LE(training_history(many + "]").size(), 100U);
}

} // namespace
} // namespace saccade
