#pragma once

#include "core/training/training_job.h"

#include <cstdint>
#include <stop_token>

namespace saccade {

/// What a run will take, measured by beginning it on this machine.
struct TrainingEstimate {
    double seconds = 0;        ///< of all batches; the checks after each epoch come on top
    std::int64_t batches = 0;  ///< of all epochs
    int measured = 0;          ///< batches that were timed
    std::uintmax_t memory = 0; ///< bytes that the run adds to the program, at most so far
    std::uintmax_t disk = 0;   ///< bytes that its folder will hold
};

/// Trains for some seconds in a temporary folder, which is removed. The feature cache is used, and completed,
/// as the run itself would do it.
/// @throws as start_training() does.
TrainingEstimate estimate_training(const TrainingJob& job, const std::stop_token& stop = {});

} // namespace saccade
