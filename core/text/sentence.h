#pragma once

#include "core/support/error.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// A word that the model does not know, and known ones that are written like it, the nearest first.
struct UnknownWord {
    std::string word;
    std::vector<std::string> nearest;
};

/// A sentence with words that the model does not know.
class UnknownWords : public UsageError {
public:
    explicit UnknownWords(std::vector<UnknownWord> words);
    const std::vector<UnknownWord>& words() const noexcept { return words_; }

private:
    std::vector<UnknownWord> words_;
};

/// The words of a sentence that a person typed, as the model knows them; without `<start>` and `<end>`.
/// @throws UnknownWords that names every word the model does not know, and for each the known word that is
/// nearest to it.
std::vector<TokenId> sentence_tokens(std::string_view sentence, const Tokenizer& tokenizer,
                                     const Vocabulary& vocabulary);

} // namespace saccade
