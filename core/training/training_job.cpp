#include "core/training/training_job.h"

#include "core/dataset/cached_grids.h"
#include "core/dataset/empty_grids.h"
#include "core/dataset/feature_cache_builder.h"
#include "core/dataset/photo_batches.h"
#include "core/model/backbone_file.h"
#include "core/model/bundle.h"
#include "core/model/compute.h"
#include "core/model/compute_thread.h"
#include "core/model/precision.h"
#include "core/model/provenance.h"
#include "core/model/tiled_product.h"
#include "core/support/atomic_file.h"
#include "core/support/interactive_thread.h"
#include "core/support/json_file.h"
#include "core/text/letter_case.h"
#include "core/text/tokenizer.h"
#include "core/training/trainer.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace saccade {

namespace {

std::filesystem::path sources_file(const std::filesystem::path& run) {
    return run / "sources.json";
}

void warn(const TrainingObserver& observer, const std::string& sentence) {
    if (observer.warning)
        observer.warning(sentence);
}

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

Bundle fresh_bundle(const TrainingJob& job, const Tokenizer& tokenizer,
                    const std::vector<TrainingPhoto>& photos, Recipe recipe) {
    std::vector<std::vector<std::string>> captions;
    for (const TrainingPhoto& photo : photos)
        captions.insert(captions.end(), photo.captions.begin(), photo.captions.end());
    const PhotoEncoder encoder = PhotoEncoder::load(job.backbone);
    BundleHeader header;
    header.backbone = encoder.backbone();
    header.backbone_flavour = encoder.flavour();
    header.input_width = encoder.input_width();
    header.input_height = encoder.input_height();
    header.recipe = recipe;
    header.tokenizer = tokenizer.name();
    header.max_words = job.config.max_words;
    header.vocabulary = Vocabulary::count(captions, static_cast<std::size_t>(job.config.vocabulary_size),
                                          job.config.min_count);
    header.card.name = job.run.filename().string();
    header.card.provenance = "[]";
    return make_untrained(std::move(header), backbone_weights(job.backbone), job.config);
}

/// The bundle's words and decoder on another backbone, whose grid a fresh layer reads.
Bundle on_backbone(const Bundle& bundle, const TrainingJob& job, Recipe recipe) {
    const PhotoEncoder encoder = PhotoEncoder::load(job.backbone);
    BundleHeader header = bundle.header;
    header.backbone = encoder.backbone();
    header.backbone_flavour = encoder.flavour();
    header.input_width = encoder.input_width();
    header.input_height = encoder.input_height();
    header.recipe = recipe;
    header.card.name = job.run.filename().string();
    header.card.description.clear();
    TrainingConfig config = job.config;
    config.network = header.network;
    config.seed = 1; // runs of other seeds start alike, so that they can be averaged
    Bundle result = make_untrained(std::move(header), backbone_weights(job.backbone), config);
    for (const auto& [name, tensor] : bundle.weights) {
        if (name.starts_with("captioner.") && !name.starts_with("captioner.encoder."))
            result.weights[name] = tensor;
    }
    return result;
}

/// The backbone that a run starts on besides its bundle's, and how it was trained if it is a bundle's.
nlohmann::json start_of(const std::filesystem::path& backbone) {
    nlohmann::json start = {{"file", backbone.filename().string()}};
    if (is_bundle(read_safetensors_header(backbone))) {
        const ModelCard card = read_bundle_header(backbone).card;
        start["name"] = card.name;
        start["runs"] = runs_of(card.provenance);
    }
    return start;
}

/// What the bundle tells of this run, after those it started from.
std::string provenance(const std::string& earlier, const TrainingJob& job, const TrainingConfig& config,
                       const Dataset& training, const std::string& input, int threads) {
    nlohmann::json runs = runs_of(earlier);
    nlohmann::json run = {
        {"program", job.program}, {"data", training.name}, {"photos", training.photos.size()},
        {"input", input},         {"threads", threads},    {"config", config}};
    if (!job.backbone.empty())
        run["backbone"] = start_of(job.backbone);
    if (!config.teacher.empty()) // people's folders are their own business
        run["config"]["teacher"] = std::filesystem::path(config.teacher).filename().string();
    runs.push_back(std::move(run));
    return runs.dump();
}

/// Dropout is the one part of a network that may change under way; sizes follow backbone and vocabulary.
void settle_network(TrainingConfig& config, Bundle& start) {
    start.header.network.dropout = config.network.dropout;
    config.network.feature_channels = start.header.network.feature_channels;
    config.network.vocabulary_size = start.header.network.vocabulary_size;
    if (nlohmann::json(config.network) != nlohmann::json(start.header.network))
        throw UsageError(
            "Of the network's settings, only dropout can differ from the bundle that training starts from.");
}

/// Everything that a run reads besides its configuration.
struct Sources {
    Dataset training;
    Dataset validation;
    std::shared_ptr<const FeatureCache> cache;
};

std::vector<std::string> captions_of(const Dataset& dataset) {
    std::vector<std::string> captions;
    for (const CaptionedPhoto& photo : dataset.photos)
        captions.insert(captions.end(), photo.captions.begin(), photo.captions.end());
    return captions;
}

/// What the trainer reads.
Trainer::Input input_of(const Sources& sources) {
    if (sources.training.captions_alone)
        return Trainer::Input::captions_alone;
    if (!sources.cache)
        return Trainer::Input::photos;
    return sources.cache->fingerprint().before_block.empty() ? Trainer::Input::grids
                                                             : Trainer::Input::block_inputs;
}

/// The same in words, for the bundle's provenance.
std::string input_name(const Sources& sources) {
    switch (input_of(sources)) {
    case Trainer::Input::captions_alone:
        return "captions alone";
    case Trainer::Input::photos:
        return "photos";
    case Trainer::Input::grids:
        return "cached features";
    case Trainer::Input::block_inputs:
        break;
    }
    return "cached inputs of " + sources.cache->fingerprint().before_block;
}

/// @throws UsageError for a cache that the run cannot learn from; the observer is warned of what the cache
/// keeps from happening.
void require_fitting(const FeatureCache& cache, const TrainingConfig& config,
                     const TrainingObserver& observer) {
    const CacheFingerprint& made = cache.fingerprint();
    if (!made.before_block.empty() &&
        (config.backbone_learning_rate <= 0 || config.backbone_from != made.before_block))
        throw UsageError(
            fmt::format("The feature cache holds the input of block {}: set backbone_from={} and a "
                        "backbone_learning_rate above 0, or use another cache.",
                        made.before_block, made.before_block));
    if (made.before_block.empty() && config.backbone_learning_rate > 0)
        warn(observer,
             "The feature cache holds the output of the whole backbone, so the backbone does not learn.");
    if (!made.before_block.empty() && config.flip && !made.mirrored)
        warn(observer, "The feature cache has no mirror images, so no photo is flipped.");
}

/// Encodes what the cache lacks, in the way that it was begun, or makes one.
void complete_features(const TrainingJob& job, const Dataset& dataset, const TrainingObserver& observer,
                       const std::stop_token& stop) {
    CacheRecipe recipe;
    recipe.backbone = job.backbone.empty() ? job.from : job.backbone;
    if (holds_cache(job.features)) {
        const CacheFingerprint found = read_fingerprint(job.features);
        recipe.resize = recipe_from_name(found.recipe);
        recipe.precision = precision_from_name(found.precision);
        recipe.storage = cache_storage_from_name(found.storage);
        recipe.before_block = found.before_block;
        recipe.mirrored = found.mirrored;
    } else if (job.config.backbone_learning_rate > 0) {
        if (job.config.backbone_from.empty())
            throw UsageError(
                "The whole backbone learns, so none of it can be cached: set backbone_from to the "
                "first block to learn, or use no feature cache.");
        recipe.before_block = job.config.backbone_from;
        recipe.mirrored = job.config.flip;
    }
    std::vector<PhotoFile> photos;
    for (const CaptionedPhoto& photo : dataset.photos) {
        if (photo.split == Split::train || photo.split == Split::dev)
            photos.push_back({photo.id, photo.file});
    }
    const CacheBuildReport report =
        build_feature_cache(job.features, photos, recipe, observer.progress, stop);
    for (const std::string& fault : report.skipped)
        warn(observer, fault);
}

/// Photos that could not be encoded are not trained on.
void leave_out_uncached(Dataset& dataset, const FeatureCache& cache, const TrainingObserver& observer) {
    const auto missing =
        std::erase_if(dataset.photos, [&](const CaptionedPhoto& photo) { return !cache.contains(photo.id); });
    if (missing > 0)
        warn(observer,
             fmt::format("{} {} of {} {} not in the feature cache and left out.", missing,
                         missing == 1 ? "photo" : "photos", dataset.name, missing == 1 ? "is" : "are"));
}

/// @param complete  whether what the cache lacks is encoded.
Sources open_sources(const TrainingJob& job, bool complete, const TrainingObserver& observer,
                     const std::stop_token& stop) {
    const Dataset dataset = open_dataset(job.data);
    for (const std::string& warning : dataset.warnings)
        warn(observer, warning);
    Sources sources{select_split(dataset, Split::train), select_split(dataset, Split::dev), nullptr};
    if (dataset.captions_alone && !job.features.empty())
        throw UsageError("Captions without photos have no features: leave the feature cache out.");
    if (!job.features.empty()) {
        if (complete)
            complete_features(job, dataset, observer, stop);
        sources.cache = std::make_shared<const FeatureCache>(FeatureCache::open(job.features));
        leave_out_uncached(sources.training, *sources.cache, observer);
        leave_out_uncached(sources.validation, *sources.cache, observer);
    }
    if (sources.training.photos.empty())
        throw Error("The data set has no training photos.");
    return sources;
}

TrainingSet training_set(const Sources& sources, const Dataset& photos, const BundleHeader& header,
                         const TrainingConfig& config, const Tokenizer& tokenizer) {
    TrainingSet set{training_photos(photos, tokenizer), nullptr};
    if (photos.captions_alone) {
        set.source = std::make_shared<EmptyGrids>(header.network.feature_channels);
        return set;
    }
    std::vector<std::string> ids;
    std::vector<std::filesystem::path> files;
    for (const CaptionedPhoto& photo : photos.photos) {
        ids.push_back(photo.id);
        files.push_back(photo.file);
    }
    if (sources.cache)
        set.source = std::make_shared<CachedGrids>(sources.cache, std::move(ids), config.flip);
    else
        set.source = std::make_shared<PhotoBatches>(std::move(files), header.recipe, header.input_width,
                                                    header.input_height,
                                                    Augmentation{config.smallest_crop, config.flip});
    return set;
}

Trainer make_trainer(const Sources& sources, TrainingConfig config, Bundle start, int threads,
                     const TrainingObserver& observer) {
    if (sources.cache)
        require_fitting(*sources.cache, config, observer);
    const auto tokenizer = make_tokenizer(start.header.tokenizer);
    TrainingSet training = training_set(sources, sources.training, start.header, config, *tokenizer);
    TrainingSet validation = training_set(sources, sources.validation, start.header, config, *tokenizer);
    RunFacts facts{
        training.photos.size(), validation.photos.size(), start.header.vocabulary.size(), threads, {}};
    Trainer trainer(std::move(config), std::move(start), input_of(sources), std::move(training),
                    std::move(validation));
    facts.precision = precision_name(trainer.precision());
    if (observer.prepared)
        observer.prepared(facts);
    return trainer;
}

void prepare_to_compute(const TrainingObserver& observer) {
    if (const std::string warning = compute_warning(); !warning.empty())
        warn(observer, warning);
    keep_freed_memory();
}

/// How many threads go on with a run, after a warning if the weights may come out different.
int threads_to_resume(const RunSources& began, const TrainingConfig& config, int wanted,
                      const TrainingObserver& observer) {
    if (!weights_depend_on_threads(config, !began.features.empty() || began.data.format == "text"))
        return wanted > 0 ? wanted : default_compute_threads();
    const int here = default_compute_threads();
    if (wanted > 0 && wanted != began.threads)
        warn(observer,
             fmt::format("This run began on {} threads. Continued on {}, its weights may differ in the last "
                         "digits from those of an uninterrupted run.",
                         began.threads, wanted));
    else if (wanted == 0 && began.threads > here)
        warn(observer,
             fmt::format("This run began on {} threads and continues on as many, to give the same weights, "
                         "though this machine has {} processors. With saccade-cli train --resume, --threads "
                         "{} is faster and may change their last digits.",
                         began.threads, here, here));
    return wanted > 0 ? wanted : began.threads;
}

} // namespace

