#include "core/training/trainer.h"

#include "core/decoding/batch_decoding.h"
#include "core/metrics/metrics.h"
#include "core/model/captioner_tensors.h"
#include "core/model/tensor_conversion.h"
#include "core/support/atomic_file.h"
#include "core/training/learning_rate.h"
#include "core/training/loss.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <numeric>
#include <random>

namespace saccade {

namespace {

constexpr std::size_t validation_batch = 32;
constexpr std::size_t sample_count = 5;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Fisher-Yates with our own bounded draw: std::shuffle differs between standard libraries.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[random() % i]);
    return order;
}

std::uint64_t epoch_seed(std::uint64_t seed, int epoch) {
    return seed * 1'000'003 + static_cast<std::uint64_t>(epoch);
}

void append_line(const std::filesystem::path& path, const std::string& line) {
    std::ofstream file(path, std::ios::app);
    file << line << '\n';
    file.flush();
    if (!file)
        throw FileError(path, "it cannot be written; the disk is probably full", "Free some space");
}

nlohmann::json as_json(const EpochReport& report) {
    nlohmann::json samples = nlohmann::json::array();
    for (const SampleCaption& sample : report.samples)
        samples.push_back({{"photo", sample.photo}, {"caption", sample.caption}});
    return {{"epoch", report.epoch},     {"training_loss", report.training_loss},
            {"cider_d", report.cider_d}, {"bleu_4", report.bleu_4},
            {"seconds", report.seconds}, {"best", report.best},
            {"samples", samples}};
}

} // namespace

Trainer::Trainer(TrainingConfig config, Bundle start, Input input, TrainingSet training,
                 TrainingSet validation)
    : config_(std::move(config)),
      start_(std::move(start)),
      input_(input),
      training_(std::move(training)),
      validation_(std::move(validation)) {
    Captioner::Impl networks = build_captioner(start_.header.card.name, start_);
    backbone_ = networks.backbone;
    network_ = networks.network;
    config_.network = network_->config();

    const auto learns = [](torch::nn::Module& module) {
        std::vector<torch::Tensor> parameters = module.parameters();
        for (torch::Tensor& parameter : parameters)
            parameter.set_requires_grad(true);
        return parameters;
    };
    const auto options = [&](double rate) {
        return std::make_unique<torch::optim::AdamWOptions>(
            torch::optim::AdamWOptions(rate).weight_decay(config_.weight_decay));
    };
    std::vector<torch::optim::OptimizerParamGroup> groups;
    groups.emplace_back(learns(*network_), options(config_.learning_rate));
    if (input_ == Input::photos && config_.backbone_learning_rate > 0)
        groups.emplace_back(learns(*backbone_), options(config_.backbone_learning_rate));
    optimiser_ =
        std::make_unique<torch::optim::AdamW>(groups, torch::optim::AdamWOptions(config_.learning_rate));
}

torch::Tensor Trainer::cells_of(const torch::Tensor& input) {
    return input_ == Input::grids ? input : backbone_->forward(input).flatten(2).transpose(1, 2);
}

double Trainer::train_epoch(int epoch, const TrainingObserver& observer, const std::stop_token& stop) {
    const std::uint64_t seed = epoch_seed(config_.seed, epoch);
    const std::vector<std::size_t> order = shuffled(training_.photos.size(), seed);
    const auto size = static_cast<std::size_t>(config_.photos_per_batch);
    const auto steps = static_cast<std::int64_t>((order.size() + size - 1) / size);
    const auto request = [&](std::int64_t step) {
        const std::size_t first = static_cast<std::size_t>(step) * size;
        const auto begin = order.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(first + size, order.size()));
        training_.source->request({{begin, end}, true, seed});
        return std::vector<std::size_t>(begin, end);
    };

    torch::manual_seed(seed);
    network_->train();
    const Clock::time_point start = Clock::now();
    double sum = 0;
    std::vector<std::size_t> next = request(0);
    for (std::int64_t step = 0; step < steps; ++step) {
        const std::vector<std::size_t> batch = std::move(next);
        const torch::Tensor input = training_.source->take();
        if (step + 1 < steps)
            next = request(step + 1);
        throw_if_stopped(stop);

        const double factor =
            rate_factor(config_, (epoch - 1) * steps + step, std::int64_t{config_.epochs} * steps);
        const std::array rates{config_.learning_rate, config_.backbone_learning_rate};
        for (std::size_t group = 0; group < optimiser_->param_groups().size(); ++group)
            optimiser_->param_groups()[group].options().set_lr(rates.at(group) * factor);

        const CaptionBatch captions =
            make_caption_batch(training_.photos, batch, start_.header.vocabulary, config_.max_words);
        optimiser_->zero_grad();
        const DecoderRun run = network_->run(network_->encode(cells_of(input)), captions);
        const torch::Tensor loss =
            caption_loss(run, captions.photos.size(0), config_.loss_normalisation, config_.label_smoothing);
        const float value = loss.item<float>();
        if (!std::isfinite(value))
            throw Error(
                fmt::format("The loss stopped being a number in epoch {}, step {}. The last checkpoint is "
                            "kept; try a lower learning rate.",
                            epoch, step + 1));
        loss.backward();
        if (config_.clip_norm > 0) {
            std::vector<torch::Tensor> parameters;
            for (const auto& group : optimiser_->param_groups())
                parameters.insert(parameters.end(), group.params().begin(), group.params().end());
            torch::nn::utils::clip_grad_norm_(parameters, config_.clip_norm);
        }
        optimiser_->step();

        sum += value;
        if (observer.batch) {
            const double done = static_cast<double>(step + 1) * static_cast<double>(size);
            observer.batch(
                {epoch, step + 1, steps, value, config_.learning_rate * factor, done / seconds_since(start)});
        }
    }
    return sum / static_cast<double>(steps);
}

