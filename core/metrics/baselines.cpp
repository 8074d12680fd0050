#include "core/metrics/baselines.h"

#include "core/metrics/cider.h"
#include "core/support/error.h"

#include <algorithm>
#include <map>

namespace saccade {

namespace {

/// The most frequent first; of equals the one that sorts first.
template <class Value>
std::vector<Value> most_frequent(const std::map<Value, std::size_t>& counts, std::size_t most) {
    std::vector<std::pair<std::size_t, const Value*>> order;
    for (const auto& [value, count] : counts)
        order.emplace_back(count, &value);
    std::ranges::stable_sort(order, std::ranges::greater(), &std::pair<std::size_t, const Value*>::first);
    std::vector<Value> result;
    for (std::size_t i = 0; i < std::min(most, order.size()); ++i)
        result.push_back(*order[i].second);
    return result;
}

class Search {
public:
    explicit Search(std::span<const EvaluationItem> items) {
        constexpr std::size_t enough = 1000;
        const std::size_t stride = (items.size() + enough - 1) / enough;
        for (const EvaluationItem& item : items)
            cider_.add_document(item.references);
        for (std::size_t i = 0; i < items.size(); i += stride) {
            std::vector<CiderD::Weighed>& judge = judges_.emplace_back();
            for (const Words& reference : items[i].references)
                judge.push_back(cider_.weigh(reference));
        }
    }

    /// Takes the caption over if it is better than the best one so far.
    bool offer(const Words& words) {
        ++tried;
        const CiderD::Weighed caption = cider_.weigh(words);
        double sum = 0;
        for (const std::vector<CiderD::Weighed>& judge : judges_)
            sum += CiderD::score(caption, judge);
        if (sum <= score_)
            return false;
        score_ = sum;
        best = words;
        return true;
    }

    Words best;
    std::size_t tried = 0;

private:
    CiderD cider_;
    std::vector<std::vector<CiderD::Weighed>> judges_; // the references of each
    double score_ = -1;
};

/// Every caption that differs from `words` in one word.
std::vector<Words> neighbours(const Words& words, const std::vector<std::string>& vocabulary) {
    std::vector<Words> result;
    for (std::size_t place = 0; place <= words.size(); ++place) {
        const auto at = static_cast<std::ptrdiff_t>(place);
        if (place < words.size() && words.size() > 1) {
            Words shorter = words;
            shorter.erase(shorter.begin() + at);
            result.push_back(std::move(shorter));
        }
        for (const std::string& word : vocabulary) {
            Words longer = words;
            longer.insert(longer.begin() + at, word);
            result.push_back(std::move(longer));
            if (place < words.size() && words[place] != word) {
                Words changed = words;
                changed[place] = word;
                result.push_back(std::move(changed));
            }
        }
    }
    return result;
}

} // namespace

ConstantCaption best_constant_caption(std::span<const EvaluationItem> items, std::span<const Words> corpus,
                                      int rounds) {
    constexpr std::size_t captions_tried = 50;
    constexpr std::size_t words_tried = 12;
    std::map<Words, std::size_t> captions;
    std::map<std::string, std::size_t> words;
    for (const Words& caption : corpus) {
        if (caption.empty())
            continue;
        ++captions[caption];
        for (const std::string& word : caption)
            ++words[word];
    }
    if (items.empty() || captions.empty())
        throw UsageError("There are no captions to choose a constant one from.");
    Search search(items);
    for (const Words& caption : most_frequent(captions, captions_tried))
        search.offer(caption);
    const std::vector<std::string> vocabulary = most_frequent(words, words_tried);
    for (int round = 0; round < rounds; ++round) {
        bool better = false;
        for (const Words& caption : neighbours(Words(search.best), vocabulary))
            better = search.offer(caption) || better;
        if (!better)
            break;
    }
    std::vector<EvaluationItem> constant(items.begin(), items.end());
    for (EvaluationItem& item : constant)
        item.candidate = search.best;
    return {search.best, evaluate(constant), search.tried};
}

std::vector<EvaluationItem> shuffled_captions(std::span<const EvaluationItem> items) {
    std::vector<EvaluationItem> result(items.begin(), items.end());
    for (std::size_t i = 0; i < items.size(); ++i)
        result[i].candidate = items[(i + items.size() / 2) % items.size()].candidate;
    return result;
}

} // namespace saccade
