#pragma once

#include "core/model/captioner_tensors.h"
#include "core/training/caption_batches.h"
#include "core/training/reports.h"
#include "core/training/training_set.h"

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct Validation {
    double loss = 0; ///< teacher-forced cross-entropy, a real word
    double cider_d = 0;
    double bleu_4 = 0;
    std::vector<SampleCaption> samples;
};

/// Scores a captioner on photos that it captions freely; each photo once.
/// @param cells_of  from what the set's source gives to B x cells x channels.
/// @param sample_ids  whose captions to keep with their maps; none given: five photos, spread evenly.
/// @throws Cancelled, checked once a batch; FileError for a photo that cannot be read.
Validation validate(const Captioner::Impl& networks, const TrainingSet& set,
                    const std::function<torch::Tensor(const torch::Tensor&)>& cells_of, int max_words,
                    const std::vector<std::string>& sample_ids, const ProgressCallback& progress,
                    const std::stop_token& stop);

} // namespace saccade
