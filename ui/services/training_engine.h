#pragma once

#include "core/training/training_job.h"

namespace saccade {

/// What TrainingService asks of the core. Called on one worker thread only; everything may throw
/// saccade::Error.
class TrainingEngine {
public:
    virtual ~TrainingEngine() = default;

    /// As start_training() and resume_training() do.
    virtual void start(const TrainingJob& job, const TrainingObserver& observer,
                       const std::stop_token& stop) = 0;
    virtual void resume(const std::filesystem::path& run, const TrainingObserver& observer,
                        const std::stop_token& stop) = 0;
};

/// The real one.
class TrainerEngine : public TrainingEngine {
public:
    void start(const TrainingJob& job, const TrainingObserver& observer,
               const std::stop_token& stop) override;
    void resume(const std::filesystem::path& run, const TrainingObserver& observer,
                const std::stop_token& stop) override;
};

} // namespace saccade
