#include "core/training/learning_rate.h"
#include "core/training/loss.h"

#include <gmock/gmock.h>

#include <cmath>

namespace saccade {
namespace {

/// Two captions, of two words and of one; four words to choose from.
DecoderRun run() {
    torch::manual_seed(1);
    return {torch::randn({3, 4}),
            {},
            torch::tensor({2, 0, 1}, torch::kInt64),
            torch::tensor({0, 1, 0}, torch::kInt64)};
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

TEST(WeightedCaptionLoss, WeighsEachCaptionsWords) {
    const DecoderRun words = run();
    const double expected =
        (2 * cross_entropy(words, 0, 0) - cross_entropy(words, 1, 0) + 2 * cross_entropy(words, 2, 0)) / 3;
    EXPECT_NEAR(weighted_caption_loss(words, torch::tensor({2.0F, -1.0F})).item<double>(), expected, 1e-5);
}

TEST(AttentionPenalty, IsNothingForEvenAttentionAndGrowsAsTheGazeStays) {
    DecoderRun words = run();
    words.attention = torch::full({3, 4}, 0.25F);
    EXPECT_NEAR(attention_penalty(words, 2).item<double>(), 0, 1e-9);
    words.attention =
        torch::tensor({{1.0F, 0.0F, 0.0F, 0.0F}, {0.25F, 0.25F, 0.25F, 0.25F}, {1.0F, 0.0F, 0.0F, 0.0F}});
    // The first caption has two steps and gives 2 to one cell; every cell should have had 2 / 4.
    EXPECT_NEAR(attention_penalty(words, 2).item<double>(), (1.5 * 1.5 + 3 * 0.5 * 0.5) / 2, 1e-6);
}

TEST(LearningRate, WarmsUpAndFallsAlongACosine) {
    TrainingConfig config;
    config.schedule = Schedule::cosine;
    config.warmup = 0.1;
    config.final_rate = 0.02;
    const auto factor = [&](std::int64_t step) { return rate_factor(config, {1, step, 100, 1}); };
    EXPECT_NEAR(factor(0), 0.1, 1e-9);
    EXPECT_NEAR(factor(9), 1, 1e-9);
    EXPECT_NEAR(factor(55), 0.51, 1e-9); // half way down
    EXPECT_NEAR(factor(100), 0.02, 1e-9);
    for (int step = 10; step < 99; ++step)
        EXPECT_GT(factor(step), factor(step + 1));
}

TEST(LearningRate, MayBeConstantFallInStepsOrAtPlateaus) {
    TrainingConfig config;
    config.schedule = Schedule::constant;
    EXPECT_EQ(rate_factor(config, {1, 0, 100, 1}), 1);
    EXPECT_EQ(rate_factor(config, {9, 99, 100, 1}), 1);
    config.schedule = Schedule::step;
    config.step_epochs = 3;
    config.step_factor = 0.1;
    EXPECT_EQ(rate_factor(config, {3, 0, 100, 1}), 1);
    EXPECT_NEAR(rate_factor(config, {4, 0, 100, 1}), 0.1, 1e-12);
    EXPECT_NEAR(rate_factor(config, {7, 0, 100, 1}), 0.01, 1e-12);
    config.schedule = Schedule::plateau;
    EXPECT_EQ(rate_factor(config, {7, 0, 100, 0.25}), 0.25);
}

} // namespace
} // namespace saccade
