#pragma once

#include "core/model/caption_network.h"
#include "core/training/training_config.h"

#include <torch/torch.h>

namespace saccade {

/// Cross-entropy of real words. `run` as CaptionNetwork::run gives it, padding already left out.
/// @param captions  of the batch, for LossNormalisation::tutorial, which divides each step by them all.
torch::Tensor caption_loss(const DecoderRun& run, std::int64_t captions, LossNormalisation normalisation,
                           double label_smoothing);

/// Cross-entropy with each word weighted as its caption is (CaptionBatch::weights) / number of words: the
/// policy gradient of arXiv 1612.00563 when the weights are the captions' advantages.
torch::Tensor weighted_caption_loss(const DecoderRun& run, const torch::Tensor& weights);

/// How unevenly captions look at their photos: the doubly stochastic term of arXiv 1502.03044, section 4.2.1,
/// with the sum that each cell should reach scaled to what a caption of T steps has to give, T / cells.
/// Summed over cells, mean over captions.
torch::Tensor attention_penalty(const DecoderRun& run, std::int64_t captions);

/// How much the cells that a word does not look at tell of it: its log-probability when the eighth of the
/// cells that it attends to most is left out, above that when every cell is the batch's average one, 0 where
/// it is not above; mean over words. It punishes what the masking test of faithfulness.h finds fault with.
/// The way back reaches the state through the attention alone: the language is not to blame. Nothing holds up
/// what the average cell tells, so at a high learning rate both sink without end: 4e-4 ruined one run of
/// four, 1e-4 none of three (saccade-mobile's model card).
/// @param run  of these cells and captions. @throws UsageError for AttentionTiming::before.
torch::Tensor unattended_penalty(CaptionNetwork& network, const EncodedCells& cells,
                                 const CaptionBatch& captions, const DecoderRun& run);

} // namespace saccade
