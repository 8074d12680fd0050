#pragma once

#include "core/weights/tensor.h"

#include <string>
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

/// What becomes of the factor that a batch norm has for each channel.
enum class Gain {
    folded, ///< into the convolution's weights
    apart,  ///< NAME.gain; the weights stay as they are. Computed in float, which gives PyTorch's bits
};

/// Puts a convolution without bias and the batch norm behind it into `weights`: NAME.weight and NAME.bias,
/// F32.
/// @param weight  any shape whose first dimension is the output channels.
/// @throws Error when the batch norm has another number of channels, or a variance is negative or not a
/// number.
void add_convolution(TensorMap& weights, const std::string& name, const HostTensor& weight,
                     const BatchNorm& norm, Gain gain = Gain::folded);

} // namespace saccade
