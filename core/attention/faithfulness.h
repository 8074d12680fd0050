#pragma once

#include "core/decoding/caption.h"
#include "core/image/region.h"
#include "core/model/captioner.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace saccade {

/// For the pointing game (arXiv 1608.00507): the centre of the map's strongest cell, the first of equal ones.
/// The smooth map has its peak in the same place.
/// @throws UsageError when the map does not fit the placement.
RegionPoint peak_of(std::span<const float> map, const GridPlacement& placement);

/// The peak of the map as arXiv 1502.03044 draws it: each cell's attention lies over the photo as its
/// receptive field does, a Gaussian of the placement's spread, all of it inside the photo. One cell that
/// stands out by chance weighs less than several that look at the same thing. Where the spread is 0,
/// peak_of().
/// @throws UsageError when the map does not fit the placement.
RegionPoint peak_through_receptive_fields(std::span<const float> map, const GridPlacement& placement);

struct MaskingOptions {
    int cells = 8;          ///< that are masked at a time, at least 1; all of the grid's when it has fewer
    int draws = 16;         ///< of random cells, at least 1
    std::uint64_t seed = 1; ///< the same seed draws the same cells for every photo
};

/// How far the natural logarithm of a word's probability falls when cells are masked; below 0: it rises.
struct MaskingFall {
    double attended = 0; ///< those that the word attends to most
    double random = 0;   ///< mean over the draws

    bool holds() const { return attended > random; }
};

/// Masks cells of the grid, which then show what the photo shows on average, and lets the model read the same
/// sentence again: a word that depends on what it looks at becomes less probable.
/// @param words  `<end>` is added unless it is there. @param steps  the places in it to ask about, from 0.
/// @return one a step. @throws UsageError for steps that the sentence does not have and options out of range;
/// Cancelled.
std::vector<MaskingFall> masking_test(const std::shared_ptr<const Captioner>& captioner,
                                      const FeatureGrid& grid, std::span<const TokenId> words,
                                      std::span<const std::size_t> steps, const MaskingOptions& options = {},
                                      const std::stop_token& stop = {});

} // namespace saccade
