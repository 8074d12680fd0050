#include "app/cli/command.h"
#include "app/cli/compute_notice.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/cli/training_data.h"
#include "core/dataset/cached_grids.h"
#include "core/dataset/photo_batches.h"
#include "core/model/backbone_file.h"
#include "core/model/compute.h"
#include "core/text/tokenizer.h"
#include "core/training/trainer.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* examples = R"(Examples:
  On cached features, the backbone as it is:
    saccade-cli train --data flickr8k --backbone mobilenet_v2.safetensors --features cache --run decoder
  End to end from there, the backbone learning too:
    saccade-cli train --data flickr8k --from decoder/best.safetensors --run whole \
        --set epochs=3 --set learning_rate=3e-4 --set backbone_learning_rate=5e-5
Settings of --config (JSON) and --set NAME=VALUE, with their defaults:
)";

struct Options {
    DataOptions data;
    std::string run;
    std::string backbone;
    std::string features;
    std::string from;
    std::string config;
    std::vector<std::string> settings;
    std::string tokenizer = "keras";
    int vocabulary_size = 5000;
    int min_count = 1;
    int threads = 1;
};

/// A backbone's weights under its own names, from a backbone file or from a bundle.
TensorMap backbone_weights(const std::string& path) {
    SafetensorsFile file = read_safetensors(path);
    if (!is_bundle(file))
        return std::move(file.tensors);
    constexpr std::string_view prefix = "backbone.";
    TensorMap weights;
    for (auto& [name, tensor] : read_bundle(path).weights) {
        if (name.starts_with(prefix))
            weights[name.substr(prefix.size())] = std::move(tensor);
    }
    return weights;
}

Bundle fresh_bundle(const Options& options, const TrainingConfig& config, const Tokenizer& tokenizer,
                    const std::vector<TrainingPhoto>& photos, Recipe recipe) {
    std::vector<std::vector<std::string>> captions;
    for (const TrainingPhoto& photo : photos)
        captions.insert(captions.end(), photo.captions.begin(), photo.captions.end());
    const PhotoEncoder encoder = PhotoEncoder::load(options.backbone);
    BundleHeader header;
    header.backbone = encoder.backbone();
    header.backbone_flavour = encoder.flavour();
    header.input_width = encoder.input_width();
    header.input_height = encoder.input_height();
    header.recipe = recipe;
    header.tokenizer = tokenizer.name();
    header.max_words = config.max_words;
    header.vocabulary =
        Vocabulary::count(captions, static_cast<std::size_t>(options.vocabulary_size), options.min_count);
    header.card.name = std::filesystem::path(options.run).filename().string();
    header.card.provenance = "[]";
    return make_untrained(std::move(header), backbone_weights(options.backbone), config.network, config.seed);
}

/// What the bundle tells of this run, after those it started from.
std::string provenance(const std::string& earlier, const Options& options, const TrainingConfig& config,
                       const Dataset& training) {
    nlohmann::json runs = nlohmann::json::parse(earlier, nullptr, false);
    if (!runs.is_array()) // another program's notes: kept as they are
        runs = nlohmann::json::array({runs.is_discarded() ? nlohmann::json(earlier) : runs});
    runs.push_back({{"program", "saccade-cli " SACCADE_VERSION},
                    {"data", training.name},
                    {"photos", training.photos.size()},
                    {"input", options.features.empty() ? "photos" : "cached features"},
                    {"threads", options.threads},
                    {"config", config}});
    return runs.dump();
}

TrainingObserver observer(ProgressBar& bar) {
    TrainingObserver result;
    result.batch = [&bar](const BatchReport& report) {
        bar.show({fmt::format("Epoch {}", report.epoch), report.step, report.steps,
                  fmt::format("loss {:.3f}, {:.1f} photos/s", report.loss, report.photos_per_second)});
    };
    result.validation = bar.callback();
    result.epoch = [&bar](const EpochReport& report) {
        bar.clear();
        std::cout << fmt::format("epoch {:>3}  loss {:.4f}  CIDEr-D {:.4f}  BLEU-4 {:.4f}  {:.0f} s{}\n",
                                 report.epoch, report.training_loss, report.cider_d, report.bleu_4,
                                 report.seconds, report.best ? "  best so far" : "");
        for (const SampleCaption& sample : report.samples)
            std::cout << fmt::format("    {}: {}\n", printable(sample.photo), sample.caption);
        std::cout.flush();
    };
    return result;
}

