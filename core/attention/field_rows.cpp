#include "core/attention/field_rows.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace saccade {

namespace {

bool are_rising(std::span<const float> centres) {
    return std::all_of(centres.begin(), centres.end(), [](float centre) { return std::isfinite(centre); }) &&
           std::adjacent_find(centres.begin(), centres.end(), std::greater_equal<>()) == centres.end();
}

void check(std::span<const float> map, const GridPlacement& placement, int width, int height) {
    if (width <= 0 || height <= 0)
        throw UsageError(
            fmt::format("An attention map cannot be drawn {} x {} pixels large.", width, height));
    if (placement.rows <= 0 || placement.cols <= 0 ||
        placement.centre_x.size() != static_cast<std::size_t>(placement.cols) ||
        placement.centre_y.size() != static_cast<std::size_t>(placement.rows) ||
        !are_rising(placement.centre_x) || !are_rising(placement.centre_y))
        throw UsageError("The places of the attention cells are not one rising centre a row and a column.");
    if (map.size() / placement.centre_x.size() != placement.centre_y.size() ||
        map.size() % placement.centre_x.size() != 0)
        throw UsageError(fmt::format("An attention map of {} values does not fit a grid of {} x {} cells.",
                                     map.size(), placement.rows, placement.cols));
}

} // namespace

FieldRows::FieldRows(std::span<const float> map, const GridPlacement& placement, int width, int height,
                     FieldStyle style)
    : map_(map),
      cols_(placement.cols) {
    check(map, placement, width, height);
    x_ = make_axis(placement.centre_x, width, style);
    y_ = make_axis(placement.centre_y, height, style);
    for (int x = 1; x < width; ++x)
        if (x_.cell[x] != x_.cell[x - 1])
            run_ends_.push_back(x);
    run_ends_.push_back(width);
    cells_.resize(static_cast<std::size_t>(cols_));
}

FieldRows::Axis FieldRows::make_axis(std::span<const float> centres, int size, FieldStyle style) {
    const int last = static_cast<int>(centres.size()) - 1;
    Axis axis{std::vector<int>(static_cast<std::size_t>(size)),
              std::vector<float>(static_cast<std::size_t>(size))};
    int cell = 0;
    for (int i = 0; i < size; ++i) {
        const double place = (i + 0.5) / size;
        while (cell < last && centres[cell + 1] <= place)
            ++cell;
        double fraction = 0;
        if (cell < last && place > centres[cell])
            fraction = (place - centres[cell]) / (static_cast<double>(centres[cell + 1]) - centres[cell]);
        if (style == FieldStyle::cells) {
            axis.cell[i] = fraction < 0.5 ? cell : cell + 1;
        } else {
            axis.cell[i] = cell;
            axis.fraction[i] = static_cast<float>(fraction);
        }
    }
    return axis;
}

void FieldRows::fill(int y, std::span<float> row) {
    const float* above = map_.data() + static_cast<std::ptrdiff_t>(y_.cell[y]) * cols_;
    const float down = y_.fraction[y];
    for (int col = 0; col < cols_; ++col)
        cells_[col] = down > 0 ? above[col] + down * (above[cols_ + col] - above[col]) : above[col];

    int x = 0;
    for (const int end : run_ends_) {
        const int cell = x_.cell[x];
        const float value = cells_[cell];
        const float slope = cell + 1 < cols_ ? cells_[cell + 1] - value : 0;
        for (; x < end; ++x)
            row[x] = value + slope * x_.fraction[x];
    }
}

} // namespace saccade
