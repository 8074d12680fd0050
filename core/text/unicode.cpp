#include "core/text/unicode.h"

#include "core/support/error.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace saccade {

namespace {

// ICU counts in 32 bits, and lower-casing and U+FFFD lengthen a text.
constexpr std::size_t max_bytes = std::size_t{256} << 20;

icu::UnicodeString decoded(std::string_view text) {
    if (text.size() > max_bytes)
        throw UsageError(fmt::format("A text of {} MiB is too long; the limit is {} MiB.", text.size() >> 20,
                                     max_bytes >> 20));
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string encoded(const icu::UnicodeString& text) {
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

} // namespace

std::string valid_utf8(std::string_view text) {
    return encoded(decoded(text));
}

std::string lower_cased(std::string_view text) {
    return encoded(decoded(text).toLower(icu::Locale::getRoot()));
}

} // namespace saccade
