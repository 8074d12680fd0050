#pragma once

#include "core/metrics/bootstrap.h"
#include "core/metrics/diversity.h"
#include "core/metrics/metrics.h"
#include "core/metrics/repetition.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace saccade::cli {

/// A set of captions with everything that is said about it.
struct ScoreReport {
    std::size_t photos = 0;
    Scores scores;
    ScoreIntervals intervals;
    Diversity diversity;
    struct Repetitions {
        Repetition captions;
        Repetition people; ///< in their captions of the same photos
    };
    std::optional<Repetitions> repetition; ///< of English captions
};

ScoreReport make_report(std::span<const EvaluationItem> items, Diversity diversity);

void print_score_header();
void print_scores(std::string_view what, const Scores& scores);
/// The scores, below them the intervals, then diversity.
void print_report(const ScoreReport& report);

/// "BLEU-1" to "BLEU-4", "ROUGE-L", "CIDEr-D": as fractions.
nlohmann::json scores_json(const Scores& scores);
/// Those, and "photos", "intervals" (95 %, bootstrap), "distinct_captions", "distinct_words", "mean_length",
/// "unseen_share" and, of English captions, "repetition": {"stammers", "said_again", "people": {...}}.
nlohmann::json report_json(const ScoreReport& report);

} // namespace saccade::cli
