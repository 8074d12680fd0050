#pragma once

#include "core/decoding/caption.h"
#include "core/image/region.h"
#include "core/model/feature_grid.h"

#include <cstddef>
#include <span>
#include <vector>

namespace saccade {

/// How much of the gaze at one word fell on a region.
struct RegionGaze {
    std::size_t step = 0; ///< of the caption
    double share = 0;     ///< of the word's attention, [0, 1]
    double chance = 0;    ///< what a gaze that is the same everywhere would have left there, [0, 1]

    double times_chance() const { return chance > 0 ? share / chance : 0; }
};

/// Which share of each cell lies in the region, rows x cols values in [0, 1]. A cell is the part of the photo
/// that is nearest to its centre, as the overlay draws it.
/// @throws UsageError when the placement is not one rising centre a row and a column.
std::vector<double> cell_shares(const Region& region, const GridPlacement& placement);

/// One entry a word, `<end>` not counted, the most attention first and words of equal attention in their
/// order. What falls on a part of a cell is that part of the cell's attention; chance is the mean of the
/// shares. It is the same for every word, so by share, by ratio to chance and by difference from it the order
/// is one.
/// @throws UsageError when a step has another number of cells than `cell_shares`.
std::vector<RegionGaze> rank_words(const Caption& caption, std::span<const double> cell_shares);

} // namespace saccade
