#pragma once

#include "core/decoding/caption.h"
#include "core/decoding/word_constraints.h"
#include "core/model/captioner.h"

#include <memory>
#include <span>
#include <stop_token>

namespace saccade {

/// The most probable word at every step, until `<end>` or the limit of words; a caption that the limit cuts,
/// or that ends because no word is allowed, is not `finished`. Required words come as late as they can.
/// @throws UsageError for options out of range; Cancelled, checked once a step.
Caption decode_greedy(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                      const DecodingOptions& options = {}, const std::stop_token& stop = {});

/// What the model thinks of a sentence: its probability and attention, word by word.
/// @param words  `<end>` is added unless it is there.
/// @throws UsageError for tokens that no caption has; Cancelled, checked once a step.
Caption decode_forced(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                      std::span<const TokenId> words, int alternatives = 10,
                      const std::stop_token& stop = {});

} // namespace saccade
