#include "core/attention/entropy.h"

#include <cmath>

namespace saccade {

float entropy(std::span<const float> distribution) {
    double sum = 0;
    for (const double p : distribution)
        if (p > 0)
            sum -= p * std::log(p);
    return static_cast<float>(sum);
}

} // namespace saccade
