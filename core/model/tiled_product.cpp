#include "core/model/tiled_product.h"

#include <algorithm>
#include <dlfcn.h>
#include <type_traits>

namespace saccade {

namespace {

// Looked up at run time: Debian chooses the BLAS through alternatives.
template <class Function>
Function* find_symbol(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

/// oneDNN's interface, row-major. In a parallel region it computes on the thread that calls it.
using DnnlSgemm = int(char transpose_a, char transpose_b, std::int64_t m, std::int64_t n, std::int64_t k,
                      float alpha, const float* a, std::int64_t lda, const float* b, std::int64_t ldb,
                      float beta, float* c, std::int64_t ldc);
/// Fortran's interface, column-major.
using BlasSgemm = void(const char* transpose_a, const char* transpose_b, const int* m, const int* n,
                       const int* k, const float* alpha, const float* a, const int* lda, const float* b,
                       const int* ldb, const float* beta, float* c, const int* ldc);

struct Kernels {
    DnnlSgemm* dnnl; ///< null where oneDNN is hidden in LibTorch
    BlasSgemm* blas; ///< null where LibTorch brings a BLAS of its own
};

// Found together with what settles them, so that nothing is multiplied before.
const Kernels& kernels() {
    static const Kernels found = [] {
        // It would divide each tile among threads of its own, which would fight for the cores with OpenMP's.
        if (auto* const set_threads = find_symbol<void(int)>("openblas_set_num_threads"))
            set_threads(1);
        return Kernels{find_symbol<DnnlSgemm>("dnnl_sgemm"), find_symbol<BlasSgemm>("sgemm_")};
    }();
    return found;
}

/// One tile, on the calling thread. oneDNN's product is the faster one where op(B) is a transpose, as in a
/// layer's way forth, and where A has few rows; OpenBLAS' on a layer's way back.
void multiply(int m, int n, int k, MatrixView a, MatrixView b, float beta, float* c, int c_stride,
              bool in_parallel) {
    constexpr int few = 16;
    const bool suits_dnnl = in_parallel && (m < few || (b.transposed && !a.transposed));
    if (kernels().dnnl != nullptr && (suits_dnnl || kernels().blas == nullptr)) {
        kernels().dnnl(a.transposed ? 'T' : 'N', b.transposed ? 'T' : 'N', m, n, k, 1, a.data, a.stride,
                       b.data, b.stride, beta, c, c_stride);
        return;
    }
    // A row-major matrix is its transpose column-major, and C^T = op(B)^T op(A)^T.
    const float alpha = 1;
    const auto a_stride = static_cast<int>(a.stride);
    const auto b_stride = static_cast<int>(b.stride);
    kernels().blas(b.transposed ? "T" : "N", a.transposed ? "T" : "N", &n, &m, &k, &alpha, b.data, &b_stride,
                   a.data, &a_stride, &beta, c, &c_stride);
}

struct Tiling {
    std::int64_t rows, columns; ///< of a tile
};

/// Tiles small enough to go round among many threads, and large enough that their operands, which are packed
/// anew for each, are a small part of the work. At least two, unless all of it is too little to divide.
Tiling tiling_of(std::int64_t m, std::int64_t n, std::int64_t k) {
    constexpr std::int64_t too_little = 1 << 17; // multiplications
    constexpr std::int64_t side = 256;
    constexpr std::int64_t wide = 512;
    constexpr std::int64_t narrow = 64;
    constexpr std::int64_t enough_tiles = 16;
    if (m * n * k < too_little)
        return {m, n};
    Tiling tile{std::min(m, side), std::min(n, wide)};
    const std::int64_t down = (m + side - 1) / side;
    const std::int64_t across = std::clamp(enough_tiles / down, std::int64_t{1}, (n + narrow - 1) / narrow);
    tile.columns = std::min(tile.columns, ((n + across - 1) / across + 15) / 16 * 16);
    if (down == 1 && tile.columns >= n)
        tile.rows = (m + 1) / 2;
    return tile;
}

} // namespace

bool has_tiled_product() {
    return kernels().dnnl != nullptr || kernels().blas != nullptr;
}

void tiled_product(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b, float beta,
                   float* c, std::int64_t c_stride) {
    const Tiling tile = tiling_of(m, n, k);
    const std::int64_t across = (n + tile.columns - 1) / tile.columns;
    const std::int64_t tiles = (m + tile.rows - 1) / tile.rows * across;
#pragma omp parallel for schedule(dynamic, 1) if (tiles > 1)
    for (std::int64_t i = 0; i < tiles; ++i) {
        const std::int64_t row = i / across * tile.rows;
        const std::int64_t column = i % across * tile.columns;
        multiply(static_cast<int>(std::min(tile.rows, m - row)),
                 static_cast<int>(std::min(tile.columns, n - column)), static_cast<int>(k),
                 {a.data + (a.transposed ? row : row * a.stride), a.stride, a.transposed},
                 {b.data + (b.transposed ? column * b.stride : column), b.stride, b.transposed}, beta,
                 c + row * c_stride + column, static_cast<int>(c_stride), tiles > 1);
    }
}

void product_on_this_thread(std::int64_t m, std::int64_t n, std::int64_t k, MatrixView a, MatrixView b,
                            float beta, float* c, std::int64_t c_stride) {
    multiply(static_cast<int>(m), static_cast<int>(n), static_cast<int>(k), a, b, beta, c,
             static_cast<int>(c_stride), true);
}

} // namespace saccade
