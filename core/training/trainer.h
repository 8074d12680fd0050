#pragma once

#include "core/dataset/batch_source.h"
#include "core/model/backbone.h"
#include "core/model/bundle.h"
#include "core/support/progress.h"
#include "core/training/caption_batches.h"
#include "core/training/training_config.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct BatchReport {
    int epoch = 0; ///< from 1
    std::int64_t step = 0;
    std::int64_t steps = 0; ///< of the epoch
    float loss = 0;
    double learning_rate = 0;
    double photos_per_second = 0; ///< since the epoch began
};

struct SampleCaption {
    std::string photo;
    std::string caption;
};

struct EpochReport {
    int epoch = 0; ///< from 1
    double training_loss = 0; ///< mean over the batches
    double cider_d = 0;       ///< of the validation photos, decoded greedily
    double bleu_4 = 0;        ///< likewise, a fraction
    double seconds = 0;
    bool best = false; ///< the highest CIDEr-D so far
    std::vector<SampleCaption> samples;
};

struct TrainingObserver {
    std::function<void(const BatchReport&)> batch;
    std::function<void(const EpochReport&)> epoch;
    ProgressCallback validation;
};

/// Photos with their captions and where their pixels or grids come from, position by position.
struct TrainingSet {
    std::vector<TrainingPhoto> photos;
    std::shared_ptr<BatchSource> source;
};

/// Trains a captioner. On grids: encoder, attention and decoder learn, the backbone is only carried along. On photos:
/// the backbone is run too, and learns if its learning rate is not 0.
class Trainer {
public:
    enum class Input { grids, photos };

    /// @param start  the bundle whose weights and vocabulary to start from; make_untrained() gives a fresh one.
    Trainer(TrainingConfig config, Bundle start, Input input, TrainingSet training, TrainingSet validation);

    /// Runs all epochs. Into `folder` go config.json, metrics.jsonl (a line an epoch), last.safetensors and
    /// best.safetensors (fp32 bundles). The same configuration, data and thread count give the same weights.
    /// @throws Cancelled, checked once a batch; FileError; Error when the loss stops being a number.
    void run(const std::filesystem::path& folder, const TrainingObserver& observer = {},
             const std::stop_token& stop = {});

    /// The bundle as it is now, as float32.
    Bundle bundle() const;

private:
    torch::Tensor cells_of(const torch::Tensor& input);
    double train_epoch(int epoch, const TrainingObserver& observer, const std::stop_token& stop);
    void validate(EpochReport& report, const TrainingObserver& observer, const std::stop_token& stop);

    TrainingConfig config_;
    Bundle start_;
    Input input_;
    TrainingSet training_;
    TrainingSet validation_;
    std::shared_ptr<Backbone> backbone_;
    std::shared_ptr<CaptionNetwork> network_;
    std::unique_ptr<torch::optim::Optimizer> optimiser_;
};

/// A bundle with the given backbone and freshly drawn weights after it. Sets the network's feature channels and
/// vocabulary size. @param header  everything in it but `network` is kept.
Bundle make_untrained(BundleHeader header, const TensorMap& backbone_weights, CaptionNetworkConfig network,
                      std::uint64_t seed);

} // namespace saccade
