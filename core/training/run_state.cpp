#include "core/training/run_state.h"

#include "core/model/tensor_conversion.h"
#include "core/support/content_hash.h"
#include "core/support/error.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace saccade {

using nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunState, epoch, step, updates, loss_sum, seconds, finished, best_epoch,
                                   best_score, epochs_since_best, plateau_epochs, plateau_scale, log_bytes,
                                   data_hash)

namespace {

constexpr const char* state_key = "saccade.run_state";
constexpr const char* hash_key = "saccade.hash";
constexpr std::string_view optimiser_prefix = "optimiser.";
constexpr std::string_view average_prefix = "average.";

std::string hash_of(const SafetensorsFile& file) {
    ContentHash hash;
    hash.add(file.metadata.at(state_key));
    for (const auto& [name, tensor] : file.tensors) {
        hash.add(name);
        hash.add(shape_text(tensor.shape));
        hash.add(std::span(tensor.bytes));
    }
    return hash.hex();
}

struct Checkpoint {
    std::int64_t serial = 0;
    RunState state;
};

Checkpoint read_checkpoint(const std::filesystem::path& path) {
    SafetensorsFile file = read_safetensors(path);
    const auto described = file.metadata.find(state_key);
    const auto hash = file.metadata.find(hash_key);
    if (described == file.metadata.end() || hash == file.metadata.end())
        throw FileError(path, "this is no checkpoint");
    if (hash->second != hash_of(file))
        throw FileError(path, "the checkpoint is damaged");
    Checkpoint result;
    try {
        const json given = json::parse(described->second);
        result.serial = given.at("serial").get<std::int64_t>();
        result.state = given.get<RunState>();
        result.state.optimiser.steps = given.at("optimiser_steps").get<std::int64_t>();
    } catch (const json::exception& error) {
        throw FileError(path, fmt::format("the checkpoint is damaged ({})", error.what()));
    }
    for (auto& [name, tensor] : file.tensors) {
        if (name.starts_with(optimiser_prefix))
            result.state.optimiser.moments[name.substr(optimiser_prefix.size())] = to_torch(tensor);
        else if (name.starts_with(average_prefix))
            result.state.averages[name.substr(average_prefix.size())] = to_torch(tensor);
        else
            result.state.weights[name] = std::move(tensor);
    }
    return result;
}

} // namespace

std::filesystem::path CheckpointSlots::slot(std::int64_t serial) const {
    return folder_ / (serial % 2 == 0 ? "checkpoint-a.safetensors" : "checkpoint-b.safetensors");
}

void CheckpointSlots::save(const RunState& state) {
    SafetensorsFile file;
    json described = state;
    described["serial"] = next_;
    described["optimiser_steps"] = state.optimiser.steps;
    file.metadata[state_key] = described.dump();
    file.tensors = state.weights;
    for (const auto& [name, tensor] : state.optimiser.moments)
        file.tensors[std::string(optimiser_prefix) + name] = to_host(tensor);
    for (const auto& [name, tensor] : state.averages)
        file.tensors[std::string(average_prefix) + name] = to_host(tensor);
    file.metadata[hash_key] = hash_of(file);
    write_safetensors(slot(next_), file);
    ++next_;
}

std::optional<RunState> CheckpointSlots::load() {
    std::optional<Checkpoint> newest;
    std::string fault;
    for (const std::int64_t serial : {0, 1}) {
        const std::filesystem::path path = slot(serial);
        if (!std::filesystem::exists(path))
            continue;
        try {
            Checkpoint checkpoint = read_checkpoint(path);
            if (!newest || checkpoint.serial > newest->serial)
                newest = std::move(checkpoint);
        } catch (const Error& error) {
            fault = error.what();
        }
    }
    if (!newest && !fault.empty())
        throw FileError(folder_, fmt::format("no checkpoint of this run can be read: {}", fault),
                        "Start a new run; best.safetensors, if there is one, can be its --from");
    if (!newest)
        return std::nullopt;
    next_ = newest->serial + 1;
    return std::move(newest->state);
}

} // namespace saccade
