#include "core/metrics/bootstrap.h"

#include "core/metrics/bleu.h"
#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace saccade {

namespace {

Interval interval_of(std::vector<double> values) {
    std::ranges::sort(values);
    const auto at = [&](double share) {
        const double place = share * static_cast<double>(values.size() - 1);
        const auto below = static_cast<std::size_t>(place);
        const std::size_t above = std::min(below + 1, values.size() - 1);
        return std::lerp(values[below], values[above], place - std::floor(place));
    };
    return {at(0.025), at(0.975)};
}

} // namespace

ScoreIntervals bootstrap(std::span<const EvaluationItem> items, const Scores& scores, int resamples,
                         std::uint64_t seed) {
    if (items.empty() || resamples < 1)
        throw UsageError("There are no captions to score.");
    std::vector<BleuCounts> counts;
    for (const EvaluationItem& item : items)
        counts.push_back(count_bleu(item));
    std::array<std::vector<double>, 4> bleus;
    std::vector<double> rouges, ciders;
    std::mt19937_64 random(seed);
    for (int i = 0; i < resamples; ++i) {
        BleuCounts sum;
        double rouge = 0;
        double cider = 0;
        for (std::size_t drawn = 0; drawn < items.size(); ++drawn) {
            const std::size_t item = random() % items.size();
            sum += counts[item];
            rouge += scores.item_rouge_l[item];
            cider += scores.item_cider_d[item];
        }
        const std::array<double, 4> values = bleu(sum);
        for (std::size_t n = 0; n < bleus.size(); ++n)
            bleus[n].push_back(values[n]);
        rouges.push_back(rouge / static_cast<double>(items.size()));
        ciders.push_back(cider / static_cast<double>(items.size()));
    }
    ScoreIntervals result;
    for (std::size_t n = 0; n < bleus.size(); ++n)
        result.bleu[n] = interval_of(std::move(bleus[n]));
    result.rouge_l = interval_of(std::move(rouges));
    result.cider_d = interval_of(std::move(ciders));
    return result;
}

} // namespace saccade
