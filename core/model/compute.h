#pragma once

#include <string>

namespace saccade {

/// One sentence when matrix products will be needlessly slow (the loaded BLAS is the reference one), else empty.
std::string compute_warning();

/// Limits LibTorch and OpenBLAS to `threads` (>= 1). OpenBLAS keeps a pool of its own that LibTorch's setting does
/// not reach; call this on the thread that computes.
void set_compute_threads(int threads);
int compute_threads();

} // namespace saccade
