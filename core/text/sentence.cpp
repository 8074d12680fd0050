#include "core/text/sentence.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

namespace saccade {

namespace {

/// Optimal string alignment: letters put in, left out, replaced, or swapped with their neighbour; in bytes.
std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() +
                                 1); // distances of the letters so far to each start of `right`
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::vector<std::size_t> last = row;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::vector<std::size_t> next(right.size() + 1, i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const bool same = left[i - 1] == right[j - 1];
            next[j] = std::min({row[j - 1] + (same ? 0 : 1), row[j] + 1, next[j - 1] + 1});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                next[j] = std::min(next[j], last[j - 2] + 1);
        }
        last = std::exchange(row, std::move(next));
    }
    return row.back();
}

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
