#include "core/text/ptb_lexer.h"

#include "core/text/ptb_rest.h"
#include "core/text/ptb_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace saccade::ptb {

namespace {

// How far a rule may look for an ending that it needs; longer things are no words of a caption.
constexpr std::size_t max_lookahead = 64;

/// A word keeps the full stop that another mark follows ("etc.,").
Match with_stop(const Rest& rest, std::size_t length, Treatment treatment = Treatment::word) {
    if (length > 0 && rest[length] == U'.' && is_one_of(rest[length + 1], U",;:\u3001"))
        return {length + 1, length + 2, Treatment::word};
    return {length, length, treatment};
}

Match word(std::size_t length, std::size_t context = 0) {
    return {length, length + context, Treatment::word};
}

std::size_t word_length(const Rest& rest) {
    return is_letter(rest[0]) ? rest.run(1, continues_word) : 0;
}

/// The length of a contracted verb ('s 'm 'd 're 've 'll) at `begin`; 0 when there is none.
std::size_t auxiliary_length(const Rest& rest, std::size_t begin) {
    if (rest[begin] != U'\'')
        return 0;
    if (is_one_of(rest[begin + 1], U"sSmMdD"))
        return 2;
    for (const std::u32string_view verb : {U"re", U"ve", U"ll"})
        if (rest.has(begin + 1, verb))
            return 3;
    return 0;
}

/// "cannot" is "can not", "gonna" is "gon na".
Match assimilation(const Rest& rest) {
    struct Parts {
        std::u32string_view whole;
        std::size_t first;
    };
    static constexpr std::array parts = {Parts{U"cannot", 3}, Parts{U"gonna", 3}, Parts{U"gotta", 3},
                                         Parts{U"wanna", 3},  Parts{U"lemme", 3}, Parts{U"gimme", 3},
                                         Parts{U"'tis", 2},   Parts{U"'twas", 2}};
    for (const auto& [whole, first] : parts)
        if (rest.has(0, whole) && !is_alphanumeric(rest[whole.size()]))
            return {first, whole.size(), Treatment::word};
    return {};
}

/// The part of "it's" and of "doesn't" in front of the contraction.
Match contracted_word(const Rest& rest) {
    const std::size_t length = word_length(rest);
    if (length == 0 || rest[length] != U'\'')
        return {};
    if (const std::size_t verb = auxiliary_length(rest, length); verb > 0)
        return {length, length + verb, Treatment::respelt};
    const bool negated = is_one_of(rest[length - 1], U"nN") && is_one_of(rest[length + 1], U"tT");
    if (negated && length >= 2 && !is_one_of(rest[length - 2], U"nN"))
        return word(length - 1, 3);
    return {};
}

/// 's, 'll, n't ...
Match contraction(const Rest& rest) {
    if (rest.has(0, U"n't"))
        return word(3);
    const std::size_t length = auxiliary_length(rest, 0);
    return length > 0 && !is_ascii_letter(rest[length]) ? word(length, 1) : Match{};
}

Match plain_word(const Rest& rest) {
    return with_stop(rest, word_length(rest), Treatment::respelt);
}

/// Words with an apostrophe of their own: ma'am, c'mon, 'n', ol', the '70s, y'all (two words).
Match apostrophe_word(const Rest& rest) {
    for (const std::u32string_view known :
         {U"'n'", U"'n", U"'em", U"'til", U"'till", U"'cause", U"ol'", U"c'mon", U"li'l", U"s'mores", U"e'er",
          U"ev'ry", U"nat'l", U"cont'd", U"cap'n", U"c'est", U"nor'easter", U"dunkin'", U"somethin'"})
        if (rest.has(0, known) && !is_alphanumeric(rest[known.size()]))
            return word(known.size());
    if (rest[0] == U'\'' && is_digit(rest[1])) {
        if (rest[1] >= U'2' && rest[2] == U'0' && is_one_of(rest[3], U"sS"))
            return word(4);
        return is_digit(rest[2]) && rest[3] == U' ' ? word(3, 1) : Match{};
    }

    const std::size_t head = word_length(rest);
    if (head == 0 || rest[head] != U'\'')
        return {};
    const std::size_t tail = rest.run(head + 1, continues_word);
    if (head == 1) {
        if (is_one_of(rest[0], U"yY") && tail > 2)
            return word(2, 1);
        if ((is_ascii_capital(rest[0]) || rest[0] == U'n') && !is_one_of(rest[0], U"IY") && tail >= 4)
            return word(tail);
        return is_one_of(rest[0], U"lLdDjJ") ? word(2) : Match{};
    }
    const bool between_vowels = is_one_of(rest[head - 1], U"aeiouyAEIOUY") &&
                                (is_one_of(rest[head + 1], U"aeiou") || is_ascii_capital(rest[head + 1]));
    return between_vowels ? word(tail) : Match{};
}

/// Letters and digits, joined by hyphens or underscores: t-shirt, side-by-side, 50s, o'clock, half_full.
Match hyphenated(const Rest& rest) {
    const auto part = [&](std::size_t begin) {
        const bool prefixed = is_one_of(rest[begin], U"dDoOlL") && rest[begin + 1] == U'\'' &&
                              is_alphanumeric(rest[begin + 2]) && is_alphanumeric(rest[begin + 3]);
        begin += prefixed ? 2 : 0;
        return is_alphanumeric(rest[begin]) ? rest.run(begin, continues_thing) : begin;
    };
    std::size_t end = part(0);
    while (end > 0 && is_one_of(rest[end], U"-_")) {
        const std::size_t next = part(end + 1);
        if (next == end + 1)
            break;
        end = next;
    }
    return with_stop(rest, end);
}

/// The end of "U.S" or "p.m" from `begin` on; `begin` when there is no full stop in it.
std::size_t acronym_end(const Rest& rest, std::size_t begin) {
    if (!is_ascii_letter(rest[begin]))
        return begin;
    std::size_t end = begin + 1;
    while (rest[end] == U'.' && is_ascii_letter(rest[end + 1]))
        end += 2;
    return end == begin + 1 ? begin : end;
}

/// Hyphens after a number or an acronym: 2.5-inch, U.S.-made.
Match hyphenated_number(const Rest& rest) {
    const auto is_plain = [](char32_t c) { return c < 0x80 && is_alphanumeric(c); };
    if (!is_plain(rest[0]))
        return {};
    std::size_t end = 1;
    while (end < max_lookahead && (is_plain(rest[end]) || rest[end] == U'.' || rest[end] == U','))
        ++end;
    bool joined = false;
    while (rest[end] == U'-' && is_plain(rest[end + 1])) {
        const std::size_t acronym = acronym_end(rest, end + 1);
        end = acronym > end + 1 && rest[acronym] == U'.' ? acronym + 1 : rest.run(end + 1, is_plain);
        joined = true;
    }
    return joined ? with_stop(rest, end) : Match{};
}

/// One or two slashes between words: and/or, black/white, 9/11/2001.
Match slashed(const Rest& rest) {
    const auto is_plain = [](char32_t c) { return c < 0x80 && is_alphanumeric(c); };
    const auto part = [&](std::size_t begin) {
        std::size_t end = rest.run(begin, is_plain);
        for (int hyphens = 0; end > begin && hyphens < 2; ++hyphens) {
            if (rest[end] != U'-' || !is_ascii_letter(rest[end + 1]))
                break;
            end = rest.run(end + 1, is_ascii_letter);
        }
        return end;
    };
    std::size_t end = part(0);
    int slashes = 0;
    while (end > 0 && slashes < 2 && rest[end] == U'/' && is_plain(rest[end + 1])) {
        end = part(end + 1);
        ++slashes;
    }
    return slashes > 0 ? word(end) : Match{};
}

/// Capitals joined by & or +: AT&T.
Match joined_capitals(const Rest& rest) {
    std::size_t end = rest.run(0, is_ascii_capital);
    bool joined = false;
    while (end > 0 && is_one_of(rest[end], U"&+") && is_ascii_capital(rest[end + 1])) {
        end = rest.run(end + 1, is_ascii_capital);
        joined = true;
    }
    return joined ? with_stop(rest, end) : Match{};
}

/// U.S., p.m., Mr., etc.: words that keep a full stop.
Match abbreviation(const Rest& rest) {
    if ((rest.has(0, U"ph.d") || rest.has(0, U"ed.d")) && rest[4] == U'.')
        return word(5);
    if (const std::size_t acronym = acronym_end(rest, 0); acronym > 0) {
        if (rest[acronym] == U'.')
            return word(acronym + 1);
        return rest[acronym] == U' ' ? word(acronym, 1) : word(acronym - 1);
    }
    std::size_t length = 0;
    std::string ascii;
    while (length < 8 && is_ascii_letter(rest[length]))
        ascii.push_back(static_cast<char>(rest[length++]));
    if (length == 0 || rest[length] != U'.')
        return {};
    if (length == 1 || is_abbreviation(ascii))
        return word(length + 1);
    const std::size_t next = length + (rest[length + 1] == U' ' ? 2 : 1);
    return is_number_abbreviation(ascii) && is_digit(rest[next]) ? word(length + 1, next - length) : Match{};
}

/// 80, 1,000, 5:55, -3.5, +1.
Match number(const Rest& rest) {
    const std::size_t sign = is_one_of(rest[0], U"+-") ? 1 : 0;
    std::size_t end = rest.run(sign, is_digit);
    while (is_one_of(rest[end], U".:,") && is_digit(rest[end + 1]))
        end = rest.run(end + 1, is_digit);
    return end > sign ? word(end) : Match{};
}

/// $, US$, #, #hashtag, @name and the other currencies as the Penn Treebank writes them.
Match sign_word(const Rest& rest) {
    const std::size_t capitals = rest.run(0, is_ascii_capital);
    if (rest[capitals] == U'$')
        return word(capitals + 1);
    const auto is_name = [](char32_t c) { return c == U'_' || (c < 0x80 && is_alphanumeric(c)); };
    switch (rest[0]) {
    case U'#':
        return is_letter(rest[1]) ? word(rest.run(1, continues_word)) : Match{};
    case U'@':
        return is_name(rest[1]) && !is_digit(rest[1]) ? word(rest.run(1, is_name)) : Match{};
    case U'\u00a2':
        return {1, 1, Treatment::replaced, U"cents"};
    case U'\u00a3':
        return {1, 1, Treatment::replaced, U"#"};
    case U'\u20ac':
        return {1, 1, Treatment::replaced, U"$"};
    case U'\u00bc':
        return {1, 1, Treatment::replaced, U"1/4"};
    case U'\u00bd':
        return {1, 1, Treatment::replaced, U"1/2"};
    case U'\u00be':
        return {1, 1, Treatment::replaced, U"3/4"};
    default:
        return {};
    }
}

bool ends_address(char32_t c) {
    return is_one_of(c, U" \"<>|()");
}

/// http://..., www.name.org/..., name.com, a.name@host.org.
Match address(const Rest& rest) {
    const auto is_label = [](char32_t c) { return c == U'-' || (c < 0x80 && is_alphanumeric(c)); };
    const auto trimmed = [&](std::size_t begin) {
        std::size_t end = rest.run(begin, [](char32_t c) { return !ends_address(c); });
        while (end > begin && is_one_of(rest[end - 1], U".!?{},-'"))
            --end;
        return end;
    };
    for (const std::u32string_view scheme : {U"http://", U"https://"})
        if (rest.has(0, scheme))
            if (const std::size_t end = trimmed(scheme.size()); end > scheme.size())
                return word(end);
    if (!is_label(rest[0]))
        return {};

    std::size_t end = 0;
    std::size_t host = 0; // past the last label that can end a host name
    bool at = false;
    const bool www = rest.has(0, U"www.");
    while (end < max_lookahead && is_label(rest[end])) {
        const std::size_t label = end;
        while (end < label + max_lookahead && is_label(rest[end]))
            ++end;
        const bool known = std::ranges::any_of(
            std::initializer_list<std::u32string_view>{U"com", U"net", U"org", U"edu"},
            [&](std::u32string_view domain) { return end == label + 3 && rest.has(label, domain); });
        if (label > 0 && (at || known || (www && label > 4)))
            host = end;
        if (rest[end] == U'@' && !at) {
            at = true;
            host = 0;
        } else if (rest[end] != U'.') {
            break;
        }
        ++end;
    }
    if (host == 0)
        return {};
    return word(!at && rest[host] == U'/' ? std::max(host, trimmed(host)) : host);
}

/// A mark-up tag without spaces, such as <unk>.
Match tag(const Rest& rest) {
    if (rest[0] != U'<' || !(is_ascii_letter(rest[1]) || is_one_of(rest[1], U"/!?")))
        return {};
    for (std::size_t end = 2; end < max_lookahead && !is_one_of(rest[end], U" <"); ++end)
        if (rest[end] == U'>')
            return word(end + 1);
    return {};
}

/// Punctuation: what the evaluation's list names is ignored, the rest stands alone or in runs. The brackets
/// stay: the list has them in capitals and the tokens are in lower case.
Match punctuation(const Rest& rest) {
    const char32_t c = rest[0];
    const auto is_same = [c](char32_t other) { return other == c; };
    const auto run_of_at_least = [&](std::size_t kept) {
        const std::size_t length = rest.run(0, is_same);
        return Match{length, length, length >= kept ? Treatment::word : Treatment::ignored};
    };
    switch (c) {
    case U'\'': // as an opening quote it reaches into its word, or 's would be cut off 'side
        return {1, is_ascii_letter(rest[1]) && rest[2] != U' ' ? 3u : 1u, Treatment::ignored};
    case U'-':
        return run_of_at_least(5);
    case U'?':
    case U'!': {
        const std::size_t length = rest.run(0, [](char32_t other) { return other == U'?' || other == U'!'; });
        return {length, length, length > 1 ? Treatment::word : Treatment::ignored};
    }
    case U'(':
    case U'[':
        return {1, 1, Treatment::replaced, U"-lrb-"};
    case U')':
    case U']':
        return {1, 1, Treatment::replaced, U"-rrb-"};
    case U'{':
        return {1, 1, Treatment::replaced, U"-lcb-"};
    case U'}':
        return {1, 1, Treatment::replaced, U"-rcb-"};
    case U'<':
        return rest[1] == U'<' ? word(2) : Match{1, 1, Treatment::replaced, U"-lrb-"};
    case U'>':
        return rest[1] == U'>' ? word(2) : Match{1, 1, Treatment::replaced, U"-rrb-"};
    case U'*':
    case U'#':
    case U'@':
    case U'_':
    case U'=':
        return run_of_at_least(1);
    case U' ':
    case U'.':
    case U',':
    case U';':
    case U':':
    case U'"':
    case U'`':
    case U'\u2014':
    case U'\u2026':
        return {1, 1, Treatment::ignored};
    default:
        const bool visible = u_isgraph(static_cast<UChar32>(c)) && !is_mark(c) &&
                             u_charType(static_cast<UChar32>(c)) != U_FORMAT_CHAR;
        return {1, 1, visible ? Treatment::word : Treatment::ignored};
    }
}

} // namespace

Match longest_match(std::u32string_view text, std::size_t begin) {
    const Rest rest(text, begin);
    Match best;
    for (const auto rule :
         {assimilation, tag, contracted_word, plain_word, apostrophe_word, address, contraction, number,
          slashed, sign_word, abbreviation, hyphenated_number, hyphenated, joined_capitals, punctuation})
        if (const Match match = rule(rest); match.reach > best.reach)
            best = match;
    return best;
}

} // namespace saccade::ptb
