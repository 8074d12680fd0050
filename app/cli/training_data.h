#pragma once

#include "core/dataset/dataset.h"
#include "core/training/caption_batches.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace saccade {
class Tokenizer;
}

namespace saccade::cli {

/// Where captioned photos come from, as the command line says it.
struct DataOptions {
    std::string data;   ///< a Flickr8k folder, or a COCO captions .json
    std::string images; ///< the photos' folder, for COCO
};

void add_data_options(CLI::App& line, DataOptions& options);

/// Warnings go to stderr. @throws FileError.
Dataset read_dataset(const DataOptions& options);

/// Captions cut by the model's tokenizer for learning, by the PTB one for scoring.
std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer);

} // namespace saccade::cli
