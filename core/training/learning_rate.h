#pragma once

#include "core/training/training_config.h"

#include <cstdint>

namespace saccade {

/// Where a run stands.
struct SchedulePosition {
    int epoch = 1;            ///< from 1
    std::int64_t step = 0;    ///< of the optimiser, from 0
    std::int64_t steps = 0;   ///< of all epochs
    double plateau_scale = 1; ///< what falls at a plateau
};

/// What the learning rates of a configuration are multiplied with, in [0, 1].
double rate_factor(const TrainingConfig& config, const SchedulePosition& position);

} // namespace saccade
