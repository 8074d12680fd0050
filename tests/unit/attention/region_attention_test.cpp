#include "core/attention/map_difference.h"
#include "core/attention/region_attention.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

namespace saccade {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

GridPlacement uneven() {
    return {3, 4, {0.2F, 0.35F, 0.6F, 0.7F}, {-0.05F, 0.3F, 0.8F}};
}

/// Words with random attention, then `<end>`.
Caption random_caption(int words, std::size_t cells) {
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same each time
    Caption caption;
    for (int i = 0; i <= words; ++i) {
        CaptionStep step;
        step.word = i < words ? "word" + std::to_string(i) : "<end>";
        double sum = 0;
        for (std::size_t cell = 0; cell < cells; ++cell) {
            step.attention.push_back(static_cast<float>(random() % 1000 + 1));
            sum += static_cast<double>(step.attention.back());
        }
        for (float& value : step.attention)
            value = static_cast<float>(static_cast<double>(value) / sum);
        caption.steps.push_back(std::move(step));
    }
    caption.finished = true;
    return caption;
}

/// Spreads each cell's attention evenly over the points nearest to its centre and adds up what falls inside.
struct BruteForce {
    static constexpr int side = 1200;
    std::vector<int> points; ///< of each cell
    std::vector<int> inside;

    BruteForce(const GridPlacement& placement, const std::function<bool(double, double)>& is_inside)
        : points(placement.centre_x.size() * placement.centre_y.size()),
          inside(points.size()) {
        const auto nearest = [](const std::vector<float>& centres, double place) {
            return std::ranges::min_element(
                       centres, {},
                       [place](float centre) { return std::abs(static_cast<double>(centre) - place); }) -
                   centres.begin();
        };
        for (int y = 0; y < side; ++y) {
            const double py = (y + 0.5) / side;
            const auto row = nearest(placement.centre_y, py);
            for (int x = 0; x < side; ++x) {
                const double px = (x + 0.5) / side;
                const auto cell =
                    static_cast<std::size_t>(row * placement.cols + nearest(placement.centre_x, px));
                ++points[cell];
                inside[cell] += is_inside(px, py) ? 1 : 0;
            }
        }
    }
    double attention(const std::vector<float>& map) const {
        double sum = 0;
        for (std::size_t cell = 0; cell < map.size(); ++cell)
            sum += static_cast<double>(map[cell]) * inside[cell] / points[cell];
        return sum;
    }
};

void expect_as_brute_force(const Region& region, const GridPlacement& placement,
                           const std::function<bool(double, double)>& is_inside) {
    const BruteForce brute(placement, is_inside);
    const std::size_t cells = brute.points.size();
    const Caption caption = random_caption(9, cells);
    const std::vector<RegionGaze> ranking = rank_words(caption, cell_shares(region, placement));

    std::vector<std::pair<double, std::size_t>> expected;
    for (std::size_t step = 0; step < 9; ++step)
        expected.emplace_back(brute.attention(caption.steps[step].attention), step);
    std::ranges::sort(expected, std::greater<>());
    const double chance = brute.attention(std::vector<float>(cells, 1.0F / static_cast<float>(cells)));
    ASSERT_EQ(ranking.size(), 9U);
    for (std::size_t place = 0; place < ranking.size(); ++place) {
        EXPECT_EQ(ranking[place].step, expected[place].second) << place;
        EXPECT_NEAR(ranking[place].share, expected[place].first, 1e-3) << place;
        EXPECT_NEAR(ranking[place].chance, chance, 1e-3);
        EXPECT_NEAR(ranking[place].times_chance(), expected[place].first / chance, 0.02) << place;
    }
}

TEST(RegionAttention, RanksWordsAsABruteForceSumDoes) {
    const auto inside = [](double x, double y) { return x > 0.15 && x < 0.65 && y > 0.2 && y < 0.5; };
    const RegionRectangle rectangle{0.15, 0.2, 0.65, 0.5};
    for (const GridPlacement& placement : {uneven(), GridPlacement::even(8, 8), GridPlacement::even(3, 4)})
        expect_as_brute_force(rectangle, placement, inside);
}

TEST(RegionAttention, RanksWordsUnderABrushAsABruteForceSumDoes) {
    RegionMask mask = empty_mask(600, 400);
    brush(mask, {0.2, 0.3}, {0.8, 0.4}, 0.06);
    brush(mask, {0.8, 0.4}, {0.7, 0.9}, 0.06);
    const auto inside = [&mask](double x, double y) {
        return mask.inside[static_cast<std::size_t>(y * mask.height) * static_cast<std::size_t>(mask.width) +
                           static_cast<std::size_t>(x * mask.width)] != 0;
    };
    for (const GridPlacement& placement : {uneven(), GridPlacement::even(8, 8)})
        expect_as_brute_force(mask, placement, inside);
}

TEST(RegionAttention, AGazeThatIsEverywhereIsExactlyChance) {
    Caption caption = random_caption(1, 12);
    caption.steps[0].attention.assign(12, 1.0F / 12);
    for (const GridPlacement& placement : {uneven(), GridPlacement::even(3, 4)}) {
        const auto ranking = rank_words(caption, cell_shares(RegionRectangle{0.1, 0.1, 0.3, 0.9}, placement));
        EXPECT_NEAR(ranking.at(0).times_chance(), 1, 1e-6);
    }
}

TEST(RegionAttention, TheWholePhotoHoldsAllOfIt) {
    const Caption caption = random_caption(4, 12);
    for (const RegionGaze& gaze : rank_words(caption, cell_shares(RegionRectangle{0, 0, 1, 1}, uneven()))) {
        EXPECT_NEAR(gaze.share, 1, 1e-6);
        EXPECT_NEAR(gaze.chance, 1, 1e-12);
    }
}

TEST(RegionAttention, WhereTheCellsLieDecidesWhatIsInTheRegion) {
    const RegionRectangle corner{0, 0, 0.25, 1.0 / 3};
    EXPECT_THAT(cell_shares(corner, GridPlacement::even(3, 4)),
                ElementsAre(DoubleNear(1, 1e-6), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    const auto shares = cell_shares(corner, uneven()); // the first cell ends at 0.275 x 0.125
    EXPECT_NEAR(shares[0], 0.25 / 0.275, 1e-6);
    EXPECT_GT(shares[4], 0.4);
}

TEST(RegionAttention, NothingMarkedIsNoAttentionAndNoChance) {
    const Caption caption = random_caption(2, 12);
    for (const RegionGaze& gaze : rank_words(caption, cell_shares(RegionRectangle{}, uneven()))) {
        EXPECT_EQ(gaze.share, 0);
        EXPECT_EQ(gaze.times_chance(), 0);
    }
}

TEST(RegionAttention, WhatDoesNotFitIsRefused) {
    const Caption caption = random_caption(2, 12);
    EXPECT_THROW(rank_words(caption, std::vector<double>(11, 0.5)), UsageError);
    EXPECT_THROW(cell_shares(RegionRectangle{}, {1, 2, {0.5F, 0.2F}, {0.5F}}), UsageError);
    EXPECT_THROW(cell_shares(RegionRectangle{}, {1, 2, {0.5F}, {0.5F}}), UsageError);
}

TEST(MapDifference, IsPositiveWhereTheFirstHasMoreAndItsRangeIsSymmetric) {
    const std::vector<float> a{0.75F, 0.25F, 0};
    const std::vector<float> b{0.25F, 0.25F, 0.5F};
    const auto difference = map_difference(a, b);
    EXPECT_THAT(difference, ElementsAre(0.5F, 0.0F, -0.5F));
    EXPECT_FLOAT_EQ(symmetric_range(std::vector{0.1F, -0.4F}).low, -0.4F);
    EXPECT_FLOAT_EQ(symmetric_range(std::vector{0.1F, -0.4F}).high, 0.4F);
    EXPECT_FLOAT_EQ(symmetric_range(std::vector{0.0F, 0.0F}).high, 1);
    EXPECT_THROW(map_difference(a, std::vector{1.0F}), UsageError);
}

TEST(MapDifference, GridsAreTheSameOnlyWhereTheirCellsLieInTheSamePlaces) {
    EXPECT_TRUE(is_same_grid(uneven(), uneven()));
    EXPECT_FALSE(is_same_grid(uneven(), GridPlacement::even(3, 4)));
    EXPECT_FALSE(is_same_grid(GridPlacement::even(4, 3), GridPlacement::even(3, 4)));
}

} // namespace
} // namespace saccade
