#pragma once

#include "core/model/caption_network.h"
#include "core/model/matrix_product.h"

#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace saccade {

/// The weights that a decoder's step reads, as CaptionNetwork holds them. G: 3 for GRU, 4 for LSTM.
struct RecurrenceWeights {
    torch::Tensor input_context;     ///< G units x encoder_units; undefined when the cell reads words alone
    torch::Tensor state, state_bias; ///< G units x units, G units
    torch::Tensor query, query_bias; ///< attention_units x units, attention_units
    torch::Tensor score;             ///< attention_units
    torch::Tensor gate, gate_bias;   ///< encoder_units x units, encoder_units; undefined without a gate
};

/// Which rows run when. Captions stand longest first.
struct RecurrencePlan {
    RecurrentCell cell = RecurrentCell::gru;
    ProductPrecision precision = ProductPrecision::fp32;
    std::int64_t photos = 0;
    std::vector<std::int64_t> photo_of_caption; ///< B values below `photos`
    std::vector<std::int64_t> running;          ///< as in CaptionBatch
};

/// Step by step: all rows of the first step, then those of the second, ... N in all.
struct RecurrenceResult {
    torch::Tensor hidden;   ///< N x units, after each step
    torch::Tensor contexts; ///< N x encoder_units, gated
    torch::Tensor weights;  ///< N x cells, of the attention
};

/// All teacher-forced steps of a decoder at once, as one node of the autograd graph. Its way back sums each
/// weight's gradient over all steps in one product, and neither way stores a tanh of the attention. With
/// `weights.input_context` the cell reads [context, word] and attention is AttentionTiming::before, else
/// after.
/// @param cells  of the P photos, each once. @param words  N x G units: the gates' part from the word, with
/// its bias.
/// @param start  B rows.
RecurrenceResult run_recurrence(const RecurrencePlan& plan, const EncodedCells& cells,
                                const torch::Tensor& words, const DecoderState& start,
                                const RecurrenceWeights& weights);

} // namespace saccade
