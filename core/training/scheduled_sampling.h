#pragma once

#include "core/model/caption_network.h"
#include "core/text/vocabulary.h"

namespace saccade {

/// Replaces each input word but `<start>`, with probability `share`, by one drawn from what the network would
/// have said there (arXiv 1506.03099); the targets stay. Draws from LibTorch's default generator.
void mix_in_own_words(CaptionNetwork& network, const EncodedCells& cells, CaptionBatch& captions,
                      double share, const Vocabulary& vocabulary);

} // namespace saccade
