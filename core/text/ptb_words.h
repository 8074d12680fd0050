#pragma once

#include <string>
#include <string_view>

namespace saccade::ptb {

/// Whether the word keeps the full stop that follows it: "Mr", "St", "etc". Words that are also common ones
/// ("Miss", "Ill") count only when capitalised.
bool is_abbreviation(std::string_view word);

/// Whether the word keeps its full stop in front of a number only: "No. 7", "fig. 2".
bool is_number_abbreviation(std::string_view word);

/// The American spelling of a British word in lower case ("grey", "theatre", "colour"); anything else as it
/// is. Capitalised words are left alone, as the Penn Treebank tokenizer leaves them.
std::string american_spelling(std::string word);

} // namespace saccade::ptb
