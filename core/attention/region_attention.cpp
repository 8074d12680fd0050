#include "core/attention/region_attention.h"

#include "core/attention/gaze.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace saccade {

namespace {

bool are_rising(std::span<const float> centres, int count) {
    return count > 0 && centres.size() == static_cast<std::size_t>(count) &&
           std::ranges::all_of(centres, [](float centre) { return std::isfinite(centre); }) &&
           std::ranges::adjacent_find(centres, std::greater_equal<>()) == centres.end();
}

} // namespace

std::vector<double> cell_shares(const Region& region, const GridPlacement& placement) {
    if (!are_rising(placement.centre_x, placement.cols) || !are_rising(placement.centre_y, placement.rows))
        throw UsageError("The places of the attention cells are not one rising centre a row and a column.");
    return shares_in(region, cell_borders(placement.centre_x), cell_borders(placement.centre_y));
}

std::vector<RegionGaze> rank_words(const Caption& caption, std::span<const double> cell_shares) {
    const double chance = cell_shares.empty() ? 0
                                              : std::accumulate(cell_shares.begin(), cell_shares.end(), 0.0) /
                                                    static_cast<double>(cell_shares.size());
    std::vector<RegionGaze> ranking;
    for (std::size_t step = 0; step < caption.word_count(); ++step) {
        const std::vector<float>& attention = caption.steps[step].attention;
        if (attention.size() != cell_shares.size())
            throw UsageError(fmt::format("An attention map of {} values does not fit {} cells.",
                                         attention.size(), cell_shares.size()));
        const double share = std::inner_product(attention.begin(), attention.end(), cell_shares.begin(), 0.0);
        ranking.push_back({step, share, chance});
    }
    std::ranges::stable_sort(ranking, std::greater<>(), &RegionGaze::share);
    return ranking;
}

} // namespace saccade
