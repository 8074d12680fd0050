#pragma once

#include "core/dataset/batch_source.h"
#include "core/dataset/dataset.h"
#include "core/text/tokenizer.h"
#include "core/training/caption_batches.h"

#include <memory>
#include <string>
#include <vector>

namespace saccade {

/// Photos with their captions and where their pixels or grids come from, position by position.
struct TrainingSet {
    std::vector<TrainingPhoto> photos;
    std::shared_ptr<BatchSource> source;
};

/// Captions cut by the model's tokenizer for learning, by make_scoring_tokenizer() for scoring.
std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer);

/// Of photos and captions, in their order: tells whether a run goes on with the data that it began with.
std::string data_hash(const TrainingSet& training, const TrainingSet& validation);

} // namespace saccade
