#pragma once

#include "core/dataset/open_dataset.h"
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
    std::string data;
    std::vector<std::string> images;
    std::string format;
    std::string split_by = "auto";
    double dev_share = 0.2;
    std::size_t max_images = 0;
    std::uint64_t seed = 1;
};

/// How the data set itself is given.
enum class DataPath { positional, option, optional_option };

/// @return --data, or the positional argument.
CLI::Option* add_data_options(CLI::App& line, DataOptions& options, DataPath path = DataPath::option);

/// With paths that hold wherever the program is started.
DataOptions absolute(DataOptions options);

void to_json(nlohmann::json& json, const DataOptions& options);
void from_json(const nlohmann::json& json, DataOptions& options);

/// Warnings go to stderr. @throws FileError, UsageError.
Dataset read_dataset(const DataOptions& options, PhotoFiles photo_files = PhotoFiles::required);

/// Words for scores: the PTB tokenizer's, as the published scores have them; for a model whose words come
/// from the Unicode tokenizer, that one's, because PTB does not cut scripts without spaces.
std::unique_ptr<Tokenizer> scoring_tokenizer(std::string_view model_tokenizer);

/// Captions cut by the model's tokenizer for learning, by scoring_tokenizer() for scoring.
std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer);

} // namespace saccade::cli
