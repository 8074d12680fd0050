#include "core/metrics/ngram.h"

#include <algorithm>

namespace saccade {

std::size_t Ngram::order() const noexcept {
    return static_cast<std::size_t>(std::ranges::find(words, 0) - words.begin());
}

std::size_t NgramHash::operator()(const Ngram& ngram) const noexcept {
    std::uint64_t hash = 0;
    for (const std::int32_t word : ngram.words) {
        hash = (hash ^ static_cast<std::uint32_t>(word)) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
    }
    return static_cast<std::size_t>(hash);
}

NgramCounts count_ngrams(std::span<const std::int32_t> ids) {
    NgramCounts counts;
    counts.reserve(Ngram::max_order * ids.size());
    for (std::size_t begin = 0; begin < ids.size(); ++begin) {
        Ngram ngram;
        for (std::size_t n = 0; n < Ngram::max_order && begin + n < ids.size(); ++n) {
            ngram.words[n] = ids[begin + n];
            ++counts[ngram];
        }
    }
    return counts;
}

std::vector<std::int32_t> WordIds::add(std::span<const std::string> words) {
    std::vector<std::int32_t> ids;
    ids.reserve(words.size());
    for (const std::string& word : words)
        ids.push_back(ids_.try_emplace(word, static_cast<std::int32_t>(ids_.size() + 1)).first->second);
    return ids;
}

std::vector<std::int32_t> WordIds::find(std::span<const std::string> words, Unknown& unknown) const {
    std::vector<std::int32_t> ids;
    ids.reserve(words.size());
    for (const std::string& word : words) {
        const auto known = ids_.find(word);
        const auto next = -static_cast<std::int32_t>(unknown.size() + 1);
        ids.push_back(known != ids_.end() ? known->second : unknown.try_emplace(word, next).first->second);
    }
    return ids;
}

} // namespace saccade
