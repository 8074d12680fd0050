#pragma once

#include "core/model/captioner_tensors.h"
#include "core/training/learning_backbone.h"
#include "core/training/optimiser.h"
#include "core/training/reports.h"
#include "core/training/run_folder.h"
#include "core/training/self_critical.h"
#include "core/training/teacher.h"
#include "core/training/training_config.h"
#include "core/training/training_set.h"
#include "core/training/validation.h"
#include "core/training/weight_average.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>

namespace saccade {

/// Trains a captioner. On grids: encoder, attention and decoder learn, the backbone is only carried along. On
/// photos: the backbone is run too, and learns if its learning rate is not 0. On inputs of the block
/// `backbone_from`: the backbone is run from there, and learns. On captions alone: all but what reads a
/// photo learns, from features that are the same for every caption. A frozen part stays in eval mode.
class Trainer {
public:
    enum class Input { grids, photos, block_inputs, captions_alone };

    /// @param start  the bundle whose weights and vocabulary to start from; make_untrained() gives a fresh
    /// one.
    /// @throws UsageError for an unknown block in `backbone_from`, and for settings that do not go together;
    /// FileError for the teacher's file.
    Trainer(TrainingConfig config, Bundle start, Input input, TrainingSet training, TrainingSet validation);

    /// Runs all epochs and leaves in `folder` what RunFolder says. The same configuration, data and thread
    /// count give the same weights, however often the run was interrupted.
    /// @throws Cancelled, checked once a batch, with the state saved; FileError when the folder holds a run,
    /// or the disk is full (what was saved before stays); Error when the loss or a gradient stops being a
    /// number.
    void run(const std::filesystem::path& folder, const TrainingObserver& observer = {},
             const std::stop_token& stop = {});

    /// Goes on with a run from its newest checkpoint. Construct with the run's own configuration, start and
    /// data.
    /// @throws FileError for other data than the run began with; else as run().
    void resume(const std::filesystem::path& folder, const TrainingObserver& observer = {},
                const std::stop_token& stop = {});

    /// The bundle as it is now, with averaged weights where they are averaged; as float32.
    Bundle bundle() const;
    Precision precision() const { return precision_; }

private:
    class Epoch;

    bool backbone_learns() const;
    torch::Tensor cells_of(const torch::Tensor& input);
    void train(RunFolder folder, const TrainingObserver& observer, const std::stop_token& stop);
    void save(RunFolder& folder);
    Validation validate_average(const TrainingObserver& observer, const std::stop_token& stop);
    EpochReport finish_epoch(RunFolder& folder, double training_loss, const TrainingObserver& observer,
                             const std::stop_token& stop);

    TrainingConfig config_;
    Input input_;
    TrainingSet training_;
    TrainingSet validation_;
    Captioner::Impl networks_;
    Precision precision_;
    std::optional<LearningBackbone> backbone_; ///< but of runs on grids
    std::optional<WeightAverage> average_;
    std::unique_ptr<Optimiser> optimiser_;
    std::optional<SelfCritical> self_critical_;
    std::optional<Teacher> teacher_;
    RunState state_;
};

/// A bundle with the given backbone and freshly drawn weights after it. Sets the network's feature channels
/// and vocabulary size. @param header  everything in it but `network` is kept.
Bundle make_untrained(BundleHeader header, const TensorMap& backbone_weights, const TrainingConfig& config);

} // namespace saccade
