#pragma once

#include "core/training/training_config.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// One setting of a sweep and what it may be.
struct SweepAxis {
    std::string key;                    ///< "learning_rate", "network.dropout"
    std::vector<nlohmann::json> values; ///< of a list; empty for a range
    double low = 0;                     ///< of a range
    double high = 0;
    bool logarithmic = false; ///< of a range: drawn evenly by order of magnitude
    bool whole = false;       ///< of a range: whole numbers
};

/// "learning_rate=1e-4..1e-2:log", "network.dropout=0..0.5", "epochs=2..8:whole", "network.cell=gru,lstm".
/// @throws UsageError for another form.
SweepAxis parse_sweep_axis(std::string_view text);

/// One run of a sweep: a setting a key, as override_training_config() takes them.
using SweepPoint = std::vector<std::string>;

/// Every combination of lists. @throws UsageError when an axis is a range, or for more than 10,000
/// combinations.
std::vector<SweepPoint> grid_sweep(const std::vector<SweepAxis>& axes);
/// `count` points drawn at random, the same for the same seed on every platform; the first ones do not depend
/// on how many follow.
std::vector<SweepPoint> random_sweep(const std::vector<SweepAxis>& axes, std::size_t count,
                                     std::uint64_t seed);

/// How a run of a sweep went.
struct SweepResult {
    std::size_t run = 0; ///< from 1
    SweepPoint settings;
    double score = 0; ///< by select_by; a loss counts negatively, so that more is better
    int best_epoch = 0;
    std::string fault; ///< why it failed; empty if it did not
};

/// Best first; runs that failed last.
std::vector<SweepResult> ranked(std::vector<SweepResult> results);

} // namespace saccade
