#pragma once

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace saccade {

/// Which rows of a batch look at which photo. Rows of one photo read its cells together.
class RowsOfPhotos {
public:
    /// @param photo_of_row  R values below `photos`.
    RowsOfPhotos(const std::vector<std::int64_t>& photo_of_row, std::int64_t photos);

    std::int64_t photos() const { return static_cast<std::int64_t>(first_.size()) - 1; }
    /// Rows of a photo, ascending.
    const std::int64_t* begin(std::int64_t photo) const { return rows_.data() + first_[photo]; }
    const std::int64_t* end(std::int64_t photo) const { return rows_.data() + first_[photo + 1]; }

private:
    std::vector<std::int64_t> rows_;
    std::vector<std::int64_t> first_;
};

struct AttentionGradients {
    torch::Tensor features; ///< summed over the calls that share them
    torch::Tensor keys;     ///< likewise
    torch::Tensor v;        ///< attention_units, likewise
};

/// Additive attention (arXiv 1409.0473): weights = softmax over the cells of v . tanh(keys + query),
/// context = weights . features. One pass over the keys; the tanh of each cell is never stored.
/// All tensors float32, contiguous. Photos P, cells C, rows R: features P x C x E, keys P x C x A, queries R
/// x A. Writes weights (R x C) and contexts (R x E) of rows below `rows`. The score's bias is left out:
/// softmax does not see it.
void attend(const torch::Tensor& features, const torch::Tensor& keys, const torch::Tensor& v,
            const torch::Tensor& queries, const RowsOfPhotos& photos, std::int64_t rows,
            torch::Tensor& weights, torch::Tensor& contexts);

/// The way back of attend(), for rows below `rows`: adds to `gradients` and writes the queries' gradients (R
/// x A).
/// @param d_contexts  R x E. @param d_weights  R x C, what reaches the weights otherwise; may be undefined.
void attend_backward(const torch::Tensor& features, const torch::Tensor& keys, const torch::Tensor& v,
                     const torch::Tensor& queries, const RowsOfPhotos& photos, std::int64_t rows,
                     const torch::Tensor& weights, const torch::Tensor& d_contexts,
                     const torch::Tensor& d_weights, AttentionGradients& gradients, torch::Tensor& d_queries);

} // namespace saccade
