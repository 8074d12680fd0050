#pragma once

#include "core/model/bundle.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

struct AveragedBundle {
    Bundle bundle; ///< all but the weights and the provenance as in the first
    bool of_one_start =
        true; ///< false: no training run stands in the provenance of all; such a mean is noise
};

/// The mean, weight by weight, of captioners that were trained on from the same weights: runs that differ in
/// their seed, or several checkpoints of one run ("model soups", arXiv 2203.05482).
/// @param program  stands in the provenance, as in "saccade-cli 0.1.0".
/// @throws UsageError: fewer than two files. FileError: one cannot be read, or is not made like the first.
AveragedBundle average_bundles(const std::vector<std::filesystem::path>& files, const std::string& program);

} // namespace saccade
