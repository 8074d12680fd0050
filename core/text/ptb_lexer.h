#pragma once

#include <string>
#include <string_view>

namespace saccade::ptb {

enum class Treatment {
    word,     ///< a token as written
    respelt,  ///< a token in its American spelling
    replaced, ///< a token with the text of `replacement`
    ignored   ///< space, or punctuation that is no token
};

struct Match {
    std::size_t length = 0; ///< characters that the token takes
    std::size_t reach = 0;  ///< `length` and the context that had to follow
    Treatment treatment = Treatment::ignored;
    std::u32string_view replacement = {};
};

/// The token at text[begin], begin < text.size(); its length is at least 1. As in lex, the rule that reaches
/// farthest wins and among equals the first. `text` is folded: one apostrophe, one double quote, one dash,
/// one ellipsis, one space. Each rule looks a bounded way past what it takes, so that a whole text is cut in
/// linear time.
Match longest_match(std::u32string_view text, std::size_t begin);

} // namespace saccade::ptb
