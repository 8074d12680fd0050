#pragma once

#include "core/text/vocabulary.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Whether an English word, in lower case, stands for nothing one could see: articles, prepositions,
/// pronouns, conjunctions, auxiliaries and the like.
bool is_function_word(std::string_view word);

/// Whether a vocabulary is that of English captions, which is_function_word() knows.
bool is_english(const Vocabulary& vocabulary);

/// By token, whether it is a content word: a word of English that is no function word. All false for a
/// vocabulary of another language, whose function words are not known.
std::vector<bool> content_words(const Vocabulary& vocabulary);

/// How many words of an English caption are content words that were said before in it.
std::size_t content_words_said_again(std::span<const std::string> caption);

} // namespace saccade
