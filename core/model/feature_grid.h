#pragma once

#include <vector>

namespace saccade {

/// Where the cells of a grid lie on the photo. All values are fractions of its width or height: 0 is the left
/// or top edge, 1 the right or bottom. The centres are those of the cells' receptive fields, computed from
/// the backbone's layers; they are not an even grid.
struct GridPlacement {
    int rows = 0;
    int cols = 0;
    std::vector<float> centre_x; ///< cols values, rising
    std::vector<float> centre_y; ///< rows values, rising
    float spread_x = 0;          ///< standard deviation of a receptive field; 0: a cell sees its centre alone
    float spread_y = 0;

    /// The naive placement: cell i of n is centred at (i + 0.5) / n.
    static GridPlacement even(int rows, int cols) {
        GridPlacement placement{rows, cols, {}, {}};
        for (int i = 0; i < cols; ++i)
            placement.centre_x.push_back((static_cast<float>(i) + 0.5F) / static_cast<float>(cols));
        for (int i = 0; i < rows; ++i)
            placement.centre_y.push_back((static_cast<float>(i) + 0.5F) / static_cast<float>(rows));
        return placement;
    }
};

/// What the backbone sees of a photo: one vector a cell.
struct FeatureGrid {
    int rows = 0;
    int cols = 0;
    int channels = 0;
    std::vector<float> values; ///< (rows * cols) x channels, cells row-major: what the tutorial caches
    GridPlacement placement;
};

} // namespace saccade
