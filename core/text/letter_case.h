#pragma once

#include <map>
#include <span>
#include <string>

namespace saccade {

/// Words that captions write with capitals within a sentence, by their lower-case form: {"german": "German",
/// "tv": "TV"}. First words tell nothing, nor do captions in which most words are capitalised; a word counts
/// when it was seen twice so and mostly so.
std::map<std::string, std::string> learn_letter_case(std::span<const std::string> captions);

} // namespace saccade
