#pragma once

#include "core/attention/colour_map.h"
#include "core/attention/heat_field.h"
#include "core/image/photo.h"

#include <span>

namespace saccade {

/// Which values the ends of the colour map stand for.
struct ColourRange {
    float low = 0;
    float high = 1;
};

struct OverlayStyle {
    FieldStyle field = FieldStyle::smooth;
    ColourMap colours = ColourMap::viridis;
    float opacity =
        0.6F; ///< of the colours over the photo, [0, 1]; of the spotlight where nothing is attended
};

/// The photo with the map in colour over it; the same size as the photo. Values outside the range take the
/// colour of its nearer end.
/// @throws UsageError when the map does not fit the placement or the opacity is not in [0, 1].
Photo render_overlay(const Photo& photo, std::span<const float> map, const GridPlacement& placement,
                     const ColourRange& range, const OverlayStyle& style = {});

/// From 0 to the largest value of all maps given (1 when there is none): one truth for a whole caption.
ColourRange caption_range(std::span<const std::vector<float>> maps);

} // namespace saccade
