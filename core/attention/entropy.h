#pragma once

#include <span>

namespace saccade {

/// Shannon entropy in nats of a distribution that sums to 1: 0 when one value holds everything, ln(n) when
/// all n are equal. Values that are not positive add nothing.
float entropy(std::span<const float> distribution);

} // namespace saccade
