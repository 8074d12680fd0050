#pragma once

#include <string_view>

namespace saccade {

/// The arithmetic a backbone runs in; its grid comes out as float32 either way.
enum class Precision {
    fp32,
    bf16, ///< 8 bits of mantissa: faster where has_native_bf16()
};

/// "fp32", "bf16", or "auto": bf16 where has_native_bf16(), else fp32. @throws UsageError that lists them.
Precision precision_from_name(std::string_view name);
std::string_view precision_name(Precision precision);

/// Whether this processor multiplies bf16 in hardware (AMX or AVX-512 BF16). Elsewhere bf16 is slower than
/// fp32.
bool has_native_bf16();

} // namespace saccade
