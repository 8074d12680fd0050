#pragma once

#include "core/attention/heat_field.h"

#include <span>
#include <vector>

namespace saccade {

/// The rows of a heat field, computed one at a time: drawing over a photo needs no field of the photo's size.
class FieldRows {
public:
    /// `map` must outlive this object. @throws UsageError as heat_field() does.
    FieldRows(std::span<const float> map, const GridPlacement& placement, int width, int height,
              FieldStyle style);

    /// Fills `row` (width values) with row `y` of the field.
    void fill(int y, std::span<float> row);

private:
    /// One side of the photo. Pixel i is at `fraction[i]` of the way from cell `cell[i]` to the next one.
    struct Axis {
        std::vector<int> cell;
        std::vector<float> fraction; ///< [0, 1)
    };
    static Axis make_axis(std::span<const float> centres, int size, FieldStyle style);

    std::span<const float> map_;
    int cols_;
    Axis x_;
    Axis y_;
    std::vector<int> run_ends_; ///< where x_.cell changes: in between, a row is one straight line
    std::vector<float> cells_;  ///< the map between two of its rows
};

} // namespace saccade
