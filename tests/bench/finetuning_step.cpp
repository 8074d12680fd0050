// finetuning_step [--backbone inception_v3|mobilenet_v2] [--from BLOCK [--cached]] [--bf16] [--batch N]
// [--steps N]
// [--threads N] A training step that changes the backbone too, as the trainer takes it, on random photos as
// those of peers/finetuning.py: 16 photos through the backbone, the tutorial's decoder over 20 words (19 of
// them predicted), 5,001 words, and back through everything from BLOCK on. Prints one JSON line: the median
// of the seconds a step takes. --cached: on what BLOCK reads, encoded before the clock runs.

#include "core/model/compute.h"
#include "core/model/compute_thread.h"
#include "core/training/learning_backbone.h"
#include "core/training/loss.h"
#include "core/training/optimiser.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

using namespace saccade;

constexpr std::int64_t words = 20;
constexpr int vocabulary = 5001;

} // namespace

int main(int count, char** arguments) {
    std::string name = "inception_v3";
    std::string from;
    bool cached = false;
    int steps = 5;
    std::int64_t batch = 16;
    Precision precision = Precision::fp32;
    for (int i = 1; i < count; ++i) {
        const std::string option = arguments[i];
        const char* const value = i + 1 < count ? arguments[i + 1] : "";
        if (option == "--bf16") {
            precision = Precision::bf16;
            continue;
        }
        if (option == "--cached") {
            cached = true;
            continue;
        }
        if (option == "--backbone")
            name = value;
        else if (option == "--from")
            from = value;
        else if (option == "--batch")
            batch = std::atoi(value);
        else if (option == "--steps")
            steps = std::atoi(value);
        else if (option == "--threads")
            set_compute_threads(std::atoi(value));
        ++i;
    }
    keep_freed_memory();
    torch::manual_seed(0);
    const auto backbone = make_backbone(name, name == "inception_v3" ? "keras" : "tensorflow",
                                        default_input_size(name), default_input_size(name));
    torch::Tensor photos =
        (torch::rand({batch, 3, backbone->spec().input_height, backbone->spec().input_width}) * 2 - 1)
            .contiguous(torch::MemoryFormat::ChannelsLast);
    if (cached) {
        const torch::NoGradGuard no_grad;
        backbone->eval();
        photos = on_compute_thread([&] {
                     return backbone->run(photos, 0, backbone->block(from));
                 }).contiguous(torch::MemoryFormat::ChannelsLast);
    }
    LearningBackbone learning = cached ? LearningBackbone::on_inputs_of(from, backbone, precision)
                                       : LearningBackbone(backbone, from, precision);
    TrainingConfig config = training_preset("tutorial");
    config.network.vocabulary_size = vocabulary;
    config.network.feature_channels = backbone->spec().channels;
    CaptionNetwork network(config.network);
    network.set_product_precision(precision == Precision::bf16 ? ProductPrecision::bf16
                                                               : ProductPrecision::fp32);
    Optimiser optimiser(config, {learning_parameters(network, "network.", 1e-3),
                                 learning_parameters(*backbone, "backbone.", 1e-5)});
    const torch::Tensor sentence = torch::randint(1, vocabulary, {batch, words}, torch::kInt64);
    const CaptionBatch captions{torch::arange(batch), sentence.narrow(1, 0, words - 1),
                                sentence.narrow(1, 1, words - 1), torch::ones({batch}),
                                std::vector<std::int64_t>(words - 1, batch)};
    std::vector<double> times;
    constexpr int warm_up = 2;
    for (int step = 0; step < steps + warm_up; ++step) {
        const auto start = std::chrono::steady_clock::now();
        run_on_compute_thread([&] {
            const DecoderRun run = network.run(network.encode(learning.grid(photos)), captions);
            const torch::Tensor loss = caption_loss(run, batch, config.loss_normalisation, 0);
            loss.backward();
            optimiser.gradient_norm(); // as the trainer does
            optimiser.step(1);
            optimiser.clear_gradients();
        });
        if (step >= warm_up)
            times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::ranges::sort(times);
    std::cout << fmt::format("{{\"saccade\": \"{} {}\", \"from\": \"{}\", \"cached\": {}, \"batch\": {}, "
                             "\"seconds_per_step\": {:.4f}}}\n",
                             name, precision_name(precision), from, cached, batch, times[times.size() / 2]);
    return 0;
}
