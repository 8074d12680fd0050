#include "core/attention/gaze.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::FloatEq;

Caption three_words() {
    Caption caption;
    for (const std::vector<float>& map :
         {std::vector<float>{0.5F, 0.25F, 0.25F, 0}, {0, 0, 0, 1}, {0.25F, 0.25F, 0.25F, 0.25F}}) {
        CaptionStep& step = caption.steps.emplace_back();
        step.attention = map;
    }
    return caption;
}

TEST(Gaze, MapsOfSeveralWordsAreAdded) {
    const std::vector<std::size_t> first_and_last{0, 2};
    EXPECT_THAT(added_maps(three_words(), first_and_last), ElementsAre(0.75F, 0.5F, 0.5F, 0.25F));
    EXPECT_THAT(added_maps(three_words(), {}), ElementsAre());
    const std::vector<std::size_t> beyond{3};
    EXPECT_THROW(added_maps(three_words(), beyond), UsageError);
    Caption uneven = three_words();
    uneven.steps[2].attention.pop_back();
    EXPECT_THROW(added_maps(uneven, first_and_last), UsageError);
}

TEST(Gaze, CoverageIsWhatWasSpentSoFar) {
    EXPECT_THAT(coverage(three_words(), 0), ElementsAre(0.5F, 0.25F, 0.25F, 0));
    EXPECT_THAT(coverage(three_words(), 1), ElementsAre(0.5F, 0.25F, 0.25F, 1));
    EXPECT_THAT(coverage(three_words(), 2), ElementsAre(0.75F, 0.5F, 0.5F, 1.25F));
    EXPECT_EQ(cells_covered(coverage(three_words(), 0)), 3U);
    EXPECT_EQ(cells_covered(coverage(three_words(), 1)), 4U);
    EXPECT_EQ(cells_covered({}), 0U);
}

TEST(Gaze, MovesByTheShareThatIsElsewhere) {
    const Caption caption = three_words();
    EXPECT_DOUBLE_EQ(gaze_moved(caption.steps[0].attention, caption.steps[1].attention), 1);
    EXPECT_DOUBLE_EQ(gaze_moved(caption.steps[0].attention, caption.steps[2].attention), 0.25);
    EXPECT_DOUBLE_EQ(gaze_moved(caption.steps[2].attention, caption.steps[2].attention), 0);
    EXPECT_THROW(gaze_moved(caption.steps[0].attention, {}), UsageError);
}

TEST(Gaze, ACellEndsHalfWayToTheNextCentre) {
    const GridPlacement placement{2, 3, {0.2F, 0.4F, 0.9F}, {0.3F, 0.5F}};
    EXPECT_THAT(cell_borders(placement.centre_x),
                ElementsAre(0, testing::DoubleNear(0.3, 1e-6), testing::DoubleNear(0.65, 1e-6), 1));
    const auto expect_cell = [&](double x, double y, int row, int column) {
        const std::optional<Cell> cell = cell_at(placement, x, y);
        ASSERT_TRUE(cell.has_value());
        EXPECT_EQ(cell->row, row) << y;
        EXPECT_EQ(cell->column, column) << x;
    };
    expect_cell(0, 0, 0, 0);
    expect_cell(0.29, 0.39, 0, 0);
    expect_cell(0.31, 0.41, 1, 1);
    expect_cell(0.66, 0.99, 1, 2);
    expect_cell(1, 1, 1, 2);
    EXPECT_FALSE(cell_at(placement, -0.01, 0.5).has_value());
    EXPECT_FALSE(cell_at(placement, 0.5, 1.01).has_value());
    EXPECT_FALSE(cell_at({}, 0.5, 0.5).has_value());
}

} // namespace
} // namespace saccade
