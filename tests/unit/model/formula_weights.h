#pragma once

#include "core/weights/tensor.h"

#include <nlohmann/json_fwd.hpp>
#include <torch/torch.h>

#include <string>

namespace saccade {

/// Values from the tensor's name, the same as noise() in tests/golden/model/inception_v3_grid.py:
/// offset + factor * [-0.5, 0.5).
HostTensor formula_tensor(const std::string& name, const Shape& shape, float offset, float factor);

/// The golden scripts' picture: 1 x 3 x size x size in [-1, 1].
torch::Tensor formula_image(int size);

/// @param samples  [row, column, channel, value] each. @param grid  1 x channels x rows x columns.
double largest_difference(const torch::Tensor& grid, const nlohmann::json& samples);

} // namespace saccade
