#pragma once

#include "core/dataset/dataset_request.h"

#include <CLI/CLI.hpp>

namespace saccade::cli {

/// How the data set itself is given.
enum class DataPath { positional, option, optional_option };

/// @return --data, or the positional argument.
CLI::Option* add_data_options(CLI::App& line, DatasetRequest& options, DataPath path = DataPath::option);

/// Warnings go to stderr. @throws FileError, UsageError.
Dataset read_dataset(const DatasetRequest& options, PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade::cli
