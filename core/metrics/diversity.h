#pragma once

#include "core/metrics/metrics.h"

#include <cstddef>
#include <optional>
#include <set>
#include <span>

namespace saccade {

/// How much a captioner has to say.
struct Diversity {
    std::size_t distinct_captions = 0;
    std::size_t distinct_words = 0;
    double mean_length = 0;             ///< words
    std::optional<double> unseen_share; ///< [0, 1]: of captions that no training caption equals, word by word
};

/// @param training  captions that the captioner learned from; none: unseen_share stays empty.
Diversity measure_diversity(std::span<const EvaluationItem> items, const std::set<Words>& training = {});

} // namespace saccade
