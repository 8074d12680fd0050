#include "core/attention/faithfulness.h"

#include "core/decoding/greedy.h"
#include "core/support/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace saccade {

namespace {

using Cells = std::vector<std::size_t>;

std::vector<float> mean_cell(const FeatureGrid& grid) {
    const auto channels = static_cast<std::size_t>(grid.channels);
    std::vector<double> sum(channels, 0);
    for (std::size_t i = 0; i < grid.values.size(); ++i)
        sum[i % channels] += grid.values[i];
    const auto cells = static_cast<double>(grid.values.size() / channels);
    std::vector<float> mean(channels);
    std::ranges::transform(sum, mean.begin(),
                           [&](double value) { return static_cast<float>(value / cells); });
    return mean;
}

Cells most_attended(std::span<const float> map, std::size_t count) {
    Cells cells(map.size());
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    std::ranges::stable_sort(cells, std::greater{}, [&](std::size_t cell) { return map[cell]; });
    cells.resize(count);
    return cells;
}

/// std::shuffle and std::sample differ between standard libraries; this draws the same everywhere.
Cells random_cells(std::size_t of, std::size_t count, std::mt19937_64& random) {
    Cells cells(of);
    std::iota(cells.begin(), cells.end(), std::size_t{0});
    for (std::size_t i = 0; i < count; ++i)
        std::swap(cells[i], cells[i + random() % (of - i)]);
    cells.resize(count);
    return cells;
}

/// Reads one sentence again and again, each time with other cells masked.
class MaskedReader {
public:
    MaskedReader(const std::shared_ptr<const Captioner>& captioner, const FeatureGrid& grid,
                 std::span<const TokenId> words, const std::stop_token& stop)
        : captioner_(captioner),
          grid_(grid),
          mean_(mean_cell(grid)),
          words_(words),
          stop_(stop) {}

    Caption read(const Cells& masked) const {
        FeatureGrid grid = grid_;
        for (const std::size_t cell : masked)
            std::ranges::copy(mean_, grid.values.begin() + static_cast<std::ptrdiff_t>(cell * mean_.size()));
        return decode_forced(captioner_, captioner_->encode(grid), words_, 1, stop_);
    }

private:
    const std::shared_ptr<const Captioner>& captioner_;
    const FeatureGrid& grid_;
    std::vector<float> mean_;
    std::span<const TokenId> words_;
    const std::stop_token& stop_;
};

constexpr int places = 64; ///< along each side, where a field of receptive fields is looked at

/// How much of each cell's receptive field lies at a place, place by place; each cell's sum to 1.
std::vector<double> spread_over_places(std::span<const float> centres, double spread) {
    std::vector<double> shares(places * centres.size());
    for (std::size_t cell = 0; cell < centres.size(); ++cell) {
        double sum = 0;
        for (int place = 0; place < places; ++place) {
            const double away = ((place + 0.5) / places - centres[cell]) / spread;
            sum += shares[static_cast<std::size_t>(place) * centres.size() + cell] =
                std::exp(-away * away / 2);
        }
        for (int place = 0; place < places; ++place)
            shares[static_cast<std::size_t>(place) * centres.size() + cell] /= sum;
    }
    return shares;
}

double log_probability(const Caption& caption, std::size_t step) {
    return std::log(std::max(static_cast<double>(caption.steps[step].probability), 1e-30));
}

} // namespace

RegionPoint peak_of(std::span<const float> map, const GridPlacement& placement) {
    const auto cols = static_cast<std::size_t>(placement.cols);
    if (map.empty() || map.size() != static_cast<std::size_t>(placement.rows) * cols)
        throw UsageError("The attention map does not fit its placement.");
    const auto peak = static_cast<std::size_t>(std::ranges::max_element(map) - map.begin());
    return {placement.centre_x[peak % cols], placement.centre_y[peak / cols]};
}

RegionPoint peak_through_receptive_fields(std::span<const float> map, const GridPlacement& placement) {
    const RegionPoint strongest = peak_of(map, placement);
    if (placement.spread_x <= 0 || placement.spread_y <= 0)
        return strongest;
    const auto rows = static_cast<std::size_t>(placement.rows);
    const auto cols = static_cast<std::size_t>(placement.cols);
    const std::vector<double> across = spread_over_places(placement.centre_x, placement.spread_x);
    const std::vector<double> down = spread_over_places(placement.centre_y, placement.spread_y);
    std::vector<double> of_rows(places * rows); // the rows of the map, spread across
    for (std::size_t x = 0; x < places; ++x) {
        for (std::size_t row = 0; row < rows; ++row)
            of_rows[x * rows + row] =
                std::transform_reduce(map.begin() + static_cast<std::ptrdiff_t>(row * cols),
                                      map.begin() + static_cast<std::ptrdiff_t>((row + 1) * cols),
                                      across.begin() + static_cast<std::ptrdiff_t>(x * cols), 0.0);
    }
    double best = -1;
    RegionPoint peak;
    for (std::size_t y = 0; y < places; ++y) {
        const auto shares = down.begin() + static_cast<std::ptrdiff_t>(y * rows);
        for (std::size_t x = 0; x < places; ++x) {
            const double value =
                std::inner_product(shares, shares + static_cast<std::ptrdiff_t>(rows),
                                   of_rows.begin() + static_cast<std::ptrdiff_t>(x * rows), 0.0);
            if (value > best) {
                best = value;
                peak = {(static_cast<double>(x) + 0.5) / places, (static_cast<double>(y) + 0.5) / places};
            }
        }
    }
    return peak;
}

std::vector<MaskingFall> masking_test(const std::shared_ptr<const Captioner>& captioner,
                                      const FeatureGrid& grid, std::span<const TokenId> words,
                                      std::span<const std::size_t> steps, const MaskingOptions& options,
                                      const std::stop_token& stop) {
    if (options.cells < 1 || options.draws < 1)
        throw UsageError("The masking test needs at least one cell and one draw.");
    const MaskedReader reader(captioner, grid, words, stop);
    const Caption whole = reader.read({});
    if (std::ranges::any_of(steps, [&](std::size_t step) { return step >= whole.steps.size(); }))
        throw UsageError("The sentence has fewer words than the masking test asks for.");
    const std::size_t all = whole.steps.front().attention.size();
    const std::size_t count = std::min(static_cast<std::size_t>(options.cells), all);

    std::vector<MaskingFall> falls(steps.size());
    std::mt19937_64 random(options.seed);
    for (int draw = 0; draw < options.draws; ++draw) {
        const Caption masked = reader.read(random_cells(all, count, random));
        for (std::size_t i = 0; i < steps.size(); ++i)
            falls[i].random +=
                (log_probability(whole, steps[i]) - log_probability(masked, steps[i])) / options.draws;
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Caption masked = reader.read(most_attended(whole.steps[steps[i]].attention, count));
        falls[i].attended = log_probability(whole, steps[i]) - log_probability(masked, steps[i]);
    }
    return falls;
}

} // namespace saccade
