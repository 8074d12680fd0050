#pragma once

#include <cstddef>
#include <string_view>

namespace saccade {

/// Optimal string alignment: letters put in, left out, replaced, or swapped with their neighbour; in bytes.
std::size_t edit_distance(std::string_view left, std::string_view right);

} // namespace saccade
