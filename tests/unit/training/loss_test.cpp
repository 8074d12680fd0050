#include "core/training/learning_rate.h"
#include "core/training/loss.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

namespace saccade {
namespace {

/// Two captions, of two words and of one; four words to choose from.
DecoderRun run() {
    torch::manual_seed(1);
    return {torch::randn({3, 4}),
            {},
            torch::tensor({2, 0, 1}, torch::kInt64),
            torch::tensor({0, 1, 0}, torch::kInt64),
            {}};
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

/// Two photos of 16 cells, one caption each, of two words and of one.
class UnattendedPenalty : public testing::Test {
protected:
    UnattendedPenalty() : network(config()) {
        torch::manual_seed(2);
        for (torch::Tensor& parameter : network.parameters())
            torch::nn::init::normal_(parameter.detach(), 0, 0.5);
        cells = network.encode(torch::randn({2, 16, 6}));
        captions.photos = torch::tensor({1, 0}, torch::kInt64);
        captions.inputs = torch::tensor({{2, 3}, {2, 0}}, torch::kInt64);
        captions.targets = torch::tensor({{3, 4}, {5, 0}}, torch::kInt64);
        captions.running = {2, 1};
        run = network.run(cells, captions);
    }
    static CaptionNetworkConfig config() {
        CaptionNetworkConfig config;
        config.feature_channels = 6;
        config.encoder_units = 5;
        config.attention_units = 7;
        config.embedding_units = 4;
        config.decoder_units = 8;
        config.vocabulary_size = 11;
        config.attention_timing = AttentionTiming::after;
        config.dropout = 0;
        return config;
    }
    double log_probability(std::int64_t row, const torch::Tensor& context) {
        const torch::Tensor logits = network.readout_of(run.hidden.narrow(0, row, 1), context.unsqueeze(0));
        return torch::log_softmax(logits, 1)[0][run.targets[row].item<std::int64_t>()].item<double>();
    }

    CaptionNetwork network;
    EncodedCells cells;
    CaptionBatch captions;
    DecoderRun run;
};

TEST_F(UnattendedPenalty, IsWhatTheCellsOutsideTheStrongestEighthTellBeyondAnAveragePhoto) {
    const torch::Tensor average = cells.features.reshape({32, 5}).mean(0);
    const std::vector<std::int64_t> photo_of_row{1, 0, 1};
    double sum = 0;
    int told = 0;
    for (std::int64_t row = 0; row < 3; ++row) {
        torch::Tensor context = torch::zeros(5);
        double mass = 0;
        const torch::Tensor order = run.attention[row].argsort(0, true);
        for (std::int64_t rank = 2; rank < 16; ++rank) { // 16 / 8 are left out
            const auto cell = order[rank].item<std::int64_t>();
            const auto weight = run.attention[row][cell].item<double>();
            context = context + weight * cells.features[photo_of_row[static_cast<std::size_t>(row)]][cell];
            mass += weight;
        }
        const double beyond = log_probability(row, context / mass) - log_probability(row, average);
        sum += std::max(0.0, beyond);
        told += beyond > 0 ? 1 : 0;
    }
    ASSERT_GE(told, 1);
    ASSERT_LE(told, 2) << "both sides of the threshold are looked at";
    EXPECT_NEAR(unattended_penalty(network, cells, captions, run).item<double>(), sum / 3, 1e-5);
}

TEST_F(UnattendedPenalty, ReachesTheStateThroughWhereItLooksAlone) {
    const auto learning = [&] {
        std::set<std::string> names;
        for (const auto& parameter : network.named_parameters()) {
            torch::Tensor& gradient = parameter.value().mutable_grad();
            if (gradient.defined() && gradient.abs().sum().item<double>() > 0)
                names.insert(parameter.key().substr(0, parameter.key().find('.')));
            gradient = torch::Tensor();
        }
        return names;
    };
    DecoderRun gaze_fixed = run;
    gaze_fixed.attention = run.attention.detach();
    unattended_penalty(network, cells, captions, gaze_fixed).backward({}, true);
    EXPECT_THAT(learning(), testing::UnorderedElementsAre("encoder", "fc1", "fc2"));
    unattended_penalty(network, cells, captions, run).backward();
    EXPECT_THAT(learning(), testing::IsSupersetOf({"attention_w1", "attention_w2", "attention_v", "gru"}));
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
