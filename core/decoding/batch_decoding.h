#pragma once

#include "core/model/caption_network.h"
#include "core/text/vocabulary.h"

#include <vector>

namespace saccade {

/// Greedy captions of many photos at once, tokens only, `<end>` left out: what validation and evaluation need. The
/// same words as decode_greedy gives, up to rounding in ties. Leaves the network's mode as it found it.
std::vector<std::vector<TokenId>> decode_greedy_batch(CaptionNetwork& network, const EncodedCells& cells,
                                                      const Vocabulary& vocabulary, int max_words);

} // namespace saccade
