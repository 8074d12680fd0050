#include "ui/training/metric_series.h"
#include "ui/training/run_curves.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>

namespace saccade {
namespace {

using testing::ElementsAre;

MetricSeries noisy(int count) {
    MetricSeries series;
    std::mt19937 random(1);
    std::normal_distribution<double> noise;
    for (int i = 0; i < count; ++i)
        series.append(i, noise(random));
    return series;
}

TEST(MetricSeries, GivesFewPointsOfAMillionAndLosesNoPeak) {
    MetricSeries series = noisy(1'000'000);
    series.append(1'000'000, 99);
    series.append(1'000'001, 0);
    for (const auto& [low, high] : {std::pair{0.0, 1'000'001.0}, {250'000.0, 750'000.0}, {1000.0, 1500.0}}) {
        const std::vector<MetricPoint> shown = series.visible(low, high, 1000);
        EXPECT_LE(shown.size(), 4010U);
        EXPECT_GE(shown.size(), 500U);
        EXPECT_TRUE(std::ranges::is_sorted(shown, {}, &MetricPoint::x));
        double least = 0;
        double most = 0;
        for (const MetricPoint& point : series.points()) {
            if (point.x >= low && point.x <= high) {
                least = std::min(least, point.y);
                most = std::max(most, point.y);
            }
        }
        EXPECT_LE(std::ranges::min(shown, {}, &MetricPoint::y).y, least);
        EXPECT_GE(std::ranges::max(shown, {}, &MetricPoint::y).y, most);
    }
    EXPECT_EQ(std::ranges::max(series.visible(0, 2e6, 100), {}, &MetricPoint::y).y, 99);
}

TEST(MetricSeries, EveryLengthKeepsItsExtremes) {
    for (int count = 1; count < 700; ++count) {
        const MetricSeries series = noisy(count);
        const std::vector<MetricPoint> shown = series.visible(0, count, 3);
        EXPECT_EQ(std::ranges::min(shown, {}, &MetricPoint::y).y,
                  std::ranges::min(series.points(), {}, &MetricPoint::y).y)
            << count;
        EXPECT_EQ(std::ranges::max(shown, {}, &MetricPoint::y).y,
                  std::ranges::max(series.points(), {}, &MetricPoint::y).y)
            << count;
        EXPECT_LE(shown.size(), 60U) << count;
    }
}

TEST(MetricSeries, ShowsFewPointsAsTheyAre) {
    const MetricSeries series = noisy(50);
    EXPECT_EQ(series.visible(0, 49, 100).size(), 50U);
    EXPECT_EQ(series.visible(10.5, 12.5, 100).size(), 4U); // two inside and one beyond each end
    EXPECT_TRUE(MetricSeries().visible(0, 1, 10).empty());
}

TEST(MetricSeries, KeepsWhatIsNoNumberAsAMark) {
    MetricSeries series;
    series.append(1, 2);
    series.append(2, std::numeric_limits<double>::quiet_NaN());
    series.append(3, std::numeric_limits<double>::infinity());
    series.append(4, 3);
    EXPECT_EQ(series.size(), 2U);
    EXPECT_THAT(series.gaps(), ElementsAre(2, 3));
    series.truncate(3);
    EXPECT_THAT(series.gaps(), ElementsAre(2));
    EXPECT_EQ(series.lastX(), 2);
}

TEST(MetricSeries, ATruncatedOneIsLikeOneThatNeverWentOn) {
    MetricSeries series = noisy(1000);
    series.truncate(600);
    const MetricSeries shorter = noisy(600);
    EXPECT_EQ(series.size(), shorter.size());
    const auto a = series.visible(0, 600, 20);
    const auto b = shorter.visible(0, 600, 20);
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        EXPECT_EQ(a[i].y, b[i].y);
}

TEST(MetricSeries, FindsTheNearestPoint) {
    MetricSeries series;
    EXPECT_EQ(series.nearest(1), nullptr);
    series.append(1, 10);
    series.append(2, 20);
    EXPECT_EQ(series.nearest(-5)->y, 10);
    EXPECT_EQ(series.nearest(1.4)->y, 10);
    EXPECT_EQ(series.nearest(1.6)->y, 20);
    EXPECT_EQ(series.nearest(9)->y, 20);
}

TEST(Smoother, BeginsAtTheFirstValueAndEndsAtTheLastLevel) {
    Smoother smoother(0.9);
    EXPECT_DOUBLE_EQ(smoother.next(5), 5); // not 0.5: the pull of the start is taken out
    double value = 0;
    for (int i = 0; i < 300; ++i)
        value = smoother.next(2);
    EXPECT_NEAR(value, 2, 1e-9);
    Smoother none(0);
    EXPECT_EQ(none.next(3), 3);
    EXPECT_EQ(none.next(4), 4);
}

BatchReport batch(int epoch, int step, float loss) {
    BatchReport report;
    report.epoch = epoch;
    report.step = step;
    report.steps = 10;
    report.loss = loss;
    report.learning_rate = 1e-3;
    return report;
}

TEST(RunCurves, AResumedRunGoesOnWithoutAZigzag) {
    RunCurves curves;
    for (int step = 1; step <= 8; ++step)
        curves.add(batch(1, step, 5));
    for (int step = 6; step <= 10; ++step) // resumed from the state after step 5
        curves.add(batch(1, step, 4));
    const auto& points = curves.series(Metric::batch_loss).points();
    ASSERT_EQ(points.size(), 10U);
    EXPECT_TRUE(std::ranges::is_sorted(points, {}, &MetricPoint::x));
    EXPECT_EQ(points[4].y, 5);
    EXPECT_EQ(points[5].y, 4);
    EXPECT_DOUBLE_EQ(points[9].x, 1);
    EXPECT_EQ(curves.smoothedLoss().size(), 10U);
}

TEST(RunCurves, MarksWhereTheLossWasNoNumber) {
    RunCurves curves;
    curves.add(batch(1, 1, 5));
    curves.add(Breakdown{1, 2, 10, "loss"});
    EXPECT_THAT(curves.series(Metric::batch_loss).gaps(), ElementsAre(0.2));
    curves.add(batch(1, 2, 4)); // resumed with a lower rate
    EXPECT_THAT(curves.series(Metric::batch_loss).gaps(), ElementsAre());
}

TEST(RunCurves, ScoresStandAtTheEndOfTheirEpoch) {
    RunCurves curves;
    EpochReport report;
    report.epoch = 2;
    report.cider_d = 0.4;
    curves.add(report);
    report.cider_d = 0.5; // the same epoch again, after a resume
    curves.add(report);
    ASSERT_EQ(curves.series(Metric::cider_d).size(), 1U);
    EXPECT_EQ(curves.series(Metric::cider_d).points()[0].x, 2);
    EXPECT_EQ(curves.series(Metric::cider_d).points()[0].y, 0.5);
}

} // namespace
} // namespace saccade
