#include "core/image/region.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>

namespace saccade {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

/// What shares_in() must say, by asking a million points.
std::vector<double> counted_shares(const std::vector<double>& columns, const std::vector<double>& rows,
                                   const std::function<bool(double, double)>& is_inside) {
    std::vector<double> shares;
    constexpr int points = 200; // a side of each field
    for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
        for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
            int inside = 0;
            for (int j = 0; j < points; ++j) {
                const double y = rows[row] + (rows[row + 1] - rows[row]) * (j + 0.5) / points;
                for (int i = 0; i < points; ++i) {
                    const double x =
                        columns[column] + (columns[column + 1] - columns[column]) * (i + 0.5) / points;
                    inside += is_inside(x, y) ? 1 : 0;
                }
            }
            shares.push_back(static_cast<double>(inside) / (points * points));
        }
    }
    return shares;
}

const std::vector<double> uneven_columns{0, 0.19, 0.31, 0.55, 1};
const std::vector<double> uneven_rows{0, 0.4, 0.47, 1};

TEST(Region, CornersMayComeInAnyOrderAndLieBesideThePhoto) {
    const RegionRectangle rectangle = rectangle_between({1.4, 0.25}, {0.5, -3});
    EXPECT_EQ(rectangle.left, 0.5);
    EXPECT_EQ(rectangle.right, 1);
    EXPECT_EQ(rectangle.top, 0);
    EXPECT_EQ(rectangle.bottom, 0.25);
}

TEST(Region, ARectanglesSharesAreThoseOfCountedPoints) {
    const RegionRectangle rectangle{0.1, 0.35, 0.6, 0.9};
    EXPECT_THAT(
        shares_in(rectangle, uneven_columns, uneven_rows),
        Pointwise(DoubleNear(0.01), counted_shares(uneven_columns, uneven_rows, [](double x, double y) {
                      return x > 0.1 && x < 0.6 && y > 0.35 && y < 0.9;
                  })));
}

TEST(Region, AMasksSharesAreThoseOfCountedPoints) {
    RegionMask mask{7, 5, std::vector<std::uint8_t>(35, 0)};
    for (std::size_t i = 0; i < mask.inside.size(); i += 3)
        mask.inside[i] = 1;
    EXPECT_THAT(
        shares_in(mask, uneven_columns, uneven_rows),
        Pointwise(
            DoubleNear(0.01), counted_shares(uneven_columns, uneven_rows, [&](double x, double y) {
                return mask.inside[static_cast<std::size_t>(y * 5) * 7 + static_cast<std::size_t>(x * 7)] !=
                       0;
            })));
}

TEST(Region, TheWholePhotoIsInAllFieldsAndAPointIsInNone) {
    EXPECT_THAT(shares_in(RegionRectangle{0, 0, 1, 1}, even_borders(2), even_borders(1)), ElementsAre(1, 1));
    EXPECT_THAT(shares_in(RegionRectangle{0.3, 0.3, 0.3, 0.3}, even_borders(2), even_borders(1)),
                ElementsAre(0, 0));
    EXPECT_TRUE(is_empty(RegionRectangle{0.3, 0.3, 0.3, 0.3}));
    EXPECT_TRUE(is_empty(RegionRectangle{0.3, 0.3, 0.6, 0.3}));
    EXPECT_TRUE(is_empty(empty_mask(30, 20)));
    EXPECT_FALSE(is_empty(RegionRectangle{0.3, 0.3, 0.31, 0.31}));
}

TEST(Region, AFieldWithoutAreaHasNoShare) {
    const std::vector<double> columns{0, 0, 1};
    EXPECT_THAT(shares_in(RegionRectangle{0, 0, 1, 1}, columns, even_borders(1)), ElementsAre(0, 1));
    RegionMask mask = empty_mask(4, 4);
    std::ranges::fill(mask.inside, std::uint8_t{1});
    EXPECT_THAT(shares_in(mask, columns, even_borders(1)), ElementsAre(0, 1));
}

