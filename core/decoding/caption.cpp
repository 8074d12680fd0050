#include "core/decoding/caption.h"

#include <algorithm>
#include <string_view>

namespace saccade {

namespace {

/// What the Penn Treebank cuts off a word and readers expect on it: "man 's", "do n't".
bool belongs_to_word_before(const std::string& word) {
    return word == "n't" || (word.size() > 1 && word.front() == '\'');
}

char32_t code_point(std::string_view text, std::size_t begin) {
    const auto lead = static_cast<unsigned char>(text[begin]);
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t value = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = begin + 1; i < std::min(begin + length, text.size()); ++i)
        value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
    return value;
}

char32_t last_code_point(std::string_view text) {
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80)
        --begin;
    return code_point(text, begin);
}

/// Han, Hiragana, Katakana, Thai, Lao, Burmese and Khmer letters.
bool is_written_without_spaces(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
           (c >= 0x3005 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool stand_apart(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty())
        return true;
    return !belongs_to_word_before(right) && !(is_written_without_spaces(last_code_point(left)) &&
                                               is_written_without_spaces(code_point(right, 0)));
}

} // namespace

std::size_t Caption::word_count() const {
    return finished && !steps.empty() ? steps.size() - 1 : steps.size();
}

std::string Caption::text() const {
    std::string result;
    for (std::size_t i = 0; i < word_count(); ++i) {
        if (i > 0 && stand_apart(steps[i - 1].word, steps[i].word))
            result += ' ';
        result += steps[i].word;
    }
    return result;
}

} // namespace saccade
