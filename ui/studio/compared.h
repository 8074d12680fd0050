#pragma once

#include "core/decoding/caption.h"
#include "core/model/feature_grid.h"
#include "ui/services/photo_pyramid.h"

#include <QString>

namespace saccade {

/// One side of a comparison: a photo, and a caption of it.
struct Compared {
    QString title; ///< what makes it different from the other side
    PhotoPyramid photo;
    Caption caption;
    GridPlacement placement; ///< of the caption's attention maps
};

} // namespace saccade