TEST(Region, ABrushIsRoundOnThePhotoWhateverItsShape) {
    for (const auto& [width, height] : {std::pair{4000, 1000}, {300, 900}, {64, 64}}) {
        RegionMask mask = empty_mask(width, height);
        EXPECT_NEAR(static_cast<double>(mask.width) / mask.height, static_cast<double>(width) / height, 0.01);
        brush(mask, {0.5, 0.5}, {0.5, 0.5}, 0.05);
        const RegionRectangle bounds = bounds_of(mask);
        EXPECT_NEAR(bounds.width() * width, bounds.height() * height, 0.01 * std::max(width, height));
        EXPECT_NEAR(bounds.width() * width, 0.1 * std::max(width, height), 0.01 * std::max(width, height));
    }
}

TEST(Region, AStrokeCoversWhatLiesNearItsLineAndNothingElse) {
    RegionMask mask = empty_mask(100, 100);
    const RegionPoint from{0.2, 0.3};
    const RegionPoint to{0.7, 0.5};
    constexpr double radius = 0.08;
    brush(mask, from, to, radius);
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            double nearest = 1;
            for (int i = 0; i <= 300; ++i) {
                const double t = i / 300.0;
                nearest = std::min(nearest, std::hypot((x + 0.5) / mask.width - std::lerp(from.x, to.x, t),
                                                       (y + 0.5) / mask.height - std::lerp(from.y, to.y, t)));
            }
            if (std::abs(nearest - radius) < 0.002)
                continue;
            ASSERT_EQ(mask.inside[static_cast<std::size_t>(y * mask.width + x)] != 0, nearest < radius)
                << x << ' ' << y;
        }
    }
}

TEST(Region, ABrushMayLeaveThePhotoAndMarksSomethingHoweverSmallItIs) {
    RegionMask mask = empty_mask(50, 40);
    brush(mask, {-4, -3}, {-2, 9}, 0.1);
    EXPECT_TRUE(is_empty(mask));
    brush(mask, {0.999, 0.999}, {0.999, 0.999}, 0);
    EXPECT_FALSE(is_empty(mask));
}

TEST(Region, AMaskThatIsNotOfItsSizeIsRefused) {
    const RegionMask lying{4, 4, std::vector<std::uint8_t>(3)};
    EXPECT_THROW(shares_in(lying, even_borders(2), even_borders(2)), UsageError);
    EXPECT_THROW(bounds_of(lying), UsageError);
    EXPECT_THROW(empty_mask(0, 3), UsageError);
}

TEST(Rectangle, HoldsItsEdgesAndNothingBeyond) {
    const RegionRectangle rectangle{0.2, 0.4, 0.6, 0.8};
    EXPECT_TRUE(rectangle.contains({0.2, 0.8}));
    EXPECT_FALSE(rectangle.contains({0.19, 0.5}));
    EXPECT_FALSE(rectangle.contains({0.3, 0.81}));
}

TEST(Region, AMaskIsMovedAndStretchedToOtherBounds) {
    RegionMask mask{8, 4, std::vector<std::uint8_t>(32, 0)};
    mask.inside[1 * 8 + 1] = mask.inside[1 * 8 + 2] = mask.inside[2 * 8 + 1] = 1; // an L of 2 x 2
    const auto picture = [](const RegionMask& each) {
        std::string text;
        for (std::size_t i = 0; i < each.inside.size(); ++i) {
            text += each.inside[i] != 0 ? '#' : '.';
            if (i % 8 == 7)
                text += '\n';
        }
        return text;
    };
    EXPECT_EQ(picture(fitted_to(mask, {5.0 / 8, 0, 7.0 / 8, 0.5})), ".....##.\n"
                                                                    ".....#..\n"
                                                                    "........\n"
                                                                    "........\n");
    EXPECT_EQ(picture(fitted_to(mask, {0, 0, 0.5, 1})), "####....\n"
                                                        "####....\n"
                                                        "##......\n"
                                                        "##......\n");
    EXPECT_EQ(picture(fitted_to(mask, {7.0 / 8, 0.5, 9.0 / 8, 1})), "........\n"
                                                                    "........\n"
                                                                    ".......#\n"
                                                                    ".......#\n");
    EXPECT_EQ(fitted_to(mask, bounds_of(mask)).inside, mask.inside);
    std::ranges::fill(mask.inside, std::uint8_t{0});
    EXPECT_TRUE(is_empty(fitted_to(mask, {0, 0, 1, 1})));
    mask.inside.pop_back();
    EXPECT_THROW(fitted_to(mask, {0, 0, 1, 1}), UsageError);
}

} // namespace
} // namespace saccade
