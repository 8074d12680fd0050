#include "ui/studio/kept_word.h"

#include <cstdlib>

namespace saccade {

int keptWord(const Caption& before, int current, const Caption& after) {
    const int count = static_cast<int>(after.steps.size());
    if (current < 0 || current >= static_cast<int>(before.steps.size()))
        return std::min(0, count - 1);
    const std::string& word = before.steps[static_cast<std::size_t>(current)].word;
    int nearest = -1;
    for (int i = 0; i < count; ++i) {
        if (after.steps[static_cast<std::size_t>(i)].word != word)
            continue;
        if (nearest < 0 || std::abs(i - current) < std::abs(nearest - current))
            nearest = i;
    }
    return nearest >= 0 ? nearest : std::min(current, count - 1);
}

} // namespace saccade
