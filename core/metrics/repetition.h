#pragma once

#include "core/metrics/metrics.h"

#include <span>

namespace saccade {

/// Whether an English caption stammers: it says a noun again with the same adjective as before or with none
/// ("a kitchen with a stove and a stove"), or joined to it by "and", "on", "with" or "of" ("a dog and a
/// dog"). Without a tagger, a content word counts as a noun unless it is a colour, a number, a size or the
/// like, or ends in "-ing".
bool stammers(std::span<const std::string> caption);

/// How often captions repeat themselves, as shares of them.
struct Repetition {
    double stammers = 0;
    double said_again = 0; ///< some content word stands twice
};

/// Of English captions; 0 where there is none.
Repetition measure_repetition(std::span<const Words> captions);

/// Whether most of these captions have an English article in them.
bool are_english(std::span<const Words> captions);

} // namespace saccade
