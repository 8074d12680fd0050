#pragma once

#include "core/metrics/metrics.h"

namespace saccade {

/// ROUGE-L of one item (Lin 2004): the F measure, beta = 1.2, of the best precision and the best recall that
/// the longest common subsequence reaches, each over all references. In [0, 1]; 0 for an empty candidate.
/// @throws UsageError when the item has no references.
double rouge_l(const EvaluationItem& item);

} // namespace saccade
