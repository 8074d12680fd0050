#include "core/metrics/diversity.h"

#include <algorithm>

namespace saccade {

Diversity measure_diversity(std::span<const EvaluationItem> items, const std::set<Words>& training) {
    Diversity result;
    if (items.empty())
        return result;
    std::set<Words> captions;
    std::set<std::string> words;
    std::size_t length = 0;
    for (const EvaluationItem& item : items) {
        captions.insert(item.candidate);
        words.insert(item.candidate.begin(), item.candidate.end());
        length += item.candidate.size();
    }
    const auto count = static_cast<double>(items.size());
    result.distinct_captions = captions.size();
    result.distinct_words = words.size();
    result.mean_length = static_cast<double>(length) / count;
    if (!training.empty())
        result.unseen_share =
            static_cast<double>(std::ranges::count_if(
                items, [&](const EvaluationItem& item) { return !training.contains(item.candidate); })) /
            count;
    return result;
}

} // namespace saccade
