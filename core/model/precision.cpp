#include "core/model/precision.h"

#include "core/support/error.h"

#include <fmt/format.h>

namespace saccade {

Precision precision_from_name(std::string_view name) {
    if (name == "fp32")
        return Precision::fp32;
    if (name == "bf16")
        return Precision::bf16;
    if (name == "auto")
        return has_native_bf16() ? Precision::bf16 : Precision::fp32;
    throw UsageError(fmt::format("\"{}\" is no precision Saccade knows. Known: fp32, bf16, auto.", name));
}

std::string_view precision_name(Precision precision) {
    return precision == Precision::bf16 ? "bf16" : "fp32";
}

bool has_native_bf16() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") > 0 || __builtin_cpu_supports("amx-bf16") > 0;
#else
    return false;
#endif
}

} // namespace saccade
