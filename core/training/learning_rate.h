#pragma once

#include "core/training/training_config.h"

#include <cstdint>

namespace saccade {

/// What the learning rates of a configuration are multiplied with at step `step` of `steps`, in [0, 1].
double rate_factor(const TrainingConfig& config, std::int64_t step, std::int64_t steps);

} // namespace saccade
