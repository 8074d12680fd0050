#pragma once

#include "core/metrics/metrics.h"

#include <cstdint>

namespace saccade {

/// Where 95 of 100 resampled data sets put a score (percentiles 2.5 and 97.5).
struct Interval {
    double low = 0;
    double high = 0;
};

struct ScoreIntervals {
    std::array<Interval, 4> bleu{};
    Interval rouge_l;
    Interval cider_d;
};

/// Percentile bootstrap (Efron 1979) over photos: `resamples` data sets of as many photos, drawn with
/// replacement. The document frequencies of CIDEr-D stay those of the whole set. The same seed gives the same
/// intervals on every platform. @throws UsageError when there is no item.
ScoreIntervals bootstrap(std::span<const EvaluationItem> items, const Scores& scores, int resamples = 1000,
                         std::uint64_t seed = 1);

} // namespace saccade
