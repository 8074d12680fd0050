#include "core/model/compute.h"

#include <torch/torch.h>

#include <dlfcn.h>
#include <limits>
#include <malloc.h>

namespace saccade {

namespace {

/// OpenBLAS' own entry points, looked up at run time: Debian chooses the BLAS through alternatives, and
/// LibTorch 2.x brings one of its own.
template <class Function>
Function* find_symbol(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_DEFAULT, name));
}

} // namespace

std::string compute_warning() {
    if (find_symbol<char*()>("openblas_get_config") != nullptr || at::hasMKL())
        return {};
    const void* const product = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info info{};
    if (product == nullptr || ::dladdr(product, &info) == 0 || info.dli_fname == nullptr)
        return {};
    const std::string library = info.dli_fname;
    // Debian's reference BLAS lies in .../blas/libblas.so.3; ATLAS and BLIS have folders of their own.
    if (library.find("/blas/libblas") == std::string::npos && library.find("libblas.so") == std::string::npos)
        return {};
    return "The slow reference BLAS is loaded, so captions take up to 50 times longer. "
           "Install the package libopenblas0-pthread and start Saccade again.";
}

void set_compute_threads(int threads) {
    at::set_num_threads(threads);
    if (auto* const set = find_symbol<void(int)>("openblas_set_num_threads"))
        set(threads);
}

void keep_freed_memory() {
    constexpr int block = 1 << 30;
    ::mallopt(M_MMAP_THRESHOLD, block);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_TOP_PAD, 256 << 20);
}

int compute_threads() {
    return at::get_num_threads();
}

} // namespace saccade
