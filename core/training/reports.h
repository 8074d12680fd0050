#pragma once

#include "core/decoding/caption.h"
#include "core/support/progress.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace saccade {

// What training tells the outside, in plain values.

struct BatchReport {
    int epoch = 0;          ///< from 1
    std::int64_t step = 0;  ///< from 1
    std::int64_t steps = 0; ///< of the epoch
    float loss = 0;
    double gradient_norm = 0; ///< before clipping
    double learning_rate = 0;
    std::optional<double> reward; ///< self-critical: mean CIDEr-D of the sampled captions
    double photos_per_second = 0; ///< since the epoch began, or was resumed
};

struct SampleCaption {
    std::string photo;
    int rows = 0; ///< of the attention maps
    int cols = 0;
    Caption caption; ///< greedy
};

struct EpochReport {
    int epoch = 0;              ///< from 1
    double training_loss = 0;   ///< mean over the batches
    double validation_loss = 0; ///< teacher-forced, a real word, no label smoothing
    double cider_d = 0;         ///< of the validation photos, decoded greedily
    double bleu_4 = 0;          ///< likewise, a fraction
    double seconds = 0;
    bool best = false; ///< of all epochs so far, by TrainingConfig::select_by
    std::vector<SampleCaption> samples;
};

struct TrainingObserver {
    std::function<void(const BatchReport&)> batch;
    std::function<void(const EpochReport&)> epoch;
    ProgressCallback validation;
};

} // namespace saccade
