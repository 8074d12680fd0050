#pragma once

#include "core/decoding/beam_tree.h"
#include "core/decoding/caption.h"
#include "core/decoding/decoding_settings.h"
#include "core/decoding/word_constraints.h"
#include "core/model/captioner.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace saccade {

/// Captions by the method chosen: of a beam the best first, samples in the order of drawing. At least one; it
/// has no step when no word was allowed.
/// @param options  what the settings do not say: alternatives and words to say or avoid. Its `max_words`,
/// `no_repeat_ngram` and `repetition_penalty` give way to those of the settings.
/// @param tree  takes the whole search of a beam, if given.
/// @throws UsageError for settings out of range; Cancelled, checked once a step.
std::vector<Caption> decode(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                            const DecodingSettings& settings, const std::stop_token& stop = {},
                            DecodingOptions options = {}, BeamTree* tree = nullptr);

} // namespace saccade
