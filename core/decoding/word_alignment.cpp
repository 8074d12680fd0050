#include "core/decoding/word_alignment.h"

#include <algorithm>
#include <cstddef>

namespace saccade {

namespace {

constexpr int gap_cost = 2; // of a word that only one side has
constexpr int never = 1'000'000;

bool is_end(const CaptionStep& step) {
    return step.word == "<end>";
}

/// A changed word costs a little less than one left out and one put in, so that it is seen as changed.
int pair_cost(const CaptionStep& a, const CaptionStep& b) {
    if (a.word == b.word)
        return 0;
    return is_end(a) || is_end(b) ? never : 2 * gap_cost - 1;
}

} // namespace

WordAlignment align_words(const Caption& left, const Caption& right) {
    const std::size_t rows = left.steps.size();
    const std::size_t columns = right.steps.size();
    // costs[i][j]: of the steps from i and from j on.
    std::vector<std::vector<int>> costs(rows + 1, std::vector<int>(columns + 1, 0));
    for (std::size_t i = rows + 1; i-- > 0;) {
        for (std::size_t j = columns + 1; j-- > 0;) {
            if (i == rows || j == columns) {
                costs[i][j] = gap_cost * static_cast<int>(rows - i + columns - j);
                continue;
            }
            costs[i][j] = std::min({costs[i + 1][j + 1] + pair_cost(left.steps[i], right.steps[j]),
                                    costs[i + 1][j] + gap_cost, costs[i][j + 1] + gap_cost});
        }
    }
    WordAlignment alignment{std::vector<int>(rows, -1), std::vector<int>(columns, -1)};
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (costs[i][j] == costs[i + 1][j + 1] + pair_cost(left.steps[i], right.steps[j])) {
            alignment.left[i] = static_cast<int>(j);
            alignment.right[j] = static_cast<int>(i);
            ++i;
            ++j;
        } else if (costs[i][j] == costs[i + 1][j] + gap_cost) {
            ++i;
        } else {
            ++j;
        }
    }
    return alignment;
}

} // namespace saccade
