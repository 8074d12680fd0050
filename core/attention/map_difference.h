#pragma once

#include "core/attention/overlay.h"

#include <span>
#include <vector>

namespace saccade {

/// Whether cell i of one grid lies where cell i of the other does.
bool is_same_grid(const GridPlacement& a, const GridPlacement& b);

/// a - b, cell by cell: positive where `a` has more.
/// @throws UsageError when they differ in size.
std::vector<float> map_difference(std::span<const float> a, std::span<const float> b);

/// As far below zero as above it, to the largest value in either direction; -1 to 1 when all are zero.
ColourRange symmetric_range(std::span<const float> difference);

} // namespace saccade
