#include "ui/services/training_engine.h"

namespace saccade {

void TrainerEngine::start(const TrainingJob& job, const TrainingObserver& observer,
                          const std::stop_token& stop) {
    TrainingJob settled = job;
    if (!settled.from.empty())
        adopt_network(settled.config, settled.from);
    start_training(settled, observer, stop);
}

void TrainerEngine::resume(const std::filesystem::path& run, const TrainingObserver& observer,
                           const std::stop_token& stop) {
    resume_training(run, observer, stop);
}

} // namespace saccade
