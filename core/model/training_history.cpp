#include "core/model/training_history.h"

#include "core/model/provenance.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::size_t most_stages = 100;
constexpr std::size_t longest_text = 1000;

/// Cut between characters of UTF-8.
std::string fitted(std::string text) {
    if (text.size() <= longest_text)
        return text;
    std::size_t end = longest_text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

std::string text_of(const json& value) {
    return fitted(value.is_string() ? value.get<std::string>()
                                    : value.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::string text_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? text_of(*found) : std::string();
}

std::int64_t count_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer()
               ? std::max<std::int64_t>(found->get<std::int64_t>(), 0)
               : 0;
}

double number_at(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? found->get<double>() : 0;
}

TrainingStage stage_of(const json& run) {
    TrainingStage stage;
    const auto config = run.is_object() ? run.find("config") : run.end();
    if (!run.is_object() || config == run.end() || !config->is_object()) {
        stage.notes = text_of(run);
        return stage;
    }
    stage.program = text_at(run, "program");
    stage.data = text_at(run, "data");
    stage.photos = count_at(run, "photos");
    stage.input = text_at(run, "input");
    stage.epochs = count_at(*config, "epochs");
    stage.photos_per_batch = count_at(*config, "photos_per_batch");
    stage.learning_rate = number_at(*config, "learning_rate");
    stage.backbone_learning_rate = number_at(*config, "backbone_learning_rate");
    stage.seed = count_at(*config, "seed");
    return stage;
}

using Told = std::vector<const json*>; ///< runs of averaged models that stand in the history

/// Those that the array `runs` tells of, while there are not too many. What several averaged models share is
/// told once. @param told  null: of runs that follow one another, of which two may be alike.
void append_stages(const json& runs, std::vector<TrainingStage>& stages, Told* told) {
    for (const json& run : runs) {
        if (told != nullptr) {
            if (std::ranges::any_of(*told, [&](const json* other) { return *other == run; }))
                continue;
            told->push_back(&run);
        }
        std::int64_t averaged = 0;
        const auto models = run.is_object() ? run.find("averaged") : run.end();
        if (run.is_object() && models != run.end() && models->is_array()) {
            averaged = static_cast<std::int64_t>(models->size());
            Told of_these;
            for (const json& model : *models) {
                if (model.is_object() && model.contains("runs") && model["runs"].is_array())
                    append_stages(model["runs"], stages, told != nullptr ? told : &of_these);
            }
        }
        if (stages.size() >= most_stages)
            return;
        if (averaged > 0) {
            TrainingStage& mean = stages.emplace_back();
            mean.averaged = averaged;
            mean.program = text_at(run, "program");
        } else {
            stages.push_back(stage_of(run));
        }
    }
}

} // namespace

std::vector<TrainingStage> training_history(const std::string& provenance) {
    std::vector<TrainingStage> stages;
    append_stages(runs_of(provenance), stages, nullptr);
    return stages;
}

} // namespace saccade
