#pragma once

#include "core/decoding/caption.h"

#include <string>
#include <string_view>

namespace saccade {

/// The first row of a table of words, for grids of `rows` x `cols` cells:
///   photo, model, rank, step, word, token, probability, entropy, attention_entropy, r1c1 ... rRcC
std::string caption_csv_header(int rows, int cols);

/// One row a step, `<end>` included, steps counted from 1. "rank" is empty when it is 0. Numbers have as many
/// digits as a float needs. Rows end in CR LF (RFC 4180).
/// @throws Error when a value is not a finite number.
std::string caption_csv_rows(std::string_view photo, std::string_view model, const Caption& caption,
                             int rank = 0);

} // namespace saccade
