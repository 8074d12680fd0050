#pragma once

// Loops that the compiler turns into vector instructions of the processor at hand: mark the function that
// holds the loop SACCADE_VECTORISED, compile its file with ${saccade_vectorised}, and no intrinsics are
// needed.

#include <bit>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) &&     \
    !defined(__SANITIZE_THREAD__) // sanitizers cannot yet run when the resolvers do
#define SACCADE_VECTORISED __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define SACCADE_VECTORISED
#endif

namespace saccade {

/// e^x to about 2e-7 relative, for x in [-87, 88]; beyond, as at the nearer end.
[[gnu::always_inline]] inline float fast_exp(float x) {
    x = x < -87.0F ? -87.0F : x;
    x = x > 88.0F ? 88.0F : x;
    // x = n ln 2 + f; adding 1.5 * 2^23 leaves n in the last bits of the sum.
    constexpr float magic = 12582912.0F;
    const float shifted = x * 1.44269504F + magic;
    const float n = shifted - magic;
    const float f = (x - n * 0.693359375F) + n * 2.12194440e-4F; // ln 2 in two parts
    // Taylor's polynomial of e^f on [-ln 2 / 2, ln 2 / 2]; its next term is below 1.2e-7.
    const float p =
        1 + f * (1 + f * (0.5F + f * (1.0F / 6 + f * (1.0F / 24 + f * (1.0F / 120 + f * (1.0F / 720))))));
    const auto exponent = std::bit_cast<std::int32_t>(shifted) << 23;
    return std::bit_cast<float>(std::bit_cast<std::int32_t>(p) + exponent);
}

/// tanh x to 2e-7 absolute.
[[gnu::always_inline]] inline float fast_tanh(float x) {
    x = x > 10.0F ? 10.0F : x;
    return 1 - 2 / (fast_exp(2 * x) + 1);
}

} // namespace saccade
