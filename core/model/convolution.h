#pragma once

#include <torch/torch.h>

#include <array>
#include <cstdint>

namespace saccade {

/// torch::conv2d of one group. Where fp32 weights learn from channels-last images, their gradient is a matrix
/// product of its own (tiled_product.h): oneDNN's kernels for it reach half of that on processors without
/// AVX-512.
/// @param input  N x C x H x W. @param weight  K x C x height x width. @param bias  K.
/// @param stride, padding  down and across.
torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          std::array<std::int64_t, 2> stride, std::array<std::int64_t, 2> padding);

} // namespace saccade
