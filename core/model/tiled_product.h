#pragma once

#include <cstdint>

namespace saccade {

/// A row-major float matrix as it lies in memory; op(matrix) is the matrix itself or its transpose.
struct MatrixView {
    const float* data;
    std::int64_t stride; ///< elements from row to row
    bool transposed = false;
};

/// Whether a BLAS is loaded that computes one tile on the thread that calls it. LibTorch builds that bring a
/// BLAS of their own have none.
bool has_tiled_product();

/// C = op(A) op(B) + beta C; op(A) is m x k, op(B) k x n, C m x n, all >= 1 and below 2^31. C is cut into
/// tiles by its sizes alone and each tile is one call of BLAS, so that the result does not depend on the
/// number of threads; threads take tiles as they come, so that one which other programs hold up delays
/// nobody.
void tiled_product(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float beta,
                   float* c, std::int64_t c_stride);

/// The same in one piece, on the calling thread, which is one of a parallel region.
void product_on_this_thread(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b,
                            float beta, float* c, std::int64_t c_stride);

} // namespace saccade
