#pragma once

#include "core/text/tokenizer.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

using Words = std::vector<std::string>;

/// One photo's caption beside the captions that people wrote for it, cut into words. The published scores of
/// COCO stand on the "ptb" tokenizer.
struct EvaluationItem {
    Words candidate;
    std::vector<Words> references;
};

EvaluationItem tokenized(const Tokenizer& tokenizer, std::string_view candidate,
                         std::span<const std::string> references);

/// What BLEU is made of, summed over the evaluated set; index n - 1 is for the n-grams.
struct BleuCounts {
    std::int64_t candidate_words = 0;
    /// Of each item's reference whose length is nearest to the candidate's, the shorter one of a tie.
    std::int64_t reference_words = 0;
    std::array<std::int64_t, 4> guessed{};
    std::array<std::int64_t, 4> correct{};
};

/// As the COCO caption evaluation prints them. BLEU and ROUGE-L lie in [0, 1]; CIDEr-D in [0, 10].
struct Scores {
    BleuCounts bleu_counts;
    std::array<double, 4> bleu{};
    double rouge_l = 0.0;
    double cider_d = 0.0;
    std::vector<double> item_rouge_l; ///< in the order of the items
    std::vector<double> item_cider_d; ///< in the order of the items; `cider_d` is their mean
};

/// The document frequencies of CIDEr-D are those of the references in `items`: with one item, every weight
/// and with them CIDEr-D is 0. A candidate may be empty.
/// @throws UsageError when there is no item, or an item without references.
Scores evaluate(std::span<const EvaluationItem> items);

} // namespace saccade
