#include "core/training/training_config.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

namespace saccade {

using nlohmann::json;

NLOHMANN_JSON_SERIALIZE_ENUM(LossNormalisation, {{LossNormalisation::tokens, "tokens"},
                                                 {LossNormalisation::tutorial, "tutorial"}})
NLOHMANN_JSON_SERIALIZE_ENUM(Schedule, {{Schedule::constant, "constant"}, {Schedule::cosine, "cosine"}})

namespace {

/// Levenshtein distance, for "did you mean".
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = std::exchange(row[j + 1], std::min({changed, row[j] + 1, row[j + 1] + 1}));
        }
    }
    return row.back();
}

void refuse_unknown_keys(const json& given, const json& known) {
    if (!given.is_object())
        throw UsageError(fmt::format("{} stands where a table of settings is expected.", given.dump()));
    for (const auto& [key, value] : given.items()) {
        if (known.contains(key))
            continue;
        std::string nearest;
        for (const auto& [candidate, ignored] : known.items()) {
            if (nearest.empty() || edit_distance(key, candidate) < edit_distance(key, nearest))
                nearest = candidate;
        }
        throw UsageError(fmt::format("\"{}\" is no setting. Did you mean \"{}\"?", key, nearest));
    }
}

template <class Value>
void read(const json& given, const char* key, Value& value, double least, double most) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    const bool whole = std::is_integral_v<Value>;
    if (!(whole ? found->is_number_integer() : found->is_number()) || found->template get<double>() < least ||
        found->template get<double>() > most)
        throw UsageError(fmt::format("\"{}\" must be a {} from {} to {}, not {}.", key,
                                     whole ? "whole number" : "number", least, most, found->dump()));
    value = found->template get<Value>();
}

template <class Choice>
void read_choice(const json& given, const char* key, Choice& value) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    const auto choice = found->template get<Choice>();
    if (json(choice) != *found) // an unknown name reads as the first one
        throw UsageError(fmt::format("\"{}\": {} is not known.", key, found->dump()));
    value = choice;
}

void read_flag(const json& given, const char* key, bool& value) {
    const auto found = given.find(key);
    if (found == given.end())
        return;
    if (!found->is_boolean())
        throw UsageError(fmt::format("\"{}\" must be true or false, not {}.", key, found->dump()));
    value = found->get<bool>();
}

} // namespace

void to_json(json& output, const TrainingConfig& config) {
    output = {{"seed", config.seed},
              {"epochs", config.epochs},
              {"photos_per_batch", config.photos_per_batch},
              {"max_words", config.max_words},
              {"learning_rate", config.learning_rate},
              {"backbone_learning_rate", config.backbone_learning_rate},
              {"schedule", config.schedule},
              {"warmup", config.warmup},
              {"final_rate", config.final_rate},
              {"weight_decay", config.weight_decay},
              {"clip_norm", config.clip_norm},
              {"label_smoothing", config.label_smoothing},
              {"loss_normalisation", config.loss_normalisation},
              {"smallest_crop", config.smallest_crop},
              {"flip", config.flip},
              {"network", config.network}};
}

void from_json(const json& given, TrainingConfig& config) {
    refuse_unknown_keys(given, json(config));
    read(given, "seed", config.seed, 0, 9007199254740991.0);
    read(given, "epochs", config.epochs, 1, 10000);
    read(given, "photos_per_batch", config.photos_per_batch, 1, 4096);
    read(given, "max_words", config.max_words, 1, 200);
    read(given, "learning_rate", config.learning_rate, 0, 10);
    read(given, "backbone_learning_rate", config.backbone_learning_rate, 0, 10);
    read_choice(given, "schedule", config.schedule);
    read(given, "warmup", config.warmup, 0, 1);
    read(given, "final_rate", config.final_rate, 0, 1);
    read(given, "weight_decay", config.weight_decay, 0, 10);
    read(given, "clip_norm", config.clip_norm, 0, 1e9);
    read(given, "label_smoothing", config.label_smoothing, 0, 0.99);
    read_choice(given, "loss_normalisation", config.loss_normalisation);
    read(given, "smallest_crop", config.smallest_crop, 0.05, 1);
    read_flag(given, "flip", config.flip);
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
