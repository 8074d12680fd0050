#include "core/support/edit_distance.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace saccade {

std::size_t edit_distance(std::string_view left, std::string_view right) {
    // Distances of the letters so far to each start of `right`, and those of one letter less.
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    std::vector<std::size_t> last = row;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        std::vector<std::size_t> next(right.size() + 1, i);
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const bool same = left[i - 1] == right[j - 1];
            next[j] = std::min({row[j - 1] + (same ? 0 : 1), row[j] + 1, next[j - 1] + 1});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                next[j] = std::min(next[j], last[j - 2] + 1);
        }
        last = std::exchange(row, std::move(next));
    }
    return row.back();
}

} // namespace saccade
