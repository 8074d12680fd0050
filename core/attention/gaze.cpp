#include "core/attention/gaze.h"

#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

std::vector<float> added_maps(const Caption& caption, std::span<const std::size_t> steps) {
    std::vector<float> sum;
    for (const std::size_t step : steps) {
        if (step >= caption.steps.size())
            throw UsageError("The caption has fewer words.");
        const std::vector<float>& map = caption.steps[step].attention;
        if (sum.empty())
            sum.assign(map.size(), 0);
        if (map.size() != sum.size())
            throw UsageError("The words' attention maps differ in size.");
        std::ranges::transform(sum, map, sum.begin(), std::plus());
    }
    return sum;
}

std::vector<float> coverage(const Caption& caption, std::size_t step) {
    std::vector<std::size_t> steps(step + 1);
    std::iota(steps.begin(), steps.end(), std::size_t{0});
    return added_maps(caption, steps);
}

std::size_t cells_covered(std::span<const float> coverage) {
    const float even = 1.0F / static_cast<float>(std::max<std::size_t>(coverage.size(), 1));
    return static_cast<std::size_t>(
        std::ranges::count_if(coverage, [even](float spent) { return spent >= even; }));
}

double gaze_moved(std::span<const float> from, std::span<const float> to) {
    if (from.size() != to.size())
        throw UsageError("The words' attention maps differ in size.");
    double sum = 0;
    for (std::size_t i = 0; i < from.size(); ++i)
        sum += std::abs(static_cast<double>(from[i]) - static_cast<double>(to[i]));
    return sum / 2;
}

std::vector<double> cell_borders(std::span<const float> centres) {
    std::vector<double> borders{0};
    for (std::size_t i = 1; i < centres.size(); ++i) {
        const double middle = (static_cast<double>(centres[i - 1]) + static_cast<double>(centres[i])) / 2;
        borders.push_back(std::clamp(middle, 0.0, 1.0));
    }
    borders.push_back(1);
    return borders;
}

std::optional<Cell> cell_at(const GridPlacement& placement, double x, double y) {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1) || placement.centre_x.empty() || placement.centre_y.empty())
        return std::nullopt;
    const auto place = [](std::span<const float> centres, double at) {
        const std::vector<double> borders = cell_borders(centres);
        const auto next = std::upper_bound(borders.begin() + 1, borders.end() - 1, at);
        return static_cast<int>(next - borders.begin()) - 1;
    };
    return Cell{place(placement.centre_y, y), place(placement.centre_x, x)};
}

} // namespace saccade
