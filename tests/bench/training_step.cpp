// training_step [--bf16] [--steps N] [--threads N] [--losses]
// The reference captioner's training step, as the trainer takes it, on the random features of
// peers/seed_training.py: batch 64, 20 words (19 of them predicted), 5,001 words, InceptionV3's 64 x 2,048
// grid. Prints one JSON line: the median of the seconds a step takes.

#include "core/model/compute.h"
#include "core/training/loss.h"

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
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = arguments[i];
        (name == "--steps" ? steps : threads) = std::atoi(arguments[i + 1]);
    }
    set_compute_threads(threads);
    keep_freed_memory();
    torch::manual_seed(0);
    CaptionNetworkConfig config;
    config.vocabulary_size = vocabulary;
    CaptionNetwork network(config);
    torch::optim::Adam optimiser(network.parameters());
    const torch::Tensor grids = torch::randn({batch, 64, 2048});
    const torch::Tensor sentence = torch::randint(1, vocabulary, {batch, words}, torch::kInt64);
    const CaptionBatch captions{torch::arange(batch), sentence.narrow(1, 0, words - 1),
                                sentence.narrow(1, 1, words - 1),
                                std::vector<std::int64_t>(words - 1, batch)};
    std::vector<double> times;
    for (int step = 0; step <= steps; ++step) {
        const auto start = std::chrono::steady_clock::now();
        optimiser.zero_grad();
        const DecoderRun run = network.run(network.encode(grids), captions);
        caption_loss(run, batch, LossNormalisation::tutorial, 0).backward();
        optimiser.step();
        if (step > 0)
            times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    std::cout << fmt::format("{{\"batch\": {}, \"length\": {}, \"seconds_per_step\": {:.4f}}}\n", batch,
                             words, times[times.size() / 2]);
    return 0;
}
