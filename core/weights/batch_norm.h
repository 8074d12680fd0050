#pragma once

#include "core/weights/tensor.h"

#include <vector>

namespace saccade {

/// What a batch norm (arXiv 1502.03167) does to each channel at inference:
/// y = (x - mean) / sqrt(variance + epsilon) * scale + shift.
struct BatchNorm {
    std::vector<float> scale; ///< empty: all 1, as in Keras' InceptionV3
    std::vector<float> shift;
    std::vector<float> mean;
    std::vector<float> variance;
    double epsilon = 1e-3;
};

struct FoldedConvolution {
    HostTensor weight; ///< F32, the given shape
    HostTensor bias;   ///< F32, outputs
};

/// A convolution without bias and the batch norm behind it as one convolution.
/// @param weight  any shape whose first dimension is the output channels.
/// @throws Error when the batch norm has another number of channels, or a variance is negative or not a
/// number.
FoldedConvolution fold_batch_norm(const HostTensor& weight, const BatchNorm& norm);

} // namespace saccade
