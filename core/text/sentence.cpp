#include "core/text/sentence.h"

#include "core/support/edit_distance.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace saccade {

namespace {

/// The word that at most a third of the letters keep apart from `word`; of several the more frequent one.
/// Empty if none.
std::string_view nearest(std::string_view word, const Vocabulary& vocabulary) {
    constexpr std::size_t longest = 40; // nobody mistypes a longer word, and comparing takes length squared
    std::size_t best = std::min(word.size(), longest) / 3 + 1;
    std::string_view result;
    if (word.size() > longest)
        return result;
    for (TokenId id = 0; static_cast<std::size_t>(id) < vocabulary.size(); ++id) {
        const std::string& known = vocabulary.word(id);
        if (vocabulary.is_never_emitted(id) || id == vocabulary.end() || known.size() > 2 * longest)
            continue;
        const std::size_t distance = edit_distance(word, known);
        if (distance < best) {
            best = distance;
            result = known;
        }
    }
    return result;
}

} // namespace

std::vector<TokenId> sentence_tokens(std::string_view sentence, const Tokenizer& tokenizer,
                                     const Vocabulary& vocabulary) {
    std::vector<TokenId> result;
    std::vector<std::string> complained;
    std::string unknown;
    for (const std::string& word : tokenizer.tokens(sentence)) {
        const TokenId id = vocabulary.id(word);
        const bool known = !vocabulary.is_never_emitted(id) && id != vocabulary.end();
        if (known) {
            result.push_back(id);
        } else if (std::ranges::find(complained, word) == complained.end()) {
            const std::string_view near = nearest(word, vocabulary);
            unknown += fmt::format("{}\"{}\"", unknown.empty() ? "" : ", ", word);
            unknown += near.empty() ? "" : fmt::format(" (nearest: \"{}\")", near);
            complained.push_back(word);
        }
    }
    if (!unknown.empty())
        throw UsageError(fmt::format("The model does not know {}.", unknown));
    return result;
}

} // namespace saccade
