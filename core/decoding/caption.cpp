#include "core/decoding/caption.h"

#include <algorithm>
#include <cwctype>
#include <locale.h>
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

std::string encoded(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
    if (c < 0x80)
        return {byte(c)};
    if (c < 0x800)
        return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
    if (c < 0x10000)
        return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
    return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)),
            byte(0x80 | (c & 0x3F))};
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

bool is_han_or_kana(char32_t c) {
    return is_written_without_spaces(c) && c >= 0x3005;
}

/// With its first letter large, in whatever script has large ones.
std::string capitalised(const std::string& word) {
    static const locale_t unicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    const char32_t first = word.empty() ? 0 : code_point(word, 0);
    const auto large =
        static_cast<char32_t>(unicode == nullptr ? first : ::towupper_l(static_cast<wint_t>(first), unicode));
    if (large == first)
        return word;
    const std::size_t rest = first < 0x80 ? 1 : first < 0x800 ? 2 : first < 0x10000 ? 3 : 4;
    return encoded(large) + word.substr(std::min(rest, word.size()));
}

const std::string& written(const CaptionStep& step) {
    return step.written.empty() ? step.word : step.written;
}

std::string_view end_mark(const Caption& caption) {
    const std::string& last = caption.steps[caption.word_count() - 1].word;
    const char32_t c = last.empty() ? U'.' : last_code_point(last);
    if (!caption.finished)
        return is_written_without_spaces(c) ? "…" : " …";
    if (is_han_or_kana(c))
        return "。";
    return is_written_without_spaces(c) ? "" : "."; // Thai and its like have no full stop
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

Sentence Caption::sentence() const {
    Sentence result;
    if (word_count() == 0)
        return result;
    for (std::size_t i = 0; i < word_count(); ++i) {
        if (i > 0 && stand_apart(steps[i - 1].word, steps[i].word))
            result.text += ' ';
        const std::string word = i == 0 ? capitalised(written(steps[i])) : written(steps[i]);
        result.words.push_back({result.text.size(), word.size()});
        result.text += word;
    }
    const std::string_view mark = end_mark(*this);
    if (word_count() < steps.size())
        result.words.push_back({result.text.size(), mark.size()});
    result.text += mark;
    return result;
}

} // namespace saccade
