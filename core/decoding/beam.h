#pragma once

#include "core/decoding/beam_search.h"
#include "core/decoding/caption.h"
#include "core/model/captioner.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace saccade {

/// Beam search: the captions with the highest scores that were found, best first, each with its own
/// attention. One that reached its end comes before one that the limit of words cut.
/// @param tree  takes the whole search, if given.
/// @throws UsageError for options out of range; Cancelled, checked once a step.
std::vector<Caption> decode_beam(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                                 const BeamOptions& options = {}, const std::stop_token& stop = {},
                                 BeamTree* tree = nullptr);

} // namespace saccade
