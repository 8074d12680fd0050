// training_step [--bf16] [--steps N] [--threads N] [--losses]
// The reference captioner's training step, as the trainer takes it, on the random features of
// peers/seed_training.py: batch 64, 20 words (19 of them predicted), 5,001 words, InceptionV3's 64 x 2,048
// grid. Prints one JSON line: the median of the seconds a step takes.

#include "core/model/compute.h"
#include "core/model/compute_thread.h"
#include "core/training/loss.h"
#include "core/training/optimiser.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <vector>

namespace {

using namespace saccade;

constexpr std::int64_t batch = 64;
constexpr std::int64_t words = 20;
constexpr int vocabulary = 5001;

} // namespace

int main(int count, char** arguments) {
    int steps = 5;
    int threads = 2;
    bool bf16 = false;
    bool losses = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        bf16 = bf16 || name == "--bf16";
        losses = losses || name == "--losses";
        if (name == "--steps" && i + 1 < count)
            steps = std::atoi(arguments[++i]);
        else if (name == "--threads" && i + 1 < count)
            threads = std::atoi(arguments[++i]);
    }
    set_compute_threads(threads);
    keep_freed_memory();
    torch::manual_seed(0);
    TrainingConfig config = training_preset("tutorial");
    config.network.vocabulary_size = vocabulary;
    CaptionNetwork network(config.network);
    network.set_product_precision(bf16 ? ProductPrecision::bf16 : ProductPrecision::fp32);
    ParameterGroup group{{}, config.learning_rate};
    for (const auto& parameter : network.named_parameters())
        group.parameters.emplace_back(parameter.key(), parameter.value());
    Optimiser optimiser(config, {group});
    const torch::Tensor grids = torch::randn({batch, 64, 2048});
    const torch::Tensor sentence = torch::randint(1, vocabulary, {batch, words}, torch::kInt64);
    const CaptionBatch captions{torch::arange(batch), sentence.narrow(1, 0, words - 1),
                                sentence.narrow(1, 1, words - 1), torch::ones({batch}),
                                std::vector<std::int64_t>(words - 1, batch)};
    std::vector<double> times;
    std::vector<float> curve;
    for (int step = 0; step <= steps; ++step) {
        const auto start = std::chrono::steady_clock::now();
        run_on_compute_thread([&] {
            const DecoderRun run = network.run(network.encode(grids), captions);
            const torch::Tensor loss = caption_loss(run, batch, config.loss_normalisation, 0);
            loss.backward();
            optimiser.gradient_norm(); // as the trainer does
            optimiser.step(1);
            optimiser.clear_gradients();
            curve.push_back(loss.item<float>());
        });
        if (step > 0)
            times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    std::cout << fmt::format(
        "{{\"saccade\": \"{}\", \"batch\": {}, \"length\": {}, \"seconds_per_step\": {:.4f}{}}}\n",
        bf16 ? "bf16" : "fp32", batch, words, times[times.size() / 2],
        losses ? fmt::format(", \"losses\": [{:.4f}]", fmt::join(curve, ", ")) : "");
    return 0;
}