int train(const Options& options, const std::stop_token& stop) {
    if (options.from.empty() == options.backbone.empty())
        throw UsageError("Give either --backbone FILE, to start afresh, or --from BUNDLE.");
    print_compute_warning();
    set_compute_threads(options.threads);
    keep_freed_memory();
    TrainingConfig config;
    Bundle start;
    if (!options.from.empty()) {
        start = read_bundle(options.from);
        config.network = start.header.network;
    }
    if (!options.config.empty())
        apply_training_config(config, options.config);
    for (const std::string& setting : options.settings)
        override_training_config(config, setting);

    const Dataset dataset = read_dataset(options.data);
    const Dataset training = select_split(dataset, Split::train);
    const Dataset validation = select_split(dataset, Split::dev);
    if (training.photos.empty())
        throw Error("The data set has no training photos.");

    const auto tokenizer = make_tokenizer(options.from.empty() ? options.tokenizer : start.header.tokenizer);
    TrainingSet training_set{training_photos(training, *tokenizer), nullptr};
    TrainingSet validation_set{training_photos(validation, *tokenizer), nullptr};

    std::shared_ptr<const FeatureCache> cache;
    Recipe recipe = Recipe::antialias;
    if (!options.features.empty()) {
        cache = std::make_shared<const FeatureCache>(FeatureCache::open(options.features));
        recipe = recipe_from_name(cache->fingerprint().recipe);
        if (!options.backbone.empty())
            require_cache_of(*cache, options.features, options.backbone);
    }
    if (options.from.empty())
        start = fresh_bundle(options, config, *tokenizer, training_set.photos, recipe);
    // Dropout is the one part of a network that may change under way; sizes follow backbone and vocabulary.
    start.header.network.dropout = config.network.dropout;
    config.network.feature_channels = start.header.network.feature_channels;
    config.network.vocabulary_size = start.header.network.vocabulary_size;
    if (nlohmann::json(config.network) != nlohmann::json(start.header.network))
        throw UsageError(
            "Of the network's settings, only dropout can differ from the bundle given with --from.");
    start.header.card.provenance = provenance(start.header.card.provenance, options, config, training);

    const auto source = [&](const Dataset& photos) -> std::shared_ptr<BatchSource> {
        std::vector<std::string> ids;
        std::vector<std::filesystem::path> files;
        for (const CaptionedPhoto& photo : photos.photos) {
            ids.push_back(photo.id);
            files.push_back(photo.file);
        }
        if (cache)
            return std::make_shared<CachedGrids>(cache, std::move(ids));
        return std::make_shared<PhotoBatches>(std::move(files), start.header.recipe, start.header.input_width,
                                              start.header.input_height,
                                              Augmentation{config.smallest_crop, config.flip});
    };
    training_set.source = source(training);
    validation_set.source = source(validation);
    std::cout << fmt::format("{} training photos, {} validation photos, {} words\n", training.photos.size(),
                             validation.photos.size(), start.header.vocabulary.size())
              << std::flush;
    ProgressBar bar;
    Trainer trainer(config, std::move(start), cache ? Trainer::Input::grids : Trainer::Input::photos,
                    std::move(training_set), std::move(validation_set));
    trainer.run(options.run, observer(bar), stop);
    return succeeded;
}

} // namespace

void add_train(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App* line = program.add_subcommand("train", "Train a captioner");
    line->description("Train a captioner: its decoder on cached features, or the whole network on photos");
    line->footer(examples + nlohmann::json(TrainingConfig{}).dump(2));
    add_data_options(*line, options->data);
    line->add_option("--run", options->run, "Folder for checkpoints (best, last), configuration and metrics")
        ->required()
        ->type_name("FOLDER");
    line->add_option("--backbone", options->backbone, "Start afresh on this backbone")->type_name("FILE");
    line->add_option("--from", options->from, "Start from this bundle's weights and vocabulary")
        ->type_name("BUNDLE");
    line->add_option("--features", options->features,
                     "Feature cache of the backbone; without it, photos are used")
        ->type_name("FOLDER");
    line->add_option("--config", options->config, "Settings as a JSON file")->type_name("FILE");
    line->add_option("--set", options->settings, "One setting, such as epochs=5 or network.cell=lstm")
        ->type_name("NAME=VALUE")
        ->take_all();
    line->add_option("--tokenizer", options->tokenizer, "How captions are cut into words")
        ->check(CLI::IsMember({"keras", "ptb"}))
        ->capture_default_str();
    line->add_option("--vocabulary-size", options->vocabulary_size, "Ids below this survive")
        ->check(CLI::Range(4, 1 << 20))
        ->capture_default_str();
    line->add_option("--min-count", options->min_count, "Words seen less often become <unk>")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    line->add_option("--threads", options->threads,
                     "Threads that compute; the weights depend on their number")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    commands.push_back({line, [options](const std::stop_token& stop) { return train(*options, stop); }});
}

} // namespace saccade::cli
