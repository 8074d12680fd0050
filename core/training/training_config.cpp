#include "core/training/training_config.h"

#include "core/model/precision.h"
#include "core/support/json_settings.h"
#include "core/support/mapped_file.h"
#include "core/text/tokenizer.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace saccade {

using nlohmann::json;

NLOHMANN_JSON_SERIALIZE_ENUM(Objective, {{Objective::cross_entropy, "cross_entropy"},
                                         {Objective::self_critical, "self_critical"}})
NLOHMANN_JSON_SERIALIZE_ENUM(LossNormalisation, {{LossNormalisation::tokens, "tokens"},
                                                 {LossNormalisation::tutorial, "tutorial"}})
NLOHMANN_JSON_SERIALIZE_ENUM(OptimiserKind, {{OptimiserKind::adam, "adam"},
                                             {OptimiserKind::adamw, "adamw"},
                                             {OptimiserKind::sgd, "sgd"},
                                             {OptimiserKind::rmsprop, "rmsprop"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Schedule, {{Schedule::constant, "constant"},
                                        {Schedule::step, "step"},
                                        {Schedule::cosine, "cosine"},
                                        {Schedule::plateau, "plateau"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Score, {{Score::cider_d, "cider_d"},
                                     {Score::bleu_4, "bleu_4"},
                                     {Score::validation_loss, "validation_loss"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Initialisation,
                             {{Initialisation::torch, "torch"}, {Initialisation::keras, "keras"}})

namespace {

void read_sample_photos(const json& given, std::vector<std::string>& photos) {
    const auto found = given.find("sample_photos");
    if (found == given.end())
        return;
    if (!found->is_array() || !std::ranges::all_of(*found, [](const json& id) { return id.is_string(); }))
        throw UsageError(
            fmt::format("\"sample_photos\" must be a list of photos' names, not {}.", found->dump()));
    photos = found->get<std::vector<std::string>>();
}

} // namespace

const std::vector<std::string>& training_presets() {
    static const std::vector<std::string> names{"default", "tutorial", "quick-look"};
    return names;
}

TrainingConfig training_preset(std::string_view name) {
    TrainingConfig config;
    if (name == "default" || name == "quick-look") {
        config.network.attention_timing = AttentionTiming::after;
        config.network.context_gate = true;
        config.network.initial_state = InitialState::mean;
        config.network.dropout = 0.4F;
        if (name == "quick-look") {
            config.epochs = 2;
            config.network.dropout = 0.2F;
            config.network.attention_units = 256;
            config.network.decoder_units = 256;
            config.network.embedding_units = 128;
        }
        return config;
    }
    if (name == "tutorial") {
        config.epochs = 50;
        config.max_words = 200;
        config.captions_per_batch = 64;
        config.length_buckets = false;
        config.optimiser = OptimiserKind::adam;
        config.epsilon = 1e-7; // Keras'
        config.clip_norm = 0;
        config.schedule = Schedule::constant;
        config.loss_normalisation = LossNormalisation::tutorial;
        config.label_smoothing = 0;
        config.smallest_crop = 1;
        config.flip = false;
        config.initialisation = Initialisation::keras;
        return config;
    }
    throw UsageError(
        fmt::format("\"{}\" is no preset. Known: {}.", name, fmt::join(training_presets(), ", ")));
}

void to_json(json& output, const TrainingConfig& config) {
    output = {{"seed", config.seed},
              {"epochs", config.epochs},
              {"objective", config.objective},
              {"tokenizer", config.tokenizer},
              {"vocabulary_size", config.vocabulary_size},
              {"min_count", config.min_count},
              {"max_words", config.max_words},
              {"photos_per_batch", config.photos_per_batch},
              {"captions_per_batch", config.captions_per_batch},
              {"length_buckets", config.length_buckets},
              {"optimiser", config.optimiser},
              {"learning_rate", config.learning_rate},
              {"momentum", config.momentum},
              {"nesterov", config.nesterov},
              {"beta_1", config.beta_1},
              {"beta_2", config.beta_2},
              {"epsilon", config.epsilon},
              {"weight_decay", config.weight_decay},
              {"clip_norm", config.clip_norm},
              {"accumulation", config.accumulation},
              {"average_decay", config.average_decay},
              {"backbone_learning_rate", config.backbone_learning_rate},
              {"backbone_from", config.backbone_from},
              {"smallest_crop", config.smallest_crop},
              {"flip", config.flip},
              {"teacher", config.teacher},
              {"distillation", config.distillation},
              {"schedule", config.schedule},
              {"warmup", config.warmup},
              {"final_rate", config.final_rate},
              {"step_epochs", config.step_epochs},
              {"step_factor", config.step_factor},
              {"plateau_patience", config.plateau_patience},
              {"plateau_factor", config.plateau_factor},
              {"loss_normalisation", config.loss_normalisation},
              {"label_smoothing", config.label_smoothing},
              {"attention_penalty", config.attention_penalty},
              {"unattended_penalty", config.unattended_penalty},
              {"scheduled_sampling", config.scheduled_sampling},
              {"self_critical_samples", config.self_critical_samples},
              {"repetition_cost", config.repetition_cost},
              {"select_by", config.select_by},
              {"patience", config.patience},
              {"sample_photos", config.sample_photos},
              {"precision", config.precision},
              {"initialisation", config.initialisation},
              {"checkpoint_minutes", config.checkpoint_minutes},
              {"keep_every", config.keep_every},
              {"network", config.network}};
}

void from_json(const json& given, TrainingConfig& config) {
    refuse_unknown_keys(given, json(config));
    read_number(given, "seed", config.seed, 0, 9007199254740991.0);
    read_number(given, "epochs", config.epochs, 1, 10000);
    read_choice(given, "objective", config.objective);
    read_text(given, "tokenizer", config.tokenizer);
    make_tokenizer(config.tokenizer);
    read_number(given, "vocabulary_size", config.vocabulary_size, 4, 1 << 20);
    read_number(given, "min_count", config.min_count, 1, 1 << 20);
    read_number(given, "max_words", config.max_words, 1, 200);
    read_number(given, "photos_per_batch", config.photos_per_batch, 1, 4096);
    read_number(given, "captions_per_batch", config.captions_per_batch, 0, 16384);
    read_flag(given, "length_buckets", config.length_buckets);
    read_choice(given, "optimiser", config.optimiser);
    read_number(given, "learning_rate", config.learning_rate, 0, 10);
    read_number(given, "momentum", config.momentum, 0, 0.9999);
    read_flag(given, "nesterov", config.nesterov);
    read_number(given, "beta_1", config.beta_1, 0, 0.999999);
    read_number(given, "beta_2", config.beta_2, 0, 0.999999);
    read_number(given, "epsilon", config.epsilon, 1e-20, 1);
    read_number(given, "weight_decay", config.weight_decay, 0, 10);
    read_number(given, "clip_norm", config.clip_norm, 0, 1e9);
    read_number(given, "accumulation", config.accumulation, 1, 4096);
    read_number(given, "average_decay", config.average_decay, 0, 0.999999);
    read_number(given, "backbone_learning_rate", config.backbone_learning_rate, 0, 10);
    read_text(given, "backbone_from", config.backbone_from);
    read_number(given, "smallest_crop", config.smallest_crop, 0.05, 1);
    read_flag(given, "flip", config.flip);
    read_text(given, "teacher", config.teacher);
    read_number(given, "distillation", config.distillation, 0, 1000);
    read_choice(given, "schedule", config.schedule);
    read_number(given, "warmup", config.warmup, 0, 1);
    read_number(given, "final_rate", config.final_rate, 0, 1);
    read_number(given, "step_epochs", config.step_epochs, 1, 10000);
    read_number(given, "step_factor", config.step_factor, 0, 1);
    read_number(given, "plateau_patience", config.plateau_patience, 0, 10000);
    read_number(given, "plateau_factor", config.plateau_factor, 0, 1);
    read_choice(given, "loss_normalisation", config.loss_normalisation);
    read_number(given, "label_smoothing", config.label_smoothing, 0, 0.99);
    read_number(given, "attention_penalty", config.attention_penalty, 0, 1000);
    read_number(given, "unattended_penalty", config.unattended_penalty, 0, 1000);
    read_number(given, "scheduled_sampling", config.scheduled_sampling, 0, 1);
    read_number(given, "self_critical_samples", config.self_critical_samples, 1, 64);
    read_number(given, "repetition_cost", config.repetition_cost, 0, 100);
    read_choice(given, "select_by", config.select_by);
    read_number(given, "patience", config.patience, 0, 10000);
    read_sample_photos(given, config.sample_photos);
    read_text(given, "precision", config.precision);
    precision_from_name(config.precision);
    read_choice(given, "initialisation", config.initialisation);
    read_number(given, "checkpoint_minutes", config.checkpoint_minutes, 0, 1e6);
    read_number(given, "keep_every", config.keep_every, 0, 10000);
    if (const auto found = given.find("network"); found != given.end()) {
        refuse_unknown_keys(*found, json(config.network));
        from_json(*found, config.network);
    }
}

void apply_training_config(TrainingConfig& config, const std::filesystem::path& path) {
    const MappedFile file(path);
    const auto* const text = reinterpret_cast<const char*>(file.bytes().data());
    try {
        from_json(json::parse(text, text + file.bytes().size(), nullptr, true, true), config);
    } catch (const json::exception& error) {
        throw FileError(path, error.what(), "Mend it there");
    } catch (const UsageError& error) {
        throw FileError(path, error.what(), "saccade-cli train --help lists the settings");
    }
}

void override_training_config(TrainingConfig& config, const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string::npos)
        throw UsageError(fmt::format("\"{}\" is no setting of the form NAME=VALUE.", assignment));
    std::string pointer = fmt::format("/{}", assignment.substr(0, equals));
    std::ranges::replace(pointer, '.', '/');
    const std::string text = assignment.substr(equals + 1);
    json value = json::parse(text, nullptr, false);
    if (value.is_discarded())
        value = text;
    json given = json::object();
    given[json::json_pointer(pointer)] = value;
    from_json(given, config);
}

} // namespace saccade
