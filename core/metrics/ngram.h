#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace saccade {

/// Up to four words, by the numbers that WordIds gave them.
struct Ngram {
    static constexpr std::size_t max_order = 4;

    std::array<std::int32_t, max_order> words{}; ///< 0 behind the last word

    std::size_t order() const noexcept;
    bool operator==(const Ngram&) const = default;
};

struct NgramHash {
    std::size_t operator()(const Ngram& ngram) const noexcept;
};

using NgramCounts = std::unordered_map<Ngram, std::int64_t, NgramHash>;

/// All n-grams of order 1 to 4. The ids are not 0.
NgramCounts count_ngrams(std::span<const std::int32_t> ids);

/// Numbers words from 1 on.
class WordIds {
public:
    /// The ids of the words; a new word gets the next free one.
    std::vector<std::int32_t> add(std::span<const std::string> words);

    using Unknown = std::unordered_map<std::string, std::int32_t>;

    /// The ids of the words; words that were never added get negative ids, which `unknown` keeps from call
    /// to call.
    std::vector<std::int32_t> find(std::span<const std::string> words, Unknown& unknown) const;

private:
    std::unordered_map<std::string, std::int32_t> ids_;
};

} // namespace saccade
