#pragma once

#include "core/dataset/dataset_request.h"
#include "core/training/reports.h"
#include "core/training/training_config.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace saccade {

/// A training run from raw files to a captioner, as the command line and the window start it. Torch stays
/// behind this header.
struct TrainingJob {
    DatasetRequest data;
    std::filesystem::path run; ///< folder to be made, see RunFolder
    std::string backbone;      ///< start afresh on the backbone of this file; and, or:
    std::string from;      ///< start from this bundle's weights and vocabulary; with a `backbone` from those
                           ///< after its own backbone, the layer that reads the grid drawn afresh
    std::string features;  ///< feature cache, made or completed if need be; of what the block `backbone_from`
                           ///< reads where the backbone learns; empty: photos are encoded in every epoch
    TrainingConfig config; ///< see adopt_network() when there is a `from`
    int threads = 0;       ///< that compute; 0: one for each processor
    std::string program = "Saccade"; ///< for the bundle's provenance
};

/// The network of a bundle that training starts from; dropout stays as configured. @throws FileError.
void adopt_network(TrainingConfig& config, const std::filesystem::path& bundle);

/// Prepares everything and trains. The run remembers where its data lie.
/// @throws as Trainer::run() does; UsageError for settings that do not go together; FileError for a folder
/// that holds a run, before anything is encoded.
void start_training(const TrainingJob& job, const TrainingObserver& observer = {},
                    const std::stop_token& stop = {});

/// Goes on with the run in a folder, with the data that it was begun with.
/// @param threads  that compute; 0: one for each processor where the weights do not depend on their number,
/// else as many as the run began with. The observer is warned of a number that may change the weights.
/// @throws as Trainer::resume() does.
void resume_training(const std::filesystem::path& run, const TrainingObserver& observer = {},
                     const std::stop_token& stop = {}, int threads = 0);

/// On cached grids in fp32 all sums are cut alike, however many threads compute them. oneDNN's convolutions
/// and bf16 products cut theirs by the number of threads.
bool weights_depend_on_threads(const TrainingConfig& config, bool reads_grids);

/// Where a run's data lie. In the run's folder as sources.json.
struct RunSources {
    DatasetRequest data;
    std::string features; ///< empty: the run reads photos
    int threads = 1;
};

/// @throws FileError.
RunSources read_run_sources(const std::filesystem::path& run);

} // namespace saccade
