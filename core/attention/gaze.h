#pragma once

#include "core/decoding/caption.h"
#include "core/model/feature_grid.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace saccade {

/// The maps of some words of a caption added, cell by cell; empty for no words.
/// @throws UsageError for a step that the caption does not have, or maps of different sizes.
std::vector<float> added_maps(const Caption& caption, std::span<const std::size_t> steps);

/// The attention that each cell has had from the first word up to `step`, that one included.
/// @throws UsageError as added_maps() does.
std::vector<float> coverage(const Caption& caption, std::size_t step);

/// How many cells have had at least what an even gaze at one word would give each.
std::size_t cells_covered(std::span<const float> coverage);

/// The share of the gaze that is elsewhere in the other map: half the sum of the absolute differences (the
/// total variation distance), from 0 to 1. @throws UsageError when they differ in size.
double gaze_moved(std::span<const float> from, std::span<const float> to);

/// Along one side of the photo, from 0 to 1: where one cell ends and the next begins, half way between their
/// centres. One more than there are centres.
std::vector<double> cell_borders(std::span<const float> centres);

struct Cell {
    int row = 0;
    int column = 0;
};

/// The cell whose part of the photo holds a place, given as fractions of width and height; none beyond the
/// photo.
std::optional<Cell> cell_at(const GridPlacement& placement, double x, double y);

} // namespace saccade
