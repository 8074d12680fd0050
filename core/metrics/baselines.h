#pragma once

#include "core/metrics/metrics.h"

#include <cstddef>
#include <span>
#include <vector>

namespace saccade {

/// One caption for every photo: what a captioner must beat to have seen anything.
struct ConstantCaption {
    Words words;
    Scores scores;
    std::size_t tried = 0; ///< candidates
};

/// The constant caption with the best CIDEr-D that a search finds. It tries the most frequent captions of
/// `corpus`, then improves the best one by putting in, leaving out and replacing words, out of the most
/// frequent words of the corpus, for as long as that helps and at most `rounds` times. Not the best of all
/// sentences: one that is hard to beat. CIDEr-D is judged on at most 1,000 items; the scores are of all of
/// them.
/// @throws UsageError when there is no item or no caption in the corpus.
ConstantCaption best_constant_caption(std::span<const EvaluationItem> items, std::span<const Words> corpus,
                                      int rounds = 8);

/// Each caption beside the references of another photo, half the set further on: none keeps its own.
std::vector<EvaluationItem> shuffled_captions(std::span<const EvaluationItem> items);

} // namespace saccade
