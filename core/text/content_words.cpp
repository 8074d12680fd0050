#include "core/text/content_words.h"

#include <algorithm>
#include <array>

namespace saccade {

namespace {

// Sorted.
constexpr std::array<std::string_view, 113> function_words{
    "'s",      "a",      "about",   "above",   "across",  "after",    "against",    "all",     "along",
    "am",      "among",  "an",      "and",     "another", "any",      "are",        "around",  "as",
    "at",      "away",   "back",    "be",      "been",    "before",   "behind",     "being",   "below",
    "beneath", "beside", "between", "both",    "but",     "by",       "can",        "could",   "did",
    "do",      "does",   "down",    "during",  "each",    "every",    "for",        "from",    "had",
    "has",     "have",   "he",      "her",     "here",    "herself",  "him",        "himself", "his",
    "how",     "if",     "in",      "inside",  "into",    "is",       "it",         "its",     "itself",
    "like",    "may",    "near",    "no",      "not",     "of",       "off",        "on",      "one",
    "onto",    "or",     "other",   "others",  "out",     "outside",  "over",       "past",    "she",
    "some",    "than",   "that",    "the",     "their",   "them",     "themselves", "there",   "these",
    "they",    "this",   "those",   "through", "to",      "together", "toward",     "towards", "under",
    "up",      "upon",   "very",    "was",     "were",    "what",     "when",       "where",   "which",
    "while",   "who",    "will",    "with",    "without"};
static_assert(std::ranges::is_sorted(function_words));

} // namespace

bool is_function_word(std::string_view word) {
    return std::ranges::binary_search(function_words, word);
}

bool is_english(const Vocabulary& vocabulary) {
    return std::ranges::all_of(std::array{"a", "the", "of", "with", "is"},
                               [&](const char* word) { return vocabulary.id(word) != Vocabulary::unk; });
}

std::vector<bool> content_words(const Vocabulary& vocabulary) {
    std::vector<bool> result(vocabulary.size(), false);
    if (!is_english(vocabulary))
        return result;
    for (std::size_t token = 0; token < result.size(); ++token) {
        const auto id = static_cast<TokenId>(token);
        result[token] = !vocabulary.is_never_emitted(id) && id != vocabulary.end() &&
                        !is_function_word(vocabulary.word(id));
    }
    return result;
}

std::size_t content_words_said_again(std::span<const std::string> caption) {
    std::size_t again = 0;
    for (std::size_t i = 0; i < caption.size(); ++i) {
        const auto before = caption.first(i);
        again += !is_function_word(caption[i]) && std::ranges::find(before, caption[i]) != before.end();
    }
    return again;
}

} // namespace saccade
