#pragma once

#include "core/model/feature_grid.h"

#include <span>
#include <vector>

namespace saccade {

/// One convolution or pooling along one axis. Branches that keep the centre (1x1, symmetric padding at stride
/// 1) need not be listed.
struct LayerGeometry {
    int kernel = 1;
    int stride = 1;
    int pad_before = 0; ///< pixels of padding at the low edge
    int dilation = 1;
};

/// Centres of the receptive fields of `cells` neighbouring outputs, as fractions of the input's `size` pixels
/// (pixel i covers i/size to (i+1)/size). `layers` from the input on. May lie beyond 0 or 1 when padding
/// dominates.
std::vector<float> receptive_field_centres(std::span<const LayerGeometry> layers, int cells, int size);

/// How far a cell's receptive field spreads: the standard deviation, as a fraction of the input's `size`
/// pixels, of the Gaussian that it comes close to when every layer weighs its pixels evenly (the effective
/// receptive field of arXiv 1701.04128). Shortcuts past layers are not counted, so that it is at most this.
float receptive_field_spread(std::span<const LayerGeometry> layers, int size);

/// Padding before the first pixel that TensorFlow's SAME takes: half of what is needed, rounded down.
int same_pad_before(int size, int kernel, int stride);
/// And in all; the rest goes after the last pixel.
int same_pad_total(int size, int kernel, int stride);

} // namespace saccade
