#pragma once

#include <cstddef>
#include <cstdint>

namespace saccade {

/// Decides how a photo is varied in a batch, see BatchRequest; unrelated for neighbouring photos, because the
/// position is mixed in with an odd constant (SplitMix64's).
constexpr std::uint64_t photo_seed(std::uint64_t batch_seed, std::size_t photo) {
    return batch_seed + 0x9E3779B97F4A7C15U * (photo + 1);
}

} // namespace saccade
