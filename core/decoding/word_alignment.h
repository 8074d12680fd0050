#pragma once

#include "core/decoding/caption.h"

#include <vector>

namespace saccade {

/// Which steps of two captions belong together: as many of the same words as possible opposite each other, in
/// their order, with as few words changed, put in and left out as it takes. `<end>` belongs to `<end>` alone.
struct WordAlignment {
    /// For each step of the one caption the step of the other; -1 where it has none.
    std::vector<int> left;
    std::vector<int> right;
};

WordAlignment align_words(const Caption& left, const Caption& right);

} // namespace saccade
