#pragma once

#include "core/training/optimiser.h"
#include "core/weights/tensor.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace saccade {

/// All that resuming a run needs, so that it ends with the weights of a run that was never interrupted.
/// Random numbers are drawn anew for each step from seed, epoch and step, and the order of the photos from
/// seed and epoch: the position stands for the state of every generator.
struct RunState {
    int epoch = 1;             ///< the one at work
    std::int64_t step = 0;     ///< its batches that are done
    std::int64_t updates = 0;  ///< steps of the optimiser so far: where the schedule stands
    double loss_sum = 0;       ///< over this epoch's batches so far
    double seconds = 0;        ///< spent on this epoch so far
    bool finished = false;     ///< every epoch is done, or early stopping ended the run
    int best_epoch = 0;        ///< 0: none yet
    double best_score = 0;     ///< of best_epoch
    int epochs_since_best = 0; ///< for early stopping
    int plateau_epochs = 0;    ///< without a gain since the rate last fell
    double plateau_scale = 1;
    std::uint64_t log_bytes = 0; ///< of metrics.jsonl that belong to this state
    std::string data_hash;       ///< of photos and captions, in their order
    TensorMap weights;           ///< "network." + name, and "backbone." + name if that learns
    std::map<std::string, torch::Tensor> averages; ///< by the parameter's name; empty without average_decay
    OptimiserState optimiser;
};

/// Two files that take turns, each with a hash of its content: a death in the middle of a write, a full disk
/// or a damaged file costs one checkpoint, never the run.
class CheckpointSlots {
public:
    /// In `folder`: checkpoint-a.safetensors, checkpoint-b.safetensors.
    explicit CheckpointSlots(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Into the slot that does not hold the newest state. @throws FileError, with the other slot as it was.
    void save(const RunState& state);
    /// The newest state that is whole; none when there is no file.
    /// @throws FileError when there are files and none is whole.
    std::optional<RunState> load();

private:
    std::filesystem::path slot(std::int64_t serial) const;

    std::filesystem::path folder_;
    std::int64_t next_ = 0; ///< serial number of the next checkpoint; even ones go into slot a
};

} // namespace saccade
