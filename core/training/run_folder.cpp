#include "core/training/run_folder.h"

#include "core/support/atomic_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {

using nlohmann::json;

namespace {

json as_json(const SampleCaption& sample) {
    json words = json::array();
    for (const CaptionStep& step : sample.caption.steps)
        words.push_back(
            {{"word", step.word}, {"probability", step.probability}, {"attention", step.attention}});
    return {{"photo", sample.photo},
            {"caption", sample.caption.text()},
            {"rows", sample.rows},
            {"cols", sample.cols},
            {"words", words}};
}

} // namespace

RunFolder::RunFolder(std::filesystem::path path)
    : path_(std::move(path)),
      lock_(config_file(path_), "this run is being trained already",
            "Wait until it ends, or stop it there first"),
      slots_(path_) {}

RunFolder RunFolder::create(const std::filesystem::path& path, const TrainingConfig& config,
                            const Bundle& start) {
    std::error_code error;
    if (std::filesystem::exists(config_file(path), error))
        throw FileError(path, "this folder holds a training run already",
                        "Go on with it by --resume, or choose another folder");
    std::filesystem::create_directories(path / "samples", error);
    if (!error && config.keep_every > 0)
        std::filesystem::create_directories(path / "epochs", error);
    if (error)
        throw FileError(path, fmt::format("the run's folder cannot be made ({})", error.message()),
                        "Choose another folder");
    write_bundle(start_file(path), start);
    write_file_atomically(config_file(path),
                          json(config).dump(2) + "\n"); // last: with it, the folder holds a run
    return RunFolder(path);
}

std::filesystem::path RunFolder::epoch_file(const std::filesystem::path& path, int epoch) {
    return path / "epochs" / fmt::format("epoch-{:04}.safetensors", epoch);
}

std::filesystem::path RunFolder::samples_file(const std::filesystem::path& path, int epoch) {
    return path / "samples" / fmt::format("epoch-{:04}.json", epoch);
}

RunFolder RunFolder::open(const std::filesystem::path& path) {
    if (!std::filesystem::exists(config_file(path)) || !std::filesystem::exists(start_file(path)))
        throw FileError(path, "this folder holds no training run", "Give the folder that --run named");
    return RunFolder(path);
}

void RunFolder::save(RunState& state) {
    std::error_code absent;
    const std::uintmax_t size = std::filesystem::file_size(log_file(path_), absent);
    state.log_bytes = absent ? 0 : size;
    slots_.save(state);
}

std::optional<RunState> RunFolder::load() {
    std::optional<RunState> state = slots_.load();
    const std::uint64_t wanted = state ? state->log_bytes : 0;
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(log_file(path_), error);
    if (!error && size > wanted) {
        std::filesystem::resize_file(log_file(path_), wanted, error);
        if (error)
            throw FileError(log_file(path_), fmt::format("it cannot be shortened ({})", error.message()),
                            "Check the file's permissions");
    }
    return state;
}

void RunFolder::log(const json& record) {
    std::ofstream file(log_file(path_), std::ios::app);
    file << record.dump() + '\n' << std::flush;
    if (!file)
        throw FileError(log_file(path_), "it cannot be written; the disk is probably full",
                        "Free some space and resume the run");
}

void RunFolder::write_samples(int epoch, std::span<const SampleCaption> samples) {
    json list = json::array();
    for (const SampleCaption& sample : samples)
        list.push_back(as_json(sample));
    write_file_atomically(samples_file(path_, epoch), list.dump() + "\n");
}

} // namespace saccade
