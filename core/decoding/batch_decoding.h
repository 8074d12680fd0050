#pragma once

#include "core/model/caption_network.h"
#include "core/text/vocabulary.h"

#include <vector>

namespace saccade {

enum class BatchChoice {
    most_probable, ///< the words that decode_greedy gives, up to rounding in ties
    drawn,         ///< by probability, from LibTorch's default generator
};

struct BatchCaption {
    std::vector<TokenId> words; ///< without `<end>`
    bool finished = false;      ///< `<end>` came within the limit
};

/// Captions of many photos at once, tokens only: what validation, evaluation and self-critical training need.
/// The network decodes in eval mode and is left as it was.
std::vector<BatchCaption> decode_batch(CaptionNetwork& network, const EncodedCells& cells,
                                       const Vocabulary& vocabulary, int max_words,
                                       BatchChoice choice = BatchChoice::most_probable);

} // namespace saccade
