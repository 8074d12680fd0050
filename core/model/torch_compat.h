#pragma once

// All that differs between LibTorch 1.13 (Debian 12) and 2.6 (Debian 13).

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace saccade::torch_compat {

/// bf16 where it is safe, on the calling thread, until it is ended.
inline void begin_bf16() {
    at::autocast::increment_nesting();
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
    at::autocast::set_autocast_enabled(at::kCPU, true);
#else
    at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
    at::autocast::set_cpu_enabled(true);
#endif
}

inline void end_bf16() {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_enabled(at::kCPU, false);
#else
    at::autocast::set_cpu_enabled(false);
#endif
    if (at::autocast::decrement_nesting() == 0)
        at::autocast::clear_cache();
}

/// Between the two.
inline bool computes_in_bf16() {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    return at::autocast::is_autocast_enabled(at::kCPU);
#else
    return at::autocast::is_cpu_enabled();
#endif
}

} // namespace saccade::torch_compat
