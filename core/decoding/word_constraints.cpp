#include "core/decoding/word_constraints.h"

#include "core/support/error.h"
#include "core/text/content_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace saccade {

namespace {

constexpr double never = -std::numeric_limits<double>::infinity();

void check_words(std::span<const TokenId> words, const Vocabulary& vocabulary) {
    for (const TokenId word : words) {
        if (word < 0 || static_cast<std::size_t>(word) >= vocabulary.size() ||
            vocabulary.is_never_emitted(word) || word == vocabulary.end())
            throw UsageError(fmt::format("Token {} is no word that a caption could have.", word));
    }
}

void keep_only(std::span<const TokenId> words, std::span<double> scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (std::ranges::find(words, static_cast<TokenId>(i)) == words.end())
            scores[i] = never;
    }
}

} // namespace

ConstraintRules::ConstraintRules(const WordConstraints& constraints, const Vocabulary& vocabulary,
                                 int max_words)
    : constraints_(constraints),
      end_(vocabulary.end()),
      max_words_(static_cast<std::size_t>(std::max(max_words, 0))) {
    if (max_words < 1)
        throw UsageError("A caption has at least one word.");
    if (constraints.no_repeat_ngram < 0)
        throw UsageError("Blocked runs of words have a length of 1 or more, or 0 for none.");
    if (!(constraints.repetition_penalty >= 0 && constraints.repetition_penalty <= 100))
        throw UsageError(
            fmt::format("The repetition penalty is 0 to 100, not {}.", constraints.repetition_penalty));
    if (constraints.repetition_penalty > 0)
        content_ = content_words(vocabulary);
    for (const auto* const words : {&constraints.prefix, &constraints.banned, &constraints.required})
        check_words(*words, vocabulary);
    for (const TokenId word : constraints.required) {
        if (std::ranges::find(constraints.banned, word) != constraints.banned.end())
            throw UsageError(
                fmt::format("\"{}\" cannot be both required and banned.", vocabulary.word(word)));
    }
    if (constraints.prefix.size() + missing(constraints.prefix).size() > max_words_)
        throw UsageError(fmt::format("The words asked for do not fit into a caption of {}.", max_words_));
}

std::vector<TokenId> ConstraintRules::missing(std::span<const TokenId> words) const {
    std::vector<TokenId> result = constraints_.required;
    for (const TokenId word : words) {
        const auto found = std::ranges::find(result, word);
        if (found != result.end())
            result.erase(found);
    }
    return result;
}

std::size_t ConstraintRules::said(std::span<const TokenId> words) const {
    return required() - missing(words).size();
}

void ConstraintRules::forbid(std::span<const TokenId> words, std::span<double> scores) const {
    if (words.size() < constraints_.prefix.size()) {
        keep_only({&constraints_.prefix[words.size()], 1}, scores);
        return;
    }
    for (const TokenId word : constraints_.banned)
        scores[static_cast<std::size_t>(word)] = never;
    if (constraints_.no_repeat_ngram > 0)
        forbid_repeats(words, scores);
    if (required() == 0)
        return;
    const std::vector<TokenId> lacking = missing(words);
    if (lacking.empty())
        return;
    scores[static_cast<std::size_t>(end_)] = never;
    if (words.size() + lacking.size() >= max_words_)
        keep_only(lacking, scores);
}

void ConstraintRules::penalise(std::span<const TokenId> words, std::span<double> scores) const {
    if (content_.empty() || words.size() < constraints_.prefix.size())
        return;
    for (const TokenId word : words) {
        if (content_[static_cast<std::size_t>(word)])
            scores[static_cast<std::size_t>(word)] -= constraints_.repetition_penalty;
    }
}

void ConstraintRules::forbid_repeats(std::span<const TokenId> words, std::span<double> scores) const {
    const auto length = static_cast<std::size_t>(constraints_.no_repeat_ngram);
    if (words.size() < length)
        return;
    const std::span<const TokenId> last = words.last(length - 1);
    for (std::size_t i = 0; i + length <= words.size(); ++i) {
        if (std::ranges::equal(words.subspan(i, length - 1), last))
            scores[static_cast<std::size_t>(words[i + length - 1])] = never;
    }
}

} // namespace saccade
