#pragma once

#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <string_view>
#include <vector>

namespace saccade {

/// The words of a sentence that a person typed, as the model knows them; without `<start>` and `<end>`.
/// @throws UsageError that names every word the model does not know, and for each the known word that is
/// nearest to it.
std::vector<TokenId> sentence_tokens(std::string_view sentence, const Tokenizer& tokenizer,
                                     const Vocabulary& vocabulary);

} // namespace saccade
