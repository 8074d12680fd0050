#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace saccade {

/// One sentence when matrix products will be needlessly slow (the loaded BLAS is the reference one), else
/// empty.
std::string compute_warning();

/// Whether the file, all links followed, is the reference BLAS as Debian installs it.
bool is_reference_blas(const std::filesystem::path& library);

/// Limits LibTorch and OpenBLAS to `threads` (>= 1). OpenBLAS keeps a pool of its own that LibTorch's setting
/// does not reach; call this on the thread that computes.
void set_compute_threads(int threads);
int compute_threads();

/// C = op(A) op(B) + beta C of row-major float matrices: m x k, k x n, m x n; `ld`: elements from row to row.
using SharedPoolGemm = int (*)(char transpose_a, char transpose_b, std::int64_t m, std::int64_t n,
                               std::int64_t k, float alpha, const float* a, std::int64_t lda, const float* b,
                               std::int64_t ldb, float beta, float* c, std::int64_t ldc);
/// A product that computes on LibTorch's own threads (oneDNN's dnnl_sgemm, which Debian's LibTorch brings
/// along); null where there is none. OpenBLAS' threads and LibTorch's spin while they wait, and on few cores
/// take each other's time: a training step is then up to three times slower.
SharedPoolGemm shared_pool_gemm();

/// Lets the allocator keep what is freed instead of giving it back to the system at once. A training step
/// frees and takes the same large blocks again and again; fetching them anew costs more than the arithmetic
/// on them.
void keep_freed_memory();

} // namespace saccade
