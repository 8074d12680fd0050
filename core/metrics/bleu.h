#pragma once

#include "core/metrics/metrics.h"

namespace saccade {

/// One item's part of the counts; add them up with +=. A word of the candidate counts as correct as often as
/// it stands in that reference which has it most often (clipping).
/// @throws UsageError when the item has no references.
BleuCounts count_bleu(const EvaluationItem& item);

BleuCounts& operator+=(BleuCounts& sum, const BleuCounts& part) noexcept;

/// BLEU-1 to BLEU-4 of a whole set (Papineni et al. 2002), with the smoothing constants of the COCO caption
/// evaluation, so that sets without a match score nearly 0 and not NaN.
std::array<double, 4> bleu(const BleuCounts& counts) noexcept;

} // namespace saccade
