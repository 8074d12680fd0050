#pragma once

#include "core/decoding/caption.h"
#include "core/decoding/word_distribution.h"
#include "core/model/caption_network.h"

#include <memory>
#include <span>
#include <vector>

namespace saccade {

/// What the model thinks after reading some words.
struct Prediction {
    std::vector<float> attention; ///< one a cell, sums to 1
    float attention_entropy = 0;  ///< nats
    WordDistribution words;
};

struct PredictionBatch {
    DecoderState state;
    std::vector<std::shared_ptr<const Prediction>> rows;
};

/// One step of the network for several captions of one photo.
/// @param cells  of that photo (B = 1). @param state, last  one row a caption.
PredictionBatch predict(CaptionNetwork& network, const EncodedCells& cells, const DecoderState& state,
                        std::span<const TokenId> last, const Vocabulary& vocabulary);

/// The step that says `token`. @param alternatives  how many words it lists.
CaptionStep caption_step(const Prediction& prediction, TokenId token, const Vocabulary& vocabulary,
                         int alternatives);

} // namespace saccade
