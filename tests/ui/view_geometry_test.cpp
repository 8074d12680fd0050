#include "ui/studio/view_geometry.h"

#include <gtest/gtest.h>

namespace saccade {
namespace {

struct FitCase {
    QSizeF photo;
    QSizeF view;
};

class FitTest : public testing::TestWithParam<FitCase> {};

TEST_P(FitTest, ShowsTheWholePhotoCentredAndTouchesTheMargin) {
    const auto [photo, view] = GetParam();
    const QRectF rect = fitted(photo, view, 16).photoRect();
    EXPECT_NEAR(rect.center().x(), view.width() / 2, 1e-6);
    EXPECT_NEAR(rect.center().y(), view.height() / 2, 1e-6);
    EXPECT_NEAR(rect.width() / rect.height(), photo.width() / photo.height(), 1e-6);
    const bool touches_sides = std::abs(rect.left() - 16) < 1e-6;
    const bool touches_top = std::abs(rect.top() - 16) < 1e-6;
    EXPECT_TRUE(touches_sides || touches_top);
    EXPECT_GE(rect.left(), 16 - 1e-6);
    EXPECT_GE(rect.top(), 16 - 1e-6);
}

INSTANTIATE_TEST_SUITE_P(Sizes, FitTest,
                         testing::Values(FitCase{{6000, 4000}, {800, 600}}, FitCase{{4000, 6000}, {800, 600}},
                                         FitCase{{10, 10}, {800, 600}}, FitCase{{12000, 100}, {800, 600}},
                                         FitCase{{1, 1}, {33, 400}}));

TEST(ViewGeometryTest, ZoomingKeepsThePointUnderTheCursor) {
    const ViewGeometry start = fitted({6000, 4000}, {800, 600}, 16);
    const QPointF cursor(300, 200);
    const QPointF before = start.toPhoto(cursor);
    const ViewGeometry in = zoomed(start, 4, cursor, 16);
    EXPECT_NEAR(in.scale, 4 * start.scale, 1e-9);
    EXPECT_NEAR(in.toPhoto(cursor).x(), before.x(), 1e-6);
    EXPECT_NEAR(in.toPhoto(cursor).y(), before.y(), 1e-6);
}

TEST(ViewGeometryTest, ZoomingOutEndsAtTheWholePhoto) {
    const ViewGeometry start = fitted({6000, 4000}, {800, 600}, 16);
    const ViewGeometry out = zoomed(zoomed(start, 8, {700, 500}, 16), 0.001, {10, 10}, 16);
    EXPECT_NEAR(out.scale, start.scale, 1e-9);
    EXPECT_NEAR(out.centre.x(), start.centre.x(), 1e-6);
    EXPECT_NEAR(out.centre.y(), start.centre.y(), 1e-6);
}

TEST(ViewGeometryTest, PanningLeavesNoGapAtAnEdge) {
    const ViewGeometry large = zoomed(fitted({6000, 4000}, {800, 600}, 16), 6, {400, 300}, 16);
    const QRectF right = panned(large, {1e6, 1e6}).photoRect();
    EXPECT_NEAR(right.left(), 0, 1e-6);
    EXPECT_NEAR(right.top(), 0, 1e-6);
    const QRectF left = panned(large, {-1e6, -1e6}).photoRect();
    EXPECT_NEAR(left.right(), 800, 1e-6);
    EXPECT_NEAR(left.bottom(), 600, 1e-6);
}

TEST(ViewGeometryTest, AFittedPhotoDoesNotPan) {
    const ViewGeometry start = fitted({6000, 4000}, {800, 600}, 16);
    EXPECT_EQ(panned(start, {50, -30}).photoRect(), start.photoRect());
}

TEST(ViewGeometryTest, OnlyTheVisiblePartOfAHugeTargetIsDrawn) {
    const VisiblePart part = visiblePart(QRectF(-1000, -500, 4000, 2000), QRectF(0, 0, 800, 600), {400, 200});
    EXPECT_EQ(part.target, QRectF(0, 0, 800, 600));
    EXPECT_EQ(part.source, QRectF(100, 50, 80, 60));
}

} // namespace
} // namespace saccade
