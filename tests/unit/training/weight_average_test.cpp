#include "core/dataset/photo_batches.h"
#include "core/training/weight_average.h"
#include "tests/support/photo_file.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>

#include <cmath>
#include <vector>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class Average : public testing::Test {
protected:
    torch::Tensor weight = torch::full({2, 3}, 1.0F).set_requires_grad(true);
    std::vector<ParameterGroup> groups{{{{"weight", weight}}, 0.1}};

    void set(float value) { weight.detach().fill_(value); }
};

TEST_F(Average, ForgetsItsStartSoonAndThenKeepsTheDecay) {
    WeightAverage average(0.9, groups);
    set(12);
    average.update(1); // 2 / 11 is less than 0.9
    EXPECT_TRUE(average.values().at("weight").allclose(torch::full({2, 3}, 10.0F)));
    set(20);
    average.update(1000);
    EXPECT_TRUE(average.values().at("weight").allclose(torch::full({2, 3}, 11.0F)));
    EXPECT_TRUE(weight.allclose(torch::full({2, 3}, 20.0F))) << "the weights themselves stay";
}

TEST_F(Average, TakesTheWeightsPlaceAndGivesItBack) {
    WeightAverage average(0.9, groups);
    set(5);
    average.exchange();
    EXPECT_TRUE(weight.allclose(torch::ones({2, 3})));
    average.exchange();
    EXPECT_TRUE(weight.allclose(torch::full({2, 3}, 5.0F)));
    EXPECT_TRUE(average.values().at("weight").allclose(torch::ones({2, 3})));
}

TEST_F(Average, RefusesWhatDoesNotFit) {
    WeightAverage average(0.9, groups);
    EXPECT_THAT([&] { average.load({}); }, ThrowsMessage<Error>(HasSubstr("\"weight\" is missing")));
    EXPECT_THAT(
        [&] {
            average.load({{"weight", torch::ones({3, 2})}});
        },
        ThrowsMessage<Error>(HasSubstr("another shape")));
    EXPECT_THAT(
        [&] {
            average.load({{"weight", torch::ones({2, 3})}, {"more", torch::ones(1)}});
        },
        ThrowsMessage<Error>(HasSubstr("do not learn")));
    average.load({{"weight", torch::full({2, 3}, 7.0F)}});
    EXPECT_TRUE(average.values().at("weight").allclose(torch::full({2, 3}, 7.0F)));
}

using AveragedTraining = Training;

TEST_F(AveragedTraining, ValidatesAndKeepsTheAverage) {
    config.average_decay = 0.999; // so early (1 + n) / (10 + n) decides
    config.epochs = 1;
    std::vector<EpochReport> reports;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { reports.push_back(report); };
    const auto trained = [&](const std::string& run) {
        Trainer trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids());
        trainer.run(folder.path() / run, observer);
        return read_bundle(folder.path() / run / "best.safetensors")
            .weights.at("captioner.fc2.weight")
            .to_floats();
    };
    const std::vector<float> averaged = trained("averaged");
    config.average_decay = 0;
    const std::vector<float> plain = trained("plain");
    const std::vector<float> start = toy_bundle().weights.at("captioner.fc2.weight").to_floats();

    // Two steps: 2/11 of the start and 9/11 of the first, then 3/12 of that and 9/12 of the second. The first
    // is not at hand, but the average lies between the start and the second.
    double moved = 0, moved_plain = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        moved += std::abs(averaged[i] - start[i]);
        moved_plain += std::abs(plain[i] - start[i]);
    }
    EXPECT_GT(moved, 0.5 * moved_plain);
    EXPECT_LT(moved, 0.97 * moved_plain);
    EXPECT_NE(reports[0].validation_loss, reports[1].validation_loss);
    EXPECT_EQ(reports[0].training_loss, reports[1].training_loss) << "the steps themselves are the same";

    // What was kept is what was validated.
    config.epochs = 1;
    config.learning_rate = 0;
    Trainer again(config, read_bundle(folder.path() / "averaged" / "best.safetensors"), Trainer::Input::grids,
                  grids(), grids());
    again.run(folder.path() / "again", observer);
    EXPECT_NEAR(reports[2].validation_loss, reports[0].validation_loss, 1e-6);
}

/// Weights of a backbone that learns are laid out anew for it, which the average must not miss.
TEST_F(AveragedTraining, AveragesTheBackboneToo) {
    std::vector<std::filesystem::path> files;
    for (std::uint64_t i = 0; i < 8; ++i) {
        files.push_back(folder.path() / ("photo" + std::to_string(i) + ".bmp"));
        write_bmp(files.back(), toy_photo(64, 64, i));
    }
    const auto set = [&] {
        return TrainingSet{photos(), std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64,
                                                                    Augmentation{1, false})};
    };
    config.average_decay = 0.5;
    config.epochs = 1;
    config.backbone_learning_rate = 1e-3;
    std::vector<double> losses;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { losses.push_back(report.validation_loss); };
    Trainer trainer(config, toy_bundle(), Trainer::Input::photos, set(), set());
    trainer.run(folder.path() / "run", observer);
    const Bundle start = toy_bundle();
    for (const auto& [name, tensor] : trainer.bundle().weights) {
        if (name.ends_with(".weight")) {
            EXPECT_FALSE(tensor.bytes == start.weights.at(name).bytes) << name;
        }
    }
    config.learning_rate = config.backbone_learning_rate = 0;
    config.average_decay = 0;
    Trainer again(config, read_bundle(folder.path() / "run" / "best.safetensors"), Trainer::Input::photos,
                  set(), set());
    again.run(folder.path() / "again", observer);
    ASSERT_EQ(losses.size(), 2U);
    EXPECT_NEAR(losses[1], losses[0], 1e-4 * losses[0]) << "what is kept is not what was validated";
}

} // namespace
} // namespace saccade
