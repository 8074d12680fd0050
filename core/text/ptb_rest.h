#pragma once

#include <unicode/uchar.h>

#include <algorithm>
#include <string_view>

namespace saccade::ptb {

/// The text from one position on. Reading past the end gives a space, which ends every token.
class Rest {
public:
    Rest(std::u32string_view text, std::size_t begin) : text_(text.substr(begin)) {}

    char32_t operator[](std::size_t i) const { return i < text_.size() ? text_[i] : U' '; }

    /// The end of the run of characters for which `is` holds, from `begin` to `limit`.
    template <typename Predicate>
    std::size_t run(std::size_t begin, Predicate is, std::size_t limit = std::u32string_view::npos) const {
        while (begin < std::min(limit, text_.size()) && is(text_[begin]))
            ++begin;
        return begin;
    }

    /// Whether `lower`, an ASCII text in lower case, stands at `begin` in any case.
    bool has(std::size_t begin, std::u32string_view lower) const {
        for (std::size_t i = 0; i < lower.size(); ++i) {
            const char32_t c = (*this)[begin + i];
            if ((c >= U'A' && c <= U'Z' ? c + 32 : c) != lower[i])
                return false;
        }
        return true;
    }

private:
    std::u32string_view text_;
};

inline bool is_ascii_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

inline bool is_ascii_capital(char32_t c) {
    return c >= U'A' && c <= U'Z';
}

inline bool is_letter(char32_t c) {
    return c < 0x80 ? is_ascii_letter(c) : u_isalpha(static_cast<UChar32>(c)) != 0;
}

inline bool is_mark(char32_t c) {
    return c >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

inline bool is_digit(char32_t c) {
    return c < 0x80 ? c >= U'0' && c <= U'9' : u_isdigit(static_cast<UChar32>(c)) != 0;
}

inline bool is_alphanumeric(char32_t c) {
    return is_letter(c) || is_digit(c);
}

inline bool continues_word(char32_t c) {
    return is_letter(c) || is_mark(c);
}

inline bool continues_thing(char32_t c) {
    return is_alphanumeric(c) || is_mark(c);
}

inline bool is_one_of(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

} // namespace saccade::ptb
