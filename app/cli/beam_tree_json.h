#pragma once

#include "core/decoding/beam_tree.h"

#include <string>
#include <string_view>

namespace saccade::cli {

/// A beam search as one JSON object on one line: every hypothesis that was ever kept, with its parent, word,
/// score, attention and what became of it.
/// @throws Error when the model gave numbers that are none.
std::string beam_tree_json(std::string_view photo, std::string_view model, const BeamTree& tree);

} // namespace saccade::cli