void Trainer::validate(EpochReport& report, const TrainingObserver& observer, const std::stop_token& stop) {
    const torch::NoGradGuard no_grad;
    network_->eval();
    const Vocabulary& vocabulary = start_.header.vocabulary;
    const std::size_t count = validation_.photos.size();
    std::vector<EvaluationItem> items;
    const auto request = [&](std::size_t first) {
        std::vector<std::size_t> batch(std::min(validation_batch, count - first));
        std::iota(batch.begin(), batch.end(), first);
        validation_.source->request({std::move(batch), false, 0});
    };
    if (count == 0)
        return;
    request(0);
    for (std::size_t first = 0; first < count; first += validation_batch) {
        const torch::Tensor input = validation_.source->take();
        if (first + validation_batch < count)
            request(first + validation_batch);
        throw_if_stopped(stop);
        const EncodedCells cells = network_->encode(cells_of(input));
        for (const std::vector<TokenId>& caption :
             decode_greedy_batch(*network_, cells, vocabulary, start_.header.max_words)) {
            const TrainingPhoto& photo = validation_.photos[items.size()];
            EvaluationItem& item = items.emplace_back();
            for (const TokenId token : caption)
                item.candidate.push_back(vocabulary.word(token));
            item.references = photo.references;
            if (report.samples.size() < sample_count)
                report.samples.push_back({photo.id, fmt::format("{}", fmt::join(item.candidate, " "))});
        }
        if (observer.validation)
            observer.validation({"Captioning validation photos",
                                 static_cast<std::int64_t>(items.size()),
                                 static_cast<std::int64_t>(count),
                                 {}});
    }
    const Scores scores = evaluate(items);
    report.cider_d = scores.cider_d;
    report.bleu_4 = scores.bleu[3];
}

void Trainer::run(const std::filesystem::path& folder, const TrainingObserver& observer,
                  const std::stop_token& stop) {
    std::filesystem::create_directories(folder);
    write_file_atomically(folder / "config.json", nlohmann::json(config_).dump(2) + "\n");
    std::filesystem::remove(folder / "metrics.jsonl");
    double best = -1;
    for (int epoch = 1; epoch <= config_.epochs; ++epoch) {
        const Clock::time_point start = Clock::now();
        EpochReport report;
        report.epoch = epoch;
        report.training_loss = train_epoch(epoch, observer, stop);
        validate(report, observer, stop);
        report.seconds = seconds_since(start);
        report.best = report.cider_d > best;
        best = std::max(best, report.cider_d);
        const Bundle now = bundle();
        write_bundle(folder / "last.safetensors", now);
        if (report.best)
            write_bundle(folder / "best.safetensors", now);
        append_line(folder / "metrics.jsonl", as_json(report).dump());
        if (observer.epoch)
            observer.epoch(report);
    }
}

Bundle Trainer::bundle() const {
    Bundle result{start_.header, {}};
    result.header.storage = Storage::fp32;
    store_parameters(*backbone_, result.weights, "backbone.");
    store_parameters(*network_, result.weights, "captioner.");
    return result;
}

Bundle make_untrained(BundleHeader header, const TensorMap& backbone_weights, CaptionNetworkConfig network,
                      std::uint64_t seed) {
    const auto backbone = make_backbone(header.backbone, header.backbone_flavour, header.input_width, header.input_height);
    load_parameters(*backbone, backbone_weights);
    network.feature_channels = backbone->spec().channels;
    network.vocabulary_size = static_cast<int>(header.vocabulary.size());
    torch::manual_seed(seed);
    const CaptionNetwork fresh(network);
    header.network = network;
    Bundle result{std::move(header), {}};
    store_parameters(*backbone, result.weights, "backbone.");
    store_parameters(fresh, result.weights, "captioner.");
    return result;
}

} // namespace saccade
