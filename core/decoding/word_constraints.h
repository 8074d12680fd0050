#pragma once

#include "core/text/vocabulary.h"

#include <cstddef>
#include <span>
#include <vector>

namespace saccade {

/// What a caption has to say and what it must not. Every way of decoding honours it.
struct WordConstraints {
    /// The first words, said whatever the model thinks; a ban or a blocked repeat does not touch them.
    std::vector<TokenId> prefix;
    /// Never said.
    std::vector<TokenId> banned;
    /// Each is said somewhere, a word given twice, twice; `<end>` only comes once all are said. Beams are
    /// shared out by how many are said already (dynamic beam allocation, arXiv 1804.06609).
    std::vector<TokenId> required;
    /// No run of so many words stands twice in a caption. 0: anything may repeat.
    int no_repeat_ngram = 0;
    /// What a content word loses for each time that the caption has said it already, in nats, when words are
    /// chosen and captions compared; see content_words(). 0: nothing.
    double repetition_penalty = 0;

    bool operator==(const WordConstraints&) const = default;
};

/// What every way of decoding takes. The probabilities it reports are the model's own, whatever the
/// constraints.
struct DecodingOptions {
    /// Steps after which a caption is cut, `<end>` counted. 0: the model's own limit.
    int max_words = 0;
    /// How many words each step lists.
    int alternatives = 10;
    WordConstraints constraints = {};

    bool operator==(const DecodingOptions&) const = default;
};

/// Says which words may follow.
class ConstraintRules {
public:
    /// @param max_words  steps of a caption, at least 1.
    /// @throws UsageError for words that no caption has, for numbers out of range, and for wishes that
    /// contradict each other: a required word that is banned, more words than fit.
    ConstraintRules(const WordConstraints& constraints, const Vocabulary& vocabulary, int max_words);

    /// How many of the required words stand in `words`.
    std::size_t said(std::span<const TokenId> words) const;
    std::size_t required() const noexcept { return constraints_.required.size(); }
    /// Required words that `words` lacks, each as often as it lacks it.
    std::vector<TokenId> missing(std::span<const TokenId> words) const;

    /// Puts -infinity in the place of every word that may not follow `words`.
    /// @param scores  one a word of the vocabulary.
    void forbid(std::span<const TokenId> words, std::span<double> scores) const;
    /// Takes off what words lose that were said already.
    void penalise(std::span<const TokenId> words, std::span<double> scores) const;

private:
    void forbid_repeats(std::span<const TokenId> words, std::span<double> scores) const;

    WordConstraints constraints_;
    std::vector<bool> content_; ///< by token; only where repetition costs something
    TokenId end_;
    std::size_t max_words_;
};

} // namespace saccade
