#include "core/attention/faithfulness.h"
#include "core/attention/object_words.h"
#include "core/support/error.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <utility>

namespace saccade {
namespace {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::Field;

TEST(Peak, IsTheCentreOfTheStrongestCell) {
    GridPlacement placement{2, 3, {0.1F, 0.5F, 0.8F}, {0.3F, 0.6F}};
    const std::vector<float> map{0.1F, 0.1F, 0.1F, 0.1F, 0.1F, 0.5F};
    const RegionPoint peak = peak_of(map, placement);
    EXPECT_NEAR(peak.x, 0.8, 1e-6);
    EXPECT_NEAR(peak.y, 0.6, 1e-6);
    EXPECT_THROW(peak_of(std::vector<float>(5), placement), UsageError);
}

class PeakThroughReceptiveFields : public testing::Test {
protected:
    RegionPoint peak() const { return peak_through_receptive_fields(map, placement); }
    float& cell(std::size_t row, std::size_t column) { return map[row * 8 + column]; }

    GridPlacement placement = GridPlacement::even(8, 8);
    std::vector<float> map = std::vector<float>(64, 0.0F);
};

TEST_F(PeakThroughReceptiveFields, LiesWhereSeveralCellsLookNotWhereOneStandsOut) {
    cell(1, 6) = 0.3F;
    for (const auto& [row, column] : {std::pair{4, 2}, {4, 3}, {5, 2}, {5, 3}})
        cell(row, column) = 0.17F;
    placement.spread_x = placement.spread_y = 0.12F;
    EXPECT_NEAR(peak().x, 3.0 / 8, 0.03);
    EXPECT_NEAR(peak().y, 5.0 / 8, 0.03);
    placement.spread_x = placement.spread_y = 0;
    EXPECT_NEAR(peak().x, 6.5 / 8, 1e-6) << "of the strongest cell";
    EXPECT_NEAR(peak().y, 1.5 / 8, 1e-6);
}

TEST_F(PeakThroughReceptiveFields, StaysAtTheEdgeForACellThere) {
    placement.spread_x = placement.spread_y = 0.2F;
    cell(7, 0) = 1;
    EXPECT_NEAR(peak().x, 0.5 / 8, 0.02);
    EXPECT_NEAR(peak().y, 7.5 / 8, 0.02);
}

TEST_F(PeakThroughReceptiveFields, RefusesAMapOfAnotherSize) {
    map.pop_back();
    EXPECT_THROW(peak(), UsageError);
}

TEST(ObjectWords, NameTheirCategory) {
    EXPECT_EQ(object_category("girl"), "person");
    EXPECT_EQ(object_category("racket"), "tennis racket");
    EXPECT_EQ(object_category("airplane"), "airplane");
    EXPECT_EQ(object_category("zebra"), "zebra");
    EXPECT_EQ(object_category("people"), "") << "more than one";
    EXPECT_EQ(object_category("running"), "");
    EXPECT_EQ(object_category(""), "");
}

class MaskingTest : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner = toy_captioner();
    FeatureGrid grid = captioner->grid(toy_photo(64, 64));
    std::vector<TokenId> sentence{captioner->vocabulary().id("a"), captioner->vocabulary().id("dog")};
    std::vector<std::size_t> steps{0, 1, 2};
};

TEST_F(MaskingTest, ChangesNothingWhereAllCellsAreAlike) {
    const auto channels = static_cast<std::size_t>(grid.channels);
    for (std::size_t i = channels; i < grid.values.size(); ++i)
        grid.values[i] = grid.values[i % channels];
    const auto falls = masking_test(captioner, grid, sentence, steps, {1, 4, 1});
    EXPECT_THAT(falls, Each(Field(&MaskingFall::attended, DoubleNear(0, 1e-4))));
    EXPECT_THAT(falls, Each(Field(&MaskingFall::random, DoubleNear(0, 1e-4))));
}

TEST_F(MaskingTest, TellsNothingApartWhenAllCellsAreMasked) {
    const auto falls = masking_test(captioner, grid, sentence, steps, {99, 3, 1});
    ASSERT_EQ(falls.size(), 3U);
    for (const MaskingFall& fall : falls)
        EXPECT_NEAR(fall.attended, fall.random, 1e-6);
}

TEST_F(MaskingTest, DrawsTheSameCellsFromTheSameSeed) {
    const auto falls = masking_test(captioner, grid, sentence, steps, {1, 3, 7});
    const auto again = masking_test(captioner, grid, sentence, steps, {1, 3, 7});
    for (std::size_t i = 0; i < falls.size(); ++i)
        EXPECT_EQ(falls[i].random, again[i].random);
}

TEST_F(MaskingTest, RefusesWhatCannotBeAsked) {
    EXPECT_THROW(masking_test(captioner, grid, sentence, std::vector<std::size_t>{3}), UsageError);
    EXPECT_THROW(masking_test(captioner, grid, sentence, steps, {0, 1, 1}), UsageError);
    EXPECT_THROW(masking_test(captioner, grid, sentence, steps, {1, 0, 1}), UsageError);
}

} // namespace
} // namespace saccade
