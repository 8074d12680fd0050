#pragma once

#include <torch/torch.h>

namespace saccade {

/// How matrix products of training are computed. The tensors that go in and come out are float32 either way.
enum class ProductPrecision {
    fp32,
    bf16, ///< operands rounded to bf16, sums kept in fp32: see has_native_bf16() in precision.h
};

/// op(a) op(b) of two matrices whose columns lie side by side in memory (stride(1) == 1; rows may be apart).
/// In fp32 it does not depend on the number of threads, see tiled_product.h.
torch::Tensor product(const torch::Tensor& a, bool transpose_a, const torch::Tensor& b, bool transpose_b,
                      ProductPrecision precision = ProductPrecision::fp32);

/// Adds op(a) op(b) to `sum`, a matrix of the same kind.
void add_product(torch::Tensor& sum, const torch::Tensor& a, bool transpose_a, const torch::Tensor& b,
                 bool transpose_b, ProductPrecision precision = ProductPrecision::fp32);

/// input weight^T + bias, as torch's linear, with both directions through product().
/// @param input  ... x in. @param weight  out x in. @param bias  out. @return ... x out.
torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                     ProductPrecision precision = ProductPrecision::fp32);

} // namespace saccade
