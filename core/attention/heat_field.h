#pragma once

#include "core/model/feature_grid.h"

#include <span>
#include <vector>

namespace saccade {

enum class FieldStyle {
    smooth, ///< bilinear between the cell centres, constant beyond the outermost ones
    cells,  ///< each pixel takes the value of the nearest centre
};

/// An attention map laid over a photo: one value a pixel, height x width, row-major, in the map's own range.
/// @param map  placement.rows x placement.cols values, row-major.
/// @throws UsageError when the map does not fit the placement or the size is not positive.
std::vector<float> heat_field(std::span<const float> map, const GridPlacement& placement, int width,
                              int height, FieldStyle style);

} // namespace saccade
