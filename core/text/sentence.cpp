#include "core/text/sentence.h"

#include "core/support/edit_distance.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace saccade {

namespace {

constexpr std::size_t offered = 3;

/// The words that at most a third of the letters keep apart from `word`; of several as near the more frequent
/// one first.
std::vector<std::string> nearest(std::string_view word, const Vocabulary& vocabulary) {
    constexpr std::size_t longest = 40; // nobody mistypes a longer word, and comparing takes length squared
    if (word.size() > longest)
        return {};
    const std::size_t farthest = std::min(word.size(), longest) / 3;
    std::vector<std::pair<std::size_t, TokenId>> near;
    for (TokenId id = 0; static_cast<std::size_t>(id) < vocabulary.size(); ++id) {
        const std::string& known = vocabulary.word(id);
        if (vocabulary.is_never_emitted(id) || id == vocabulary.end() || known.size() > 2 * longest)
            continue;
        const std::size_t distance = edit_distance(word, known);
        if (distance <= farthest)
            near.emplace_back(distance, id);
    }
    std::ranges::sort(near);
    std::vector<std::string> result;
    for (const auto& [distance, id] : near) {
        if (result.size() < offered)
            result.push_back(vocabulary.word(id));
    }
    return result;
}

std::string complaint(const std::vector<UnknownWord>& words) {
    std::string unknown;
    for (const auto& [word, nearest] : words) {
        unknown += fmt::format("{}\"{}\"", unknown.empty() ? "" : ", ", word);
        unknown += nearest.empty() ? "" : fmt::format(" (nearest: \"{}\")", nearest.front());
    }
    return fmt::format("The model does not know {}.", unknown);
}

} // namespace

UnknownWords::UnknownWords(std::vector<UnknownWord> words)
    : UsageError(complaint(words)),
      words_(std::move(words)) {}

std::vector<TokenId> sentence_tokens(std::string_view sentence, const Tokenizer& tokenizer,
                                     const Vocabulary& vocabulary) {
    std::vector<TokenId> result;
    std::vector<UnknownWord> unknown;
    for (const std::string& word : tokenizer.tokens(sentence)) {
        const TokenId id = vocabulary.id(word);
        if (!vocabulary.is_never_emitted(id) && id != vocabulary.end())
            result.push_back(id);
        else if (std::ranges::find(unknown, word, &UnknownWord::word) == unknown.end())
            unknown.push_back({word, nearest(word, vocabulary)});
    }
    if (!unknown.empty())
        throw UnknownWords(std::move(unknown));
    return result;
}

} // namespace saccade
