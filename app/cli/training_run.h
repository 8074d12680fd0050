#pragma once

#include "app/cli/progress_bar.h"
#include "app/cli/training_data.h"
#include "core/training/training_job.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace saccade::cli {

/// A training run as the command line says it.
struct TrainingOptions {
    DatasetRequest data;
    std::string run; ///< its folder
    std::string backbone;
    std::string features;
    std::string from;
    std::string preset = "default";
    std::string config;
    std::vector<std::string> settings;
    int threads = 0; ///< one for each processor
};

/// Everything but --run. @return the options added, in no particular order.
std::vector<CLI::Option*> add_training_options(CLI::App& line, TrainingOptions& options);

/// --preset, then --config, then --set; on top of the network that --from brings.
/// @throws UsageError, FileError.
TrainingConfig training_config(const TrainingOptions& options);

/// What the options say. @throws UsageError for options that do not go together; FileError.
TrainingJob training_job(const TrainingOptions& options);

/// Shows batches on the bar and prints a line an epoch, with the sample captions if asked to.
TrainingObserver terminal_observer(ProgressBar& bar, bool samples = true);

} // namespace saccade::cli
