#pragma once

#include <string>
#include <string_view>

namespace saccade {

/// `text` with each malformed UTF-8 sequence replaced by U+FFFD, as the WHATWG Encoding Standard (and
/// Python's errors="replace") count them; valid text comes back byte for byte. No normalisation.
/// @throws UsageError above 256 MiB, which no caption reaches; so does lower_cased().
std::string valid_utf8(std::string_view text);

/// valid_utf8(text) in lower case, by the full mapping of the Unicode Standard 3.13 in no particular
/// language, like Python's str.lower(): "İ" becomes "i" and U+0307, a final "Σ" becomes "ς".
std::string lower_cased(std::string_view text);

} // namespace saccade
