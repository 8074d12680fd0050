#pragma once

#include "core/training/reports.h"
#include "core/training/training_config.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

/// Where a run broke down because a value was no number.
struct Breakdown {
    int epoch = 0;
    std::int64_t step = 0;
    std::int64_t steps = 0; ///< of the epoch
    std::string what;       ///< "loss" or "gradient"
};

/// What a run's folder tells, for people to look at. Holds no weights.
struct RunRecord {
    std::filesystem::path folder;
    TrainingConfig config;
    std::vector<BatchReport> batches;
    std::vector<EpochReport> epochs; ///< without samples, see read_samples()
    std::vector<Breakdown> breakdowns;

    /// Every epoch is done, or early stopping ended the run.
    bool finished() const;
    /// Of all epochs, by TrainingConfig::select_by; none before the first is done.
    const EpochReport* best() const;
};

/// Lines of the log that are not whole, such as the last one of a killed run, are left out.
/// @throws FileError when the folder holds no run.
RunRecord read_run_record(const std::filesystem::path& folder);

/// The sample captions of one epoch; empty when it kept none. @throws FileError for a damaged file.
std::vector<SampleCaption> read_samples(const std::filesystem::path& run, int epoch);

/// A captioner that a run left behind.
struct RunCheckpoint {
    enum class Kind { epoch, best, last };
    Kind kind = Kind::epoch;
    int epoch = 0; ///< 0: between two epochs
    std::filesystem::path file;
    std::uintmax_t bytes = 0;
    std::optional<EpochReport> scores; ///< of that epoch
};

/// The kept epochs in their order, then the best and the last; only files that are there.
std::vector<RunCheckpoint> list_checkpoints(const RunRecord& record);

/// Whether a run has begun in `folder`.
bool is_run(const std::filesystem::path& folder);

/// Folders of runs directly in `root`, by name; empty when there is no such folder.
std::vector<std::filesystem::path> list_runs(const std::filesystem::path& root);

} // namespace saccade
