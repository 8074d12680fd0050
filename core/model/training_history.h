#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace saccade {

/// One training run that made a model what it is. What its notes do not say is empty or 0.
struct TrainingStage {
    std::string program; ///< "saccade-cli 0.1.0"
    std::string data;    ///< name of the data set
    std::int64_t photos = 0;
    std::string input; ///< "photos", "cached features", "cached inputs of BLOCK" or "captions alone"
    std::int64_t epochs = 0;
    std::int64_t photos_per_batch = 0;
    double learning_rate = 0;
    double backbone_learning_rate = 0; ///< above 0: the backbone was trained too
    std::int64_t seed = 0;
    std::int64_t averaged = 0; ///< above 0: no run, but the mean of so many models' weights
    std::string notes;         ///< what another program wrote, as it stands; the rest is empty then
};

/// Reads the provenance of a model card, the oldest run first; what went into a mean stands before it. Never
/// throws: what is not as the trainer writes it becomes notes, of at most a thousand characters each.
std::vector<TrainingStage> training_history(const std::string& provenance);

} // namespace saccade
