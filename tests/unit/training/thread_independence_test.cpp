#include "core/model/compute_thread.h"
#include "core/training/loss.h"
#include "core/training/optimiser.h"
#include "core/training/training_job.h"

#include <gtest/gtest.h>

#include <vector>

namespace saccade {
namespace {

using torch::Tensor;

/// Three steps of the trainer's work on cached grids, as large as what LibTorch divides among threads.
std::vector<Tensor> trained(const CaptionNetworkConfig& network_config, int threads) {
    set_compute_threads(threads);
    torch::manual_seed(5);
    TrainingConfig config = training_preset("default");
    CaptionNetwork network(network_config);
    ParameterGroup group{{}, config.learning_rate};
    for (const auto& parameter : network.named_parameters())
        group.parameters.emplace_back(parameter.key(), parameter.value());
    Optimiser optimiser(config, {group});
    constexpr std::int64_t batch = 20;
    constexpr std::int64_t words = 8;
    const Tensor grids = torch::randn({batch, 64, network_config.feature_channels});
    const Tensor sentence =
        torch::randint(1, network_config.vocabulary_size, {batch, words + 1}, torch::kInt64);
    const CaptionBatch captions{torch::arange(batch), sentence.narrow(1, 0, words),
                                sentence.narrow(1, 1, words), torch::ones({batch}),
                                std::vector<std::int64_t>(words, batch)};
    for (int step = 0; step < 3; ++step)
        run_on_compute_thread([&] {
            const DecoderRun run = network.run(network.encode(grids), captions);
            caption_loss(run, batch, LossNormalisation::tokens, 0.1).backward();
            const double norm = optimiser.gradient_norm();
            optimiser.scale_gradients(1 / norm);
            optimiser.step(1);
            optimiser.clear_gradients();
        });
    std::vector<Tensor> weights;
    for (const Tensor& parameter : network.parameters())
        weights.push_back(parameter.detach().clone());
    return weights;
}

class ThreadIndependence : public testing::TestWithParam<RecurrentCell> {
protected:
    ~ThreadIndependence() override { set_compute_threads(default_compute_threads()); }
};

TEST_P(ThreadIndependence, TrainingOnGridsGivesTheSameWeightsOnOneTwoAndFourThreads) {
    for (const auto timing : {AttentionTiming::before, AttentionTiming::after}) {
        CaptionNetworkConfig config;
        config.cell = GetParam();
        config.attention_timing = timing;
        config.initial_state = InitialState::mean;
        config.context_gate = true;
        config.dropout = 0.4F;
        config.feature_channels = 1280;
        config.vocabulary_size = 1500;
        const std::vector<Tensor> alone = trained(config, 1);
        for (const int threads : {2, 4}) {
            const std::vector<Tensor> shared = trained(config, threads);
            for (std::size_t i = 0; i < alone.size(); ++i)
                ASSERT_TRUE(torch::equal(shared[i], alone[i]))
                    << "parameter " << i << " on " << threads << " threads";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Cells, ThreadIndependence, testing::Values(RecurrentCell::gru, RecurrentCell::lstm));

TEST(WeightsDependOnThreads, OnlyWhereSumsAreCutByTheirNumber) {
    TrainingConfig config;
    EXPECT_FALSE(weights_depend_on_threads(config, true));
    EXPECT_TRUE(weights_depend_on_threads(config, false)) << "convolutions";
    config.precision = "bf16";
    EXPECT_TRUE(weights_depend_on_threads(config, true));
}

} // namespace
} // namespace saccade
