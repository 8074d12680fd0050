#include "core/text/letter_case.h"

#include "core/text/unicode.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saccade {

namespace {

constexpr std::string_view punctuation = ".,;:!?\"'()[]{}<>`~*_#/\\|-";

/// Split at spaces, with the punctuation around each.
std::vector<std::string_view> pieces_of(std::string_view caption) {
    constexpr std::string_view space = " \t\r\n";
    std::vector<std::string_view> result;
    for (std::size_t begin = caption.find_first_not_of(space); begin != std::string_view::npos;) {
        const std::size_t end = std::min(caption.find_first_of(space, begin), caption.size());
        result.push_back(caption.substr(begin, end - begin));
        begin = caption.find_first_not_of(space, end);
    }
    return result;
}

std::string_view without_punctuation(std::string_view piece) {
    const std::size_t begin = piece.find_first_not_of(punctuation);
    if (begin == std::string_view::npos)
        return {};
    std::string_view word = piece.substr(begin, piece.find_last_not_of(punctuation) - begin + 1);
    if (word.ends_with("'s"))
        word.remove_suffix(2);
    return word;
}

bool ends_sentence(std::string_view piece) {
    return piece.find_last_of(".!?") == piece.size() - 1;
}

struct Form {
    std::string word;
    std::size_t count = 0;
};

} // namespace

std::map<std::string, std::string> learn_letter_case(std::span<const std::string> captions) {
    std::unordered_map<std::string, std::vector<Form>> forms; // by the lower-case word
    for (const std::string& caption : captions) {
        std::vector<std::pair<std::string, std::string_view>> seen;
        std::size_t capitalised = 0;
        bool first = true;
        for (const std::string_view piece : pieces_of(caption)) {
            const std::string_view word = without_punctuation(piece);
            if (!first && !word.empty()) {
                seen.emplace_back(lower_cased(word), word);
                capitalised += seen.back().first != word ? 1 : 0;
            }
            first = ends_sentence(piece) || (first && word.empty());
        }
        if (2 * capitalised > seen.size())
            continue;
        for (auto& [lower, word] : seen) {
            std::vector<Form>& known = forms[std::move(lower)];
            const auto found = std::ranges::find(known, word, &Form::word);
            if (found == known.end())
                known.push_back({std::string(word), 1});
            else
                ++found->count;
        }
    }
    std::map<std::string, std::string> result;
    for (const auto& [lower, known] : forms) {
        const auto most = std::ranges::max_element(known, {}, &Form::count);
        std::size_t all = 0;
        for (const Form& form : known)
            all += form.count;
        if (most->word != lower && most->count >= 2 && 2 * most->count > all)
            result.emplace(lower, most->word);
    }
    return result;
}

} // namespace saccade
