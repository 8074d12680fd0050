#include "core/training/learning_rate.h"

#include <cmath>
#include <numbers>

namespace saccade {

namespace {

double cosine_factor(const TrainingConfig& config, const SchedulePosition& position) {
    const double warmup = std::ceil(config.warmup * static_cast<double>(position.steps));
    const auto done = static_cast<double>(position.step);
    if (done < warmup)
        return (done + 1) / warmup;
    const double left = static_cast<double>(position.steps) - warmup;
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * (done - warmup) / left));
    return config.final_rate + (1 - config.final_rate) * cosine;
}

} // namespace

double rate_factor(const TrainingConfig& config, const SchedulePosition& position) {
    switch (config.schedule) {
    case Schedule::constant:
        break;
    case Schedule::step:
        return std::pow(config.step_factor, (position.epoch - 1) / config.step_epochs);
    case Schedule::cosine:
        return cosine_factor(config, position);
    case Schedule::plateau:
        return position.plateau_scale;
    }
    return 1;
}

} // namespace saccade