void adopt_network(TrainingConfig& config, const std::filesystem::path& bundle) {
    const float dropout = config.network.dropout;
    config.network = read_bundle_header(bundle).network;
    config.network.dropout = dropout;
}

RunSources read_run_sources(const std::filesystem::path& run) {
    RunSources result;
    try {
        const nlohmann::json sources = read_json(sources_file(run));
        sources.at("data").get_to(result.data);
        sources.at("features").get_to(result.features);
        sources.at("threads").get_to(result.threads);
    } catch (const nlohmann::json::exception& error) {
        throw FileError(sources_file(run), error.what(), "Restore it, or start a new run");
    }
    return result;
}

bool weights_depend_on_threads(const TrainingConfig& config, bool reads_grids) {
    return !reads_grids || config.backbone_learning_rate > 0 ||
           precision_from_name(config.precision) == Precision::bf16 || !has_tiled_product();
}

void resume_training(const std::filesystem::path& run, const TrainingObserver& observer,
                     const std::stop_token& stop, int threads) {
    refuse_interactive_thread();
    RunFolder::open(run);
    const RunSources began = read_run_sources(run);
    TrainingJob job;
    job.data = began.data;
    job.features = began.features;
    prepare_to_compute(observer);
    TrainingConfig config;
    apply_training_config(config, RunFolder::config_file(run));
    threads = threads_to_resume(began, config, threads, observer);
    const ComputeShare share(ComputePriority::background, threads);
    make_trainer(open_sources(job, false, observer, stop), config, read_bundle(RunFolder::start_file(run)),
                 threads, observer)
        .resume(run, observer, stop);
}

