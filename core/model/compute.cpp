#include "core/model/compute.h"

#include <dlfcn.h>
#include <limits>
#include <malloc.h>

namespace saccade {

bool is_reference_blas(const std::filesystem::path& library) {
    // Debian's lies in .../blas/libblas.so.3; OpenBLAS, ATLAS and BLIS have folders of their own.
    return library.parent_path().filename() == "blas" &&
           library.filename().string().starts_with("libblas.so");
}

std::string compute_warning() {
    const void* const product = ::dlsym(RTLD_DEFAULT, "sgemm_");
    Dl_info info{};
    if (product == nullptr || ::dladdr(product, &info) == 0 || info.dli_fname == nullptr)
        return {}; // LibTorch 2.x brings its own
    // The loader names the link that Debian's alternatives set; the file behind it tells which BLAS it is.
    std::error_code unresolved;
    const std::filesystem::path library = std::filesystem::canonical(info.dli_fname, unresolved);
    if (unresolved || !is_reference_blas(library))
        return {};
    return "The slow reference BLAS is loaded, so captions take up to 50 times longer. "
           "Install the package libopenblas0-pthread and start Saccade again.";
}

void keep_freed_memory() {
    constexpr int block = 1 << 30;
    ::mallopt(M_MMAP_THRESHOLD, block);
    ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    ::mallopt(M_TOP_PAD, 256 << 20);
}

} // namespace saccade
