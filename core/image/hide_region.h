#pragma once

#include "core/image/photo.h"
#include "core/image/region.h"

namespace saccade {

enum class HideBy {
    blur,        ///< Gaussian, as wide as the region is large: only a trace of its colours stays
    mean_colour, ///< of the photo outside the region
};

/// The photo without what is in the region; nothing else changes but a margin of at most a twentieth of the
/// photo's longer side, in which the new pixels pass into the old ones, so that no edge is there to be seen.
/// The time taken grows with the photo's size alone, however strong the blur.
/// @throws UsageError when the region is empty.
Photo hide_region(const Photo& photo, const Region& region, HideBy by);

} // namespace saccade
