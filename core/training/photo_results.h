#pragma once

#include "core/dataset/dataset.h"
#include "core/decoding/caption.h"
#include "core/model/feature_grid.h"
#include "core/support/progress.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

/// What a captioner says to one photo beside what people say.
struct PhotoResult {
    std::string id;
    std::filesystem::path file;
    std::vector<std::string> references; ///< as people wrote them
    Caption caption;                     ///< greedy, with its attention maps
    double cider_d = 0;
};

struct PhotoResults {
    GridPlacement placement; ///< of all attention maps
    std::vector<PhotoResult> photos;
    double cider_d = 0;
    double bleu_4 = 0;
};

/// Captions the photos of one split. Torch stays behind this header.
/// @param features  the feature cache that the captioner learned from; empty if it learned from photos.
/// Photos that it lacks are encoded.
/// @throws Cancelled, checked once a photo; FileError; Error when the split has no photos.
PhotoResults caption_split(const std::filesystem::path& bundle, const Dataset& dataset, Split split,
                           const std::filesystem::path& features, const ProgressCallback& progress = {},
                           const std::stop_token& stop = {});

/// Where the cells of a run's attention maps lie on a photo. @throws FileError.
GridPlacement attention_placement(const std::filesystem::path& run);

} // namespace saccade
