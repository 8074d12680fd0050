#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

namespace saccade {

/// A place on a photo, as fractions of its width and height: 0 is the left or top edge, 1 the right or
/// bottom.
struct RegionPoint {
    double x = 0;
    double y = 0;
};

/// Edges as fractions of the photo, within [0, 1]; left <= right, top <= bottom.
struct RegionRectangle {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    /// Its edges belong to it.
    bool contains(const RegionPoint& point) const {
        return point.x >= left && point.x <= right && point.y >= top && point.y <= bottom;
    }
    double width() const { return right - left; }
    double height() const { return bottom - top; }
};

/// What a brush went over: a small picture of the photo, its pixels square.
struct RegionMask {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> inside; ///< height x width, row-major; 0 is outside
};

/// A part of a photo.
using Region = std::variant<RegionRectangle, RegionMask>;

/// The rectangle with these two opposite corners, cut at the photo's edges.
RegionRectangle rectangle_between(RegionPoint a, RegionPoint b);

/// A mask in the photo's shape, nothing in it. @throws UsageError when the size is not positive.
RegionMask empty_mask(int photo_width, int photo_height);

/// Adds what lies within `radius` of the line from one point to the other, and the pixel under each of them.
/// The radius is a fraction of the photo's longer side.
void brush(RegionMask& mask, RegionPoint from, RegionPoint to, double radius);

/// The mask with what is inside moved and stretched, so that its bounds become these, to whole pixels and at
/// least one in each direction; what lies beyond the photo is cut off. An empty mask stays empty.
/// @throws UsageError as shares_in() does.
RegionMask fitted_to(const RegionMask& mask, const RegionRectangle& bounds);

/// The smallest rectangle around the region; of no size when the region is empty.
RegionRectangle bounds_of(const Region& region);

/// Nothing of the photo lies in it.
bool is_empty(const Region& region);

/// Cuts the photo at the given borders, rising fractions, and says which share of each field's area lies in
/// the region: (rows x columns) values in [0, 1], row-major, where there is one column fewer than
/// `column_borders` and one row fewer than `row_borders`. A field without area has share 0.
/// @throws UsageError when a mask holds another number of pixels than its size says.
std::vector<double> shares_in(const Region& region, std::span<const double> column_borders,
                              std::span<const double> row_borders);

/// n + 1 borders of n equal fields.
std::vector<double> even_borders(int fields);

} // namespace saccade
