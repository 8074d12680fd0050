#pragma once

#include "core/dataset/dataset.h"
#include "core/training/caption_batches.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json_fwd.hpp>

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

/// @return --data.
CLI::Option* add_data_options(CLI::App& line, DataOptions& options, bool required = true);

/// With paths that hold wherever the program is started.
DataOptions absolute(DataOptions options);

void to_json(nlohmann::json& json, const DataOptions& options);
void from_json(const nlohmann::json& json, DataOptions& options);

/// Warnings go to stderr. @throws FileError.
Dataset read_dataset(const DataOptions& options);

/// Captions cut by the model's tokenizer for learning, by the PTB one for scoring.
std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer);

} // namespace saccade::cli