void start_training(const TrainingJob& job, const TrainingObserver& observer, const std::stop_token& stop) {
    refuse_interactive_thread();
    if (job.from.empty() && job.backbone.empty())
        throw UsageError("A run starts afresh on a backbone, from a bundle, or from a bundle on a backbone.");
    if (std::filesystem::exists(RunFolder::config_file(job.run))) // before anything is encoded
        throw FileError(job.run, "this folder holds a training run already",
                        "Go on with it (saccade-cli train --resume), or choose another folder");
    TrainingConfig config = job.config;
    Bundle start;
    if (!job.from.empty())
        start = read_bundle(job.from);
    prepare_to_compute(observer);
    const int threads = job.threads > 0 ? job.threads : default_compute_threads();
    const ComputeShare share(ComputePriority::background, threads);
    const Sources sources = open_sources(job, true, observer, stop);
    const Recipe recipe =
        sources.cache ? recipe_from_name(sources.cache->fingerprint().recipe) : Recipe::antialias;
    if (job.from.empty()) {
        const auto tokenizer = make_tokenizer(config.tokenizer);
        start = fresh_bundle(job, *tokenizer, training_photos(sources.training, *tokenizer), recipe);
    } else if (!job.backbone.empty()) {
        start = on_backbone(start, job, recipe);
    }
    if (start.header.vocabulary.written_forms().empty())
        start.header.vocabulary.set_written_forms(learn_letter_case(captions_of(sources.training)));
    settle_network(config, start);
    if (!config.teacher.empty()) // the run may be resumed from another folder
        config.teacher = std::filesystem::absolute(config.teacher).string();
    start.header.card.provenance =
        provenance(start.header.card.provenance, job, config, sources.training, input_name(sources), threads);
    Trainer trainer = make_trainer(sources, config, std::move(start), threads, observer);
    // Before the run begins: a run without it could not be resumed.
    std::error_code error;
    std::filesystem::create_directories(job.run, error);
    if (error)
        throw FileError(job.run, fmt::format("the run's folder cannot be made ({})", error.message()),
                        "Choose another folder");
    const std::string features = job.features.empty() ? "" : std::filesystem::absolute(job.features).string();
    write_file_atomically(
        sources_file(job.run),
        nlohmann::json{{"data", absolute(job.data)}, {"features", features}, {"threads", threads}}.dump(2) +
            "\n");
    trainer.run(job.run, observer, stop);
}

} // namespace saccade
