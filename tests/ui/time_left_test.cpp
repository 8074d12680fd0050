#include "ui/training/run_view.h"
#include "ui/training/time_left.h"

#include <gtest/gtest.h>

namespace saccade {
namespace {

TEST(TimeLeft, SaysNothingBeforeItHasSeenEnough) {
    TimeLeft left;
    left.reset(2);
    EXPECT_FALSE(left.seconds());
    for (int step = 1; step <= 5; ++step)
        left.batchDone(1, step, 100, step);
    EXPECT_FALSE(left.seconds()); // five batches are too few
    TimeLeft fast;
    fast.reset(2);
    for (int step = 1; step <= 50; ++step)
        fast.batchDone(1, step, 100, step * 0.01);
    EXPECT_FALSE(fast.seconds()); // half a second is too short
}

TEST(TimeLeft, CountsBatchesThenValidationsToo) {
    TimeLeft left;
    left.reset(3);
    for (int step = 1; step <= 50; ++step)
        left.batchDone(1, step, 100, step);
    ASSERT_TRUE(left.seconds());
    EXPECT_NEAR(*left.seconds(), 250, 1);
    EXPECT_FALSE(left.knowsValidation());
    for (int step = 51; step <= 100; ++step)
        left.batchDone(1, step, 100, step);
    left.epochDone(120);
    EXPECT_TRUE(left.knowsValidation());
    EXPECT_NEAR(*left.seconds(), 2 * (100 + 20), 1);
}

TEST(TimeLeft, FollowsAChangeOfPace) {
    TimeLeft left;
    left.reset(1);
    double now = 0;
    for (int step = 1; step <= 300; ++step)
        left.batchDone(1, step, 1000, now += 1);
    for (int step = 301; step <= 600; ++step)
        left.batchDone(1, step, 1000, now += 0.1); // the studio is idle again
    EXPECT_NEAR(*left.seconds(), 40, 1);
}

TEST(TimeLeft, IsToldRoughly) {
    EXPECT_EQ(roughly(20), QStringLiteral("less than a minute"));
    EXPECT_EQ(roughly(3600 * 2 + 10 * 60), QStringLiteral("about 2 h 10 min"));
}

} // namespace
} // namespace saccade
