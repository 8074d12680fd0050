#include "core/training/learning_rate.h"

#include <cmath>
#include <numbers>

namespace saccade {

double rate_factor(const TrainingConfig& config, std::int64_t step, std::int64_t steps) {
    if (config.schedule == Schedule::constant)
        return 1;
    const double warmup = std::ceil(config.warmup * static_cast<double>(steps));
    const auto done = static_cast<double>(step);
    if (done < warmup)
        return (done + 1) / warmup;
    const double left = static_cast<double>(steps) - warmup;
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * (done - warmup) / left));
    return config.final_rate + (1 - config.final_rate) * cosine;
}

} // namespace saccade
