#include "core/text/ptb_lexer.h"
#include "core/text/ptb_words.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

namespace saccade {

namespace {

struct Entity {
    std::string_view name;
    char32_t character;
};

constexpr std::array entities = {Entity{"&amp;", U'&'},  Entity{"&lt;", U'<'},    Entity{"&gt;", U'>'},
                                 Entity{"&quot;", U'"'}, Entity{"&apos;", U'\''}, Entity{"&nbsp;", U' '}};

/// The characters that count as one: quotes, dashes, spaces. U+0085 to U+0097 are Windows-1252's.
char32_t folded(char32_t c) {
    if (c < 0x80)
        return c > U' ' && c != 0x7f ? c : U' ';
    switch (c) {
    case 0x91:
    case 0x92:
    case U'\u2018':
    case U'\u2019':
    case U'\u201b':
    case U'\u02bc':
        return U'\'';
    case 0x93:
    case 0x94:
    case U'\u00ab':
    case U'\u00bb':
    case U'\u201a':
    case U'\u201c':
    case U'\u201d':
    case U'\u201e':
    case U'\u201f':
    case U'\u2039':
    case U'\u203a':
        return U'"';
    case U'\u2010':
    case U'\u2011':
        return U'-';
    case 0x96:
    case 0x97:
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
        return U'\u2014';
    case 0x85:
    case U'\u2026':
        return U'\u2026';
    default:
        return u_isUWhiteSpace(static_cast<UChar32>(c)) ? U' ' : c;
    }
}

constexpr char32_t soft_hyphen = 0xad;

std::u32string folded_text(std::string_view caption) {
    const std::string text = valid_utf8(caption);
    std::u32string characters;
    characters.reserve(text.size());
    const auto length = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < length;) {
        if (text[static_cast<std::size_t>(at)] == '&') {
            const std::string_view rest = std::string_view(text).substr(static_cast<std::size_t>(at));
            bool found = false;
            for (const Entity& entity : entities)
                if (!found && rest.starts_with(entity.name)) {
                    characters.push_back(entity.character);
                    at += static_cast<std::int32_t>(entity.name.size());
                    found = true;
                }
            if (found)
                continue;
        }
        UChar32 c;
        U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), at, length, c);
        if (static_cast<char32_t>(c) != soft_hyphen)
            characters.push_back(folded(static_cast<char32_t>(c)));
    }
    return characters;
}

std::string utf8(std::u32string_view characters) {
    std::string text;
    for (const char32_t c : characters) {
        std::array<std::uint8_t, U8_MAX_LENGTH> bytes;
        std::size_t size = 0;
        U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(c));
        text.append(bytes.begin(), bytes.begin() + size);
    }
    return text;
}

/// The words of Stanford's PTBTokenizer -lowerCase as the COCO evaluation runs it (version 3.4.1), by our own
/// rules after its published ones, then without the evaluation's punctuation. Differs on purpose: mixed
/// fractions and phone numbers are cut at their spaces, / and * get no backslash, and characters that
/// Stanford deletes (emoji, U+FFFD) are words.
class PtbTokenizer final : public Tokenizer {
public:
    std::string_view name() const override { return "ptb"; }

    std::vector<std::string> tokens(std::string_view caption) const override {
        const std::u32string text = folded_text(caption);
        std::vector<std::string> words;
        for (std::size_t at = 0; at < text.size();) {
            const ptb::Match match = ptb::longest_match(text, at);
            const std::u32string_view written = std::u32string_view(text).substr(at, match.length);
            at += match.length;
            switch (match.treatment) {
            case ptb::Treatment::word:
                words.push_back(lower_cased(utf8(written)));
                break;
            case ptb::Treatment::respelt:
                words.push_back(lower_cased(ptb::american_spelling(utf8(written))));
                break;
            case ptb::Treatment::replaced:
                words.push_back(utf8(match.replacement));
                break;
            case ptb::Treatment::ignored:
                break;
            }
        }
        return words;
    }
};

} // namespace

std::unique_ptr<Tokenizer> make_ptb_tokenizer() {
    return std::make_unique<PtbTokenizer>();
}

} // namespace saccade
