#pragma once

#include "app/cli/progress_bar.h"
#include "app/cli/training_data.h"
#include "core/training/trainer.h"

#include <CLI/CLI.hpp>

#include <stop_token>
#include <string>
#include <vector>

namespace saccade::cli {

/// A training run as the command line says it.
struct TrainingOptions {
    DataOptions data;
    std::string run; ///< its folder
    std::string backbone;
    std::string features;
    std::string from;
    std::string preset = "default";
    std::string config;
    std::vector<std::string> settings;
    int threads = 1;
};

/// Everything but --run. @return the options added, in no particular order.
std::vector<CLI::Option*> add_training_options(CLI::App& line, TrainingOptions& options);

/// --preset, then --config, then --set; on top of the network that --from brings.
/// @throws UsageError, FileError.
TrainingConfig training_config(const TrainingOptions& options);

/// Prepares everything and runs it. @throws as Trainer::run() does, UsageError for options that do not go
/// together.
void start_training(const TrainingOptions& options, const TrainingObserver& observer,
                    const std::stop_token& stop);

/// Goes on with the run in a folder, with the data that it was begun with. @throws as Trainer::resume() does.
void resume_training(const std::string& folder, const TrainingObserver& observer,
                     const std::stop_token& stop);

/// Shows batches on the bar and prints a line an epoch, with the sample captions if asked to.
TrainingObserver terminal_observer(ProgressBar& bar, bool samples = true);

} // namespace saccade::cli
