#include "app/cli/training_run.h"

#include "app/cli/compute_notice.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/dataset/cached_grids.h"
#include "core/dataset/feature_cache_builder.h"
#include "core/dataset/photo_batches.h"
#include "core/model/backbone_file.h"
#include "core/model/compute.h"
#include "core/support/atomic_file.h"
#include "core/support/json_file.h"
#include "core/text/tokenizer.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace saccade::cli {

namespace {

/// What a run needs to be resumed besides its RunFolder: where its data lie. In the run's folder.
constexpr const char* sources_file = "sources.json";

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

Bundle fresh_bundle(const TrainingOptions& options, const TrainingConfig& config, const Tokenizer& tokenizer,
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
        Vocabulary::count(captions, static_cast<std::size_t>(config.vocabulary_size), config.min_count);
    header.card.name = std::filesystem::path(options.run).filename().string();
    header.card.provenance = "[]";
    return make_untrained(std::move(header), backbone_weights(options.backbone), config);
}

/// What the bundle tells of this run, after those it started from.
std::string provenance(const std::string& earlier, const TrainingOptions& options,
                       const TrainingConfig& config, const Dataset& training) {
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

TrainingConfig chosen_config(const TrainingOptions& options, const CaptionNetworkConfig* network) {
    TrainingConfig config = training_preset(options.preset);
    if (network != nullptr)
        config.network = *network;
    if (!options.config.empty())
        apply_training_config(config, options.config);
    for (const std::string& setting : options.settings)
        override_training_config(config, setting);
    return config;
}

/// Dropout is the one part of a network that may change under way; sizes follow backbone and vocabulary.
void settle_network(TrainingConfig& config, Bundle& start) {
    start.header.network.dropout = config.network.dropout;
    config.network.feature_channels = start.header.network.feature_channels;
    config.network.vocabulary_size = start.header.network.vocabulary_size;
    if (nlohmann::json(config.network) != nlohmann::json(start.header.network))
        throw UsageError(
            "Of the network's settings, only dropout can differ from the bundle given with --from.");
}

/// Everything that a run reads besides its configuration.
struct Sources {
    Dataset training;
    Dataset validation;
    std::shared_ptr<const FeatureCache> cache;
};

/// Encodes what the cache lacks, in the way that it was begun, or makes one.
void complete_features(const TrainingOptions& options, const Dataset& dataset,
                       const TrainingObserver& observer, const std::stop_token& stop) {
    CacheRecipe recipe;
    recipe.backbone = options.backbone;
    if (holds_cache(options.features)) {
        const CacheFingerprint found = read_fingerprint(options.features);
        recipe.resize = recipe_from_name(found.recipe);
        recipe.precision = precision_from_name(found.precision);
        recipe.storage = cache_storage_from_name(found.storage);
    }
    std::vector<PhotoFile> photos;
    for (const CaptionedPhoto& photo : dataset.photos) {
        if (photo.split == Split::train || photo.split == Split::dev)
            photos.push_back({photo.id, photo.file});
    }
    const CacheBuildReport report =
        build_feature_cache(options.features, photos, recipe, observer.validation, stop);
    for (const std::string& fault : report.skipped)
        std::cerr << printable(fault) << '\n';
}

/// Photos that could not be encoded are not trained on.
void leave_out_uncached(Dataset& dataset, const FeatureCache& cache) {
    const auto missing =
        std::erase_if(dataset.photos, [&](const CaptionedPhoto& photo) { return !cache.contains(photo.id); });
    if (missing > 0)
        std::cerr << fmt::format("{} photos of {} are not in the feature cache and are left out.\n", missing,
                                 printable(dataset.name));
}

/// @param complete  whether what the cache lacks is encoded.
Sources open_sources(const TrainingOptions& options, bool complete, const TrainingObserver& observer,
                     const std::stop_token& stop) {
    const Dataset dataset = read_dataset(options.data);
    Sources sources{select_split(dataset, Split::train), select_split(dataset, Split::dev), nullptr};
    if (!options.features.empty()) {
        if (complete)
            complete_features(options, dataset, observer, stop);
        sources.cache = std::make_shared<const FeatureCache>(FeatureCache::open(options.features));
        leave_out_uncached(sources.training, *sources.cache);
        leave_out_uncached(sources.validation, *sources.cache);
    }
    if (sources.training.photos.empty())
        throw Error("The data set has no training photos.");
    return sources;
}

TrainingSet training_set(const Sources& sources, const Dataset& photos, const BundleHeader& header,
                         const TrainingConfig& config, const Tokenizer& tokenizer) {
    TrainingSet set{training_photos(photos, tokenizer), nullptr};
    std::vector<std::string> ids;
    std::vector<std::filesystem::path> files;
    for (const CaptionedPhoto& photo : photos.photos) {
        ids.push_back(photo.id);
        files.push_back(photo.file);
    }
    if (sources.cache)
        set.source = std::make_shared<CachedGrids>(sources.cache, std::move(ids));
    else
        set.source = std::make_shared<PhotoBatches>(std::move(files), header.recipe, header.input_width,
                                                    header.input_height,
                                                    Augmentation{config.smallest_crop, config.flip});
    return set;
}

Trainer make_trainer(const Sources& sources, TrainingConfig config, Bundle start) {
    const auto tokenizer = make_tokenizer(start.header.tokenizer);
    TrainingSet training = training_set(sources, sources.training, start.header, config, *tokenizer);
    TrainingSet validation = training_set(sources, sources.validation, start.header, config, *tokenizer);
    std::cout << fmt::format("{} training photos, {} validation photos, {} words\n", training.photos.size(),
                             validation.photos.size(), start.header.vocabulary.size())
              << std::flush;
    return {std::move(config), std::move(start),
            sources.cache ? Trainer::Input::grids : Trainer::Input::photos, std::move(training),
            std::move(validation)};
}

void prepare_to_compute(int threads) {
    print_compute_warning();
    set_compute_threads(threads);
    keep_freed_memory();
}

} // namespace

std::vector<CLI::Option*> add_training_options(CLI::App& line, TrainingOptions& options) {
    std::vector<CLI::Option*> added{add_data_options(line, options.data, DataPath::optional_option)};
    const auto add = [&](CLI::Option* option) { added.push_back(option); };
    add(line.add_option("--backbone", options.backbone,
                        "Start afresh on this backbone: a file that import made, a bundle, or \"bundled\"")
            ->type_name("FILE"));
    add(line.add_option("--from", options.from, "Start from this bundle's weights and vocabulary")
            ->type_name("BUNDLE"));
    add(line.add_option(
                "--features", options.features,
                "Feature cache, made or completed if need be; without it, photos are encoded in every epoch")
            ->type_name("FOLDER"));
    add(line.add_option("--preset", options.preset,
                        "Settings to begin with: the recipe with the best score, or the tutorial's")
            ->check(CLI::IsMember({"default", "tutorial"}))
            ->capture_default_str());
    add(line.add_option("--config", options.config, "Settings as a JSON file")->type_name("FILE"));
    add(line.add_option("--set", options.settings, "One setting, such as epochs=5 or network.cell=lstm")
            ->type_name("NAME=VALUE")
            ->take_all());
    add(line.add_option("--threads", options.threads,
                        "Threads that compute; the weights depend on their number")
            ->check(CLI::Range(1, 1024))
            ->capture_default_str());
    return added;
}

TrainingConfig training_config(const TrainingOptions& options) {
    if (options.from.empty())
        return chosen_config(options, nullptr);
    const BundleHeader header = read_bundle_header(options.from);
    return chosen_config(options, &header.network);
}

TrainingObserver terminal_observer(ProgressBar& bar, bool samples) {
    TrainingObserver result;
    result.batch = [&bar](const BatchReport& report) {
        bar.show({fmt::format("Epoch {}", report.epoch), report.step, report.steps,
                  fmt::format("loss {:.3f}, {:.1f} photos/s", report.loss, report.photos_per_second)});
    };
    result.validation = bar.callback();
    result.epoch = [&bar, samples](const EpochReport& report) {
        bar.clear();
        std::cout << fmt::format(
            "epoch {:>3}  loss {:.4f}  validation {:.4f}  CIDEr-D {:.4f}  BLEU-4 {:.4f}  {:.0f} s{}\n",
            report.epoch, report.training_loss, report.validation_loss, report.cider_d, report.bleu_4,
            report.seconds, report.best ? "  best so far" : "");
        for (const SampleCaption& sample : samples ? report.samples : std::vector<SampleCaption>{})
            std::cout << fmt::format("    {}: {}\n", printable(sample.photo), sample.caption.text());
        std::cout.flush();
    };
    return result;
}

void resume_training(const std::string& run, const TrainingObserver& observer, const std::stop_token& stop) {
    RunFolder::open(run);
    const std::filesystem::path folder = run;
    TrainingOptions began;
    try {
        const nlohmann::json sources = read_json(folder / sources_file);
        sources.at("data").get_to(began.data);
        sources.at("features").get_to(began.features);
        sources.at("threads").get_to(began.threads);
    } catch (const nlohmann::json::exception& error) {
        throw FileError(folder / sources_file, error.what(), "Restore it, or start a new run");
    }
    prepare_to_compute(began.threads);
    TrainingConfig config;
    apply_training_config(config, RunFolder::config_file(folder));
    make_trainer(open_sources(began, false, observer, stop), config,
                 read_bundle(RunFolder::start_file(folder)))
        .resume(folder, observer, stop);
}

void start_training(const TrainingOptions& given, const TrainingObserver& observer,
                    const std::stop_token& stop) {
    TrainingOptions options = given;
    if (options.backbone == "bundled")
        options.backbone = bundled_model().string();
    if (options.from.empty() == options.backbone.empty())
        throw UsageError("Give either --backbone FILE, to start afresh, or --from BUNDLE.");
    Bundle start;
    if (!options.from.empty())
        start = read_bundle(options.from);
    TrainingConfig config = chosen_config(options, options.from.empty() ? nullptr : &start.header.network);
    if (options.data.data.empty() || options.run.empty())
        throw UsageError("A run needs --data PATH and --run FOLDER.");
    prepare_to_compute(options.threads);
    if (std::filesystem::exists(RunFolder::config_file(options.run))) // before anything is encoded
        throw FileError(options.run, "this folder holds a training run already",
                        "Go on with it by --resume, or choose another folder");
    const Sources sources = open_sources(options, !options.backbone.empty(), observer, stop);
    const Recipe recipe =
        sources.cache ? recipe_from_name(sources.cache->fingerprint().recipe) : Recipe::antialias;
    if (options.from.empty()) {
        const auto tokenizer = make_tokenizer(config.tokenizer);
        start =
            fresh_bundle(options, config, *tokenizer, training_photos(sources.training, *tokenizer), recipe);
    }
    settle_network(config, start);
    start.header.card.provenance =
        provenance(start.header.card.provenance, options, config, sources.training);
    Trainer trainer = make_trainer(sources, config, std::move(start));
    // Before the run begins: a run without it could not be resumed.
    std::filesystem::create_directories(options.run);
    const std::string features =
        options.features.empty() ? "" : std::filesystem::absolute(options.features).string();
    write_file_atomically(
        std::filesystem::path(options.run) / sources_file,
        nlohmann::json{{"data", absolute(options.data)}, {"features", features}, {"threads", options.threads}}
                .dump(2) +
            "\n");
    trainer.run(options.run, observer, stop);
}

} // namespace saccade::cli
