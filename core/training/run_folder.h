#pragma once

#include "core/model/bundle.h"
#include "core/support/file_lock.h"
#include "core/training/reports.h"
#include "core/training/run_state.h"
#include "core/training/training_config.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <span>

namespace saccade {

/// What a training run leaves on disk:
/// - config.json: every setting
/// - start.safetensors: the captioner the run began with
/// - metrics.jsonl: JSON Lines, one {"kind": "batch", ...} a batch, one {"kind": "epoch", ...} an epoch, and
///   {"kind": "not_a_number", ...} where the run broke down
/// - checkpoint-a.safetensors, checkpoint-b.safetensors: to resume from, see CheckpointSlots
/// - best.safetensors: the captioner of the best epoch
/// - last.safetensors: the captioner as it was when the run ended, or was last stopped
/// - epochs/epoch-0001.safetensors: captioners kept by `keep_every`
/// - samples/epoch-0001.json: captions of a few photos with their attention maps, one file an epoch
class RunFolder {
public:
    /// Makes the folder. @throws FileError when it holds a run already, or cannot be written.
    static RunFolder create(const std::filesystem::path& path, const TrainingConfig& config,
                            const Bundle& start);
    /// @throws FileError when it holds no run, or one that another RunFolder, in whatever program, has open.
    static RunFolder open(const std::filesystem::path& path);

    static std::filesystem::path config_file(const std::filesystem::path& path) {
        return path / "config.json";
    }
    static std::filesystem::path start_file(const std::filesystem::path& path) {
        return path / "start.safetensors";
    }
    static std::filesystem::path best_file(const std::filesystem::path& path) {
        return path / "best.safetensors";
    }
    static std::filesystem::path last_file(const std::filesystem::path& path) {
        return path / "last.safetensors";
    }

    static std::filesystem::path epoch_file(const std::filesystem::path& path, int epoch);
    static std::filesystem::path samples_file(const std::filesystem::path& path, int epoch);
    static std::filesystem::path log_file(const std::filesystem::path& path) {
        return path / "metrics.jsonl";
    }

    const std::filesystem::path& path() const { return path_; }

    /// Notes the log's length in the state first.
    void save(RunState& state);
    /// The newest whole checkpoint; what the log holds beyond it is cut off, so that it has no zigzag. None
    /// when the run died before its first checkpoint. @throws FileError when no checkpoint can be read.
    std::optional<RunState> load();

    void log(const nlohmann::json& record);
    void write_samples(int epoch, std::span<const SampleCaption> samples);

private:
    explicit RunFolder(std::filesystem::path path);

    std::filesystem::path path_;
    FileLock lock_; ///< of config.json: two programs that train here would overwrite each other's checkpoints
    CheckpointSlots slots_;
};

} // namespace saccade
