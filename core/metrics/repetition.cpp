#include "core/metrics/repetition.h"

#include "core/text/content_words.h"

#include <algorithm>
#include <array>

namespace saccade {

namespace {

// Sorted: what captions put before nouns.
constexpr std::array<std::string_view, 52> adjectives{
    "big",  "black",   "blond",     "blonde", "blue",   "bright", "brown",  "busy",  "colorful",
    "dark", "dirty",   "eight",     "empty",  "female", "few",    "five",   "four",  "gold",
    "gray", "green",   "grey",      "happy",  "large",  "light",  "little", "long",  "male",
    "many", "metal",   "old",       "older",  "open",   "orange", "pink",   "plaid", "purple",
    "red",  "several", "shirtless", "short",  "silver", "six",    "small",  "snowy", "striped",
    "tall", "tan",     "three",     "two",    "white",  "yellow", "young"};
static_assert(std::ranges::is_sorted(adjectives));

bool is_noun(std::string_view word) {
    return !is_function_word(word) && !word.ends_with("ing") && !std::ranges::binary_search(adjectives, word);
}

bool is_joining(std::string_view word) {
    return word == "and" || word == "on" || word == "with" || word == "of";
}

/// The content words directly before a place.
std::span<const std::string> words_before(std::span<const std::string> caption, std::size_t place) {
    std::size_t begin = place;
    while (begin > 0 && !is_function_word(caption[begin - 1]))
        --begin;
    return caption.subspan(begin, place - begin);
}

/// "and", "and a", "with a white": a joining word and what leads to the next noun.
bool only_joins(std::span<const std::string> between) {
    if (between.empty() || !is_joining(between.front()))
        return false;
    const auto rest = between.subspan(1);
    return std::ranges::none_of(rest, is_noun) && std::ranges::none_of(rest, is_joining) &&
           std::ranges::count_if(rest, is_function_word) <= 1;
}

} // namespace

bool stammers(std::span<const std::string> caption) {
    for (std::size_t second = 1; second < caption.size(); ++second) {
        if (!is_noun(caption[second]))
            continue;
        for (std::size_t first = 0; first < second; ++first) {
            if (caption[first] != caption[second])
                continue;
            const auto adjective = words_before(caption, second);
            if (adjective.empty() || std::ranges::equal(adjective, words_before(caption, first)) ||
                only_joins(caption.subspan(first + 1, second - first - 1)))
                return true;
        }
    }
    return false;
}

Repetition measure_repetition(std::span<const Words> captions) {
    Repetition result;
    if (captions.empty())
        return result;
    for (const Words& caption : captions) {
        result.stammers += stammers(caption) ? 1 : 0;
        result.said_again += content_words_said_again(caption) > 0 ? 1 : 0;
    }
    result.stammers /= static_cast<double>(captions.size());
    result.said_again /= static_cast<double>(captions.size());
    return result;
}

bool are_english(std::span<const Words> captions) {
    const auto english = std::ranges::count_if(captions, [](const Words& caption) {
        return std::ranges::any_of(caption,
                                   [](const std::string& word) { return word == "a" || word == "the"; });
    });
    return 2 * english > std::ssize(captions);
}

} // namespace saccade
