#pragma once

#include "core/decoding/caption.h"
#include "core/support/progress.h"

#include <cstddef>
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

/// What a run works with, known once everything is prepared.
struct RunFacts {
    std::size_t training_photos = 0;
    std::size_t validation_photos = 0;
    std::size_t words = 0; ///< of the vocabulary
    int threads = 1;
    std::string precision; ///< "fp32" or "bf16"
};

/// Called on the thread that trains; each may be empty.
struct TrainingObserver {
    std::function<void(const RunFacts&)> prepared;
    std::function<void(const BatchReport&)> batch;
    std::function<void(const EpochReport&)> epoch;
    ProgressCallback progress; ///< of what is no batch: encoding photos, captioning the validation photos
    std::function<void(const std::string&)> warning; ///< a sentence
};

} // namespace saccade
