#include "core/attention/map_difference.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace saccade {

namespace {

constexpr float nearness = 1e-4F; // of the photo: a fraction of a pixel on any screen

bool are_near(const std::vector<float>& a, const std::vector<float>& b) {
    return std::ranges::equal(a, b, [](float x, float y) { return std::abs(x - y) <= nearness; });
}

} // namespace

bool is_same_grid(const GridPlacement& a, const GridPlacement& b) {
    return a.rows == b.rows && a.cols == b.cols && are_near(a.centre_x, b.centre_x) &&
           are_near(a.centre_y, b.centre_y);
}

std::vector<float> map_difference(std::span<const float> a, std::span<const float> b) {
    if (a.size() != b.size())
        throw UsageError(
            fmt::format("Attention maps of {} and of {} cells cannot be subtracted.", a.size(), b.size()));
    std::vector<float> difference(a.size());
    std::ranges::transform(a, b, difference.begin(), std::minus<>());
    return difference;
}

ColourRange symmetric_range(std::span<const float> difference) {
    float largest = 0;
    for (const float value : difference)
        largest = std::max(largest, std::abs(value));
    return largest > 0 ? ColourRange{-largest, largest} : ColourRange{-1, 1};
}

} // namespace saccade
