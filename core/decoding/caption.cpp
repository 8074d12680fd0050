#include "core/decoding/caption.h"

namespace saccade {

std::size_t Caption::word_count() const {
    return finished && !steps.empty() ? steps.size() - 1 : steps.size();
}

std::string Caption::text() const {
    std::string result;
    for (std::size_t i = 0; i < word_count(); ++i) {
        if (i > 0)
            result += ' ';
        result += steps[i].word;
    }
    return result;
}

} // namespace saccade
