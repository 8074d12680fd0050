#pragma once

#include "core/decoding/caption.h"

#include <string>
#include <string_view>

namespace saccade {

/// A caption as one line of JSON, without a line break at its end:
///   {"photo", "model", "rank", "method", "finished", "caption", "sentence", "log_probability", "score",
///   "steps":
///   [{"word", "token", "probability", "entropy",
///    "attention": [cells, row-major], "alternatives": [{"word", "probability"}]}]}
/// "rank" counts from 1 and is left out when it is 0. `<end>` is a step when it was reached, so that
/// log_probability is the sum over the steps. Numbers are finite and have as many digits as a float needs;
/// malformed UTF-8 becomes U+FFFD.
/// @throws Error when a value is not a finite number.
std::string caption_json(std::string_view photo, std::string_view model, const Caption& caption,
                         int rank = 0);

} // namespace saccade
