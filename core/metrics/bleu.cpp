#include "core/metrics/bleu.h"

#include "core/metrics/ngram.h"
#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace saccade {

namespace {

std::int64_t nearest_length(const EvaluationItem& item) {
    const auto length = static_cast<std::int64_t>(item.candidate.size());
    const auto distance = [length](const Words& reference) {
        const auto other = static_cast<std::int64_t>(reference.size());
        return std::pair(std::abs(other - length), other);
    };
    return distance(*std::ranges::min_element(item.references, {}, distance)).second;
}

} // namespace

BleuCounts count_bleu(const EvaluationItem& item) {
    if (item.references.empty())
        throw UsageError("A caption cannot be scored without a reference caption.");
    BleuCounts counts;
    counts.candidate_words = static_cast<std::int64_t>(item.candidate.size());
    counts.reference_words = nearest_length(item);
    for (std::size_t n = 0; n < counts.guessed.size(); ++n)
        counts.guessed[n] = std::max<std::int64_t>(counts.candidate_words - static_cast<std::int64_t>(n), 0);

    WordIds ids;
    NgramCounts clip;
    for (const Words& reference : item.references)
        for (const auto& [ngram, count] : count_ngrams(ids.add(reference)))
            clip[ngram] = std::max(clip[ngram], count);
    for (const auto& [ngram, count] : count_ngrams(ids.add(item.candidate)))
        if (const auto found = clip.find(ngram); found != clip.end())
            counts.correct[ngram.order() - 1] += std::min(count, found->second);
    return counts;
}

BleuCounts& operator+=(BleuCounts& sum, const BleuCounts& part) noexcept {
    sum.candidate_words += part.candidate_words;
    sum.reference_words += part.reference_words;
    for (std::size_t n = 0; n < sum.guessed.size(); ++n) {
        sum.guessed[n] += part.guessed[n];
        sum.correct[n] += part.correct[n];
    }
    return sum;
}

std::array<double, 4> bleu(const BleuCounts& counts) noexcept {
    constexpr double tiny = 1e-15;
    constexpr double small = 1e-9;
    const double ratio = (static_cast<double>(counts.candidate_words) + tiny) /
                         (static_cast<double>(counts.reference_words) + small);
    const double brevity = ratio < 1.0 ? std::exp(1.0 - 1.0 / ratio) : 1.0;

    std::array<double, 4> scores{};
    double product = 1.0;
    for (std::size_t n = 0; n < scores.size(); ++n) {
        product *= (static_cast<double>(counts.correct[n]) + tiny) /
                   (static_cast<double>(counts.guessed[n]) + small);
        scores[n] = std::pow(product, 1.0 / static_cast<double>(n + 1)) * brevity;
    }
    return scores;
}

} // namespace saccade
