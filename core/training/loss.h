#pragma once

#include "core/training/training_config.h"

#include <torch/torch.h>

namespace saccade {

/// Cross-entropy of real words. `run` as CaptionNetwork::run gives it, padding already left out.
/// @param captions  of the batch, for LossNormalisation::tutorial, which divides each step by them all.
torch::Tensor caption_loss(const DecoderRun& run, std::int64_t captions, LossNormalisation normalisation,
                           double label_smoothing);

} // namespace saccade
