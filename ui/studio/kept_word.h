#pragma once

#include "core/decoding/caption.h"

namespace saccade {

/// Which step of a new caption of the same photo to show, so that a person who compares stays at their word:
/// the same word if it is said again, as near as it can be to where it stood; else the same place; else the
/// last step.
/// @param current  step of `before`, or -1. @return -1 for a caption without steps.
int keptWord(const Caption& before, int current, const Caption& after);

} // namespace saccade
