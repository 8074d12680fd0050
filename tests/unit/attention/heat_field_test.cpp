#include "core/attention/heat_field.h"
#include "core/support/error.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace saccade {
namespace {

using testing::Each;
using testing::FloatNear;
using testing::Pointwise;

std::vector<float> one_lit_cell(int cells, int lit) {
    std::vector<float> map(static_cast<std::size_t>(cells), 0.0F);
    map[static_cast<std::size_t>(lit)] = 1;
    return map;
}

struct Golden {
    nlohmann::json json =
        nlohmann::json::parse(std::ifstream(SACCADE_TEST_DATA "/attention/heat_field.json"));
    GridPlacement placement{json["rows"], json["cols"], json["centre_x"], json["centre_y"]};
    std::vector<float> map = json["map"];

    std::vector<float> field(FieldStyle style) const {
        return heat_field(map, placement, json["width"], json["height"], style);
    }
};

TEST(HeatField, InterpolatesAsNumpyDoesBetweenUnevenCentres) {
    const Golden golden;
    EXPECT_THAT(golden.field(FieldStyle::smooth),
                Pointwise(FloatNear(1e-6F), golden.json["smooth"].get<std::vector<float>>()));
}

TEST(HeatField, CellsTakeTheValueOfTheNearestCentreUnchanged) {
    const Golden golden;
    EXPECT_THAT(golden.field(FieldStyle::cells),
                Pointwise(FloatNear(1e-8F), golden.json["cells"].get<std::vector<float>>()));
}

TEST(HeatField, LitCellPeaksWhereItLiesAndIsDarkBeyondItsNeighbours) {
    const auto field =
        heat_field(one_lit_cell(64, 2 * 8 + 5), GridPlacement::even(8, 8), 160, 80, FieldStyle::smooth);
    const auto peak = std::max_element(field.begin(), field.end()) - field.begin();
    EXPECT_NEAR(static_cast<double>(peak % 160), 5.5 / 8 * 160, 1);
    EXPECT_NEAR(static_cast<double>(peak / 160), 2.5 / 8 * 80, 1);
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 160; ++x)
            if (x < 4.5 / 8 * 160 - 1 || x > 6.5 / 8 * 160 || y < 1.5 / 8 * 80 - 1 || y > 3.5 / 8 * 80) {
                ASSERT_EQ(field[static_cast<std::size_t>(y * 160 + x)], 0) << x << ", " << y;
            }
}

TEST(HeatField, PeakMovesWithTheCentre) {
    GridPlacement shifted = GridPlacement::even(1, 4);
    shifted.centre_x = {0.3F, 0.4F, 0.5F, 0.9F};
    const auto field = heat_field(one_lit_cell(4, 1), shifted, 1000, 1, FieldStyle::smooth);
    EXPECT_NEAR(static_cast<double>(std::max_element(field.begin(), field.end()) - field.begin()), 400, 1);
}

TEST(HeatField, StaysConstantBeyondTheOutermostCentres) {
    const std::vector<float> map{0.25F, 0.75F};
    const GridPlacement placement{1, 2, {0.4F, 0.6F}, {0.5F}};
    const auto field = heat_field(map, placement, 10, 3, FieldStyle::smooth);
    for (int y = 0; y < 3; ++y) {
        EXPECT_EQ(field[static_cast<std::size_t>(y * 10)], 0.25F);
        EXPECT_EQ(field[static_cast<std::size_t>(y * 10 + 9)], 0.75F);
    }
}

TEST(HeatField, CentresMayLieOutsideThePhoto) {
    const std::vector<float> map{0.0F, 1.0F};
    const GridPlacement placement{1, 2, {-0.5F, 1.5F}, {0.5F}};
    EXPECT_THAT(heat_field(map, placement, 2, 1, FieldStyle::smooth), testing::ElementsAre(0.375F, 0.625F));
}

TEST(HeatField, OneCellFillsThePhoto) {
    const std::vector<float> map{0.5F};
    for (const FieldStyle style : {FieldStyle::smooth, FieldStyle::cells})
        EXPECT_THAT(heat_field(map, GridPlacement::even(1, 1), 7, 5, style), Each(0.5F));
}

TEST(HeatField, RefusesWhatDoesNotFit) {
    const std::vector<float> map(64, 1.0F / 64);
    const GridPlacement even = GridPlacement::even(8, 8);
    const auto smooth = FieldStyle::smooth;
    EXPECT_THROW(heat_field(map, GridPlacement::even(8, 7), 10, 10, smooth), UsageError);
    EXPECT_THROW(heat_field(map, GridPlacement{}, 10, 10, smooth), UsageError);
    EXPECT_THROW(heat_field({}, even, 10, 10, smooth), UsageError);
    EXPECT_THROW(heat_field(map, even, 0, 10, smooth), UsageError);
    EXPECT_THROW(heat_field(map, even, 10, -1, smooth), UsageError);
    GridPlacement falling = even;
    std::swap(falling.centre_x[2], falling.centre_x[3]);
    EXPECT_THROW(heat_field(map, falling, 10, 10, smooth), UsageError);
    GridPlacement short_of_one = even;
    short_of_one.centre_y.pop_back();
    EXPECT_THROW(heat_field(map, short_of_one, 10, 10, smooth), UsageError);
}

} // namespace
} // namespace saccade
