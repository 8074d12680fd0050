#pragma once

#include "core/weights/tensor.h"

#include <torch/torch.h>

namespace saccade {

/// A copy as float32, dense, on the CPU. @throws Error when the bytes do not fit the shape.
torch::Tensor to_torch(const HostTensor& tensor);
HostTensor to_host(const torch::Tensor& tensor);

/// Copies `weights` into the module's parameters and buffers of the same names.
/// @throws Error that names the first tensor that is missing, left over or of another shape.
void load_parameters(torch::nn::Module& module, const TensorMap& weights, std::string_view prefix = {});
/// The module's parameters and buffers under `prefix` + name, as float32.
void store_parameters(const torch::nn::Module& module, TensorMap& weights, std::string_view prefix = {});

} // namespace saccade
