#include "core/training/learning_rate.h"
#include "core/training/loss.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

/// Two captions, of two words and of one; four words to choose from.
DecoderRun run() {
    torch::manual_seed(1);
    return {torch::randn({3, 4}), {}, torch::tensor({2, 0, 1}, torch::kInt64)};
}

double cross_entropy(const DecoderRun& run, std::int64_t row, double smoothing) {
    const torch::Tensor logs = torch::log_softmax(run.logits[row].to(torch::kFloat64), 0);
    const auto target = run.targets[row].item<std::int64_t>();
    return -(1 - smoothing) * logs[target].item<double>() - smoothing * logs.mean().item<double>();
}

TEST(CaptionLoss, IsTheMeanOverRealWords) {
    const DecoderRun words = run();
    double sum = 0;
    for (int row = 0; row < 3; ++row)
        sum += cross_entropy(words, row, 0);
    EXPECT_NEAR(caption_loss(words, 2, LossNormalisation::tokens, 0).item<double>(), sum / 3, 1e-5);
}

TEST(CaptionLoss, OfTheTutorialIsTheSumOverStepsOfTheMeanOverTheBatch) {
    const DecoderRun words = run();
    const double first = (cross_entropy(words, 0, 0) + cross_entropy(words, 1, 0)) / 2;
    const double second = (cross_entropy(words, 2, 0) + 0) / 2; // the shorter caption is padding here
    EXPECT_NEAR(caption_loss(words, 2, LossNormalisation::tutorial, 0).item<double>(), first + second, 1e-5);
}

TEST(CaptionLoss, SmoothsLabels) {
    const DecoderRun words = run();
    double sum = 0;
    for (int row = 0; row < 3; ++row)
        sum += cross_entropy(words, row, 0.1);
    EXPECT_NEAR(caption_loss(words, 2, LossNormalisation::tokens, 0.1).item<double>(), sum / 3, 1e-5);
}

TEST(LearningRate, WarmsUpAndFallsAlongACosine) {
    TrainingConfig config;
    config.schedule = Schedule::cosine;
    config.warmup = 0.1;
    config.final_rate = 0.02;
    EXPECT_NEAR(rate_factor(config, 0, 100), 0.1, 1e-9);
    EXPECT_NEAR(rate_factor(config, 9, 100), 1, 1e-9);
    EXPECT_NEAR(rate_factor(config, 55, 100), 0.51, 1e-9); // half way down
    EXPECT_NEAR(rate_factor(config, 100, 100), 0.02, 1e-9);
    for (int step = 10; step < 99; ++step)
        EXPECT_GT(rate_factor(config, step, 100), rate_factor(config, step + 1, 100));
}

TEST(LearningRate, MayBeConstant) {
    TrainingConfig config;
    config.schedule = Schedule::constant;
    EXPECT_EQ(rate_factor(config, 0, 100), 1);
    EXPECT_EQ(rate_factor(config, 99, 100), 1);
}

} // namespace
} // namespace saccade
