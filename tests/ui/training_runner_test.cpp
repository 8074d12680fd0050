// Without Qt, so that the thread sanitizer can follow it.

#include "tests/ui/fake_training.h"
#include "ui/services/training_runner.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>

namespace saccade::test {
namespace {

using namespace std::chrono_literals;

class TrainingRunnerTest : public testing::Test {
protected:
    /// Takes events until `done` says so; false when that takes longer than ten seconds.
    template <typename Done>
    bool until(Done done) {
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (!done()) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            count();
            std::this_thread::sleep_for(200us);
        }
        return true;
    }

    void count() {
        for (const TrainingRunner::Event& event : runner->take()) {
            if (const auto* const some = std::get_if<TrainingRunner::Batches>(&event)) {
                for (const BatchReport& report : *some) {
                    const std::int64_t place = (report.epoch - 1) * report.steps + report.step;
                    if (ordered) {
                        EXPECT_EQ(place, last + 1); // none lost
                    }
                    last = place;
                }
            } else if (std::holds_alternative<RunFacts>(event)) {
                ++prepared;
            } else if (const auto* const end = std::get_if<TrainingRunner::Ended>(&event)) {
                ++ended;
                stopped = end->stopped;
                failed = end->fault != nullptr;
            }
        }
    }

    std::shared_ptr<FakeTrainingLog> log = std::make_shared<FakeTrainingLog>();
    std::atomic<int> woken = 0;
    std::unique_ptr<TrainingRunner> runner =
        std::make_unique<TrainingRunner>(std::make_unique<FakeTrainingEngine>(log), [this] { ++woken; });
    std::int64_t last = 0;
    int prepared = 0;
    int ended = 0;
    bool stopped = false;
    bool failed = false;
    bool ordered = true;
};

TEST_F(TrainingRunnerTest, TellsEverythingInItsOrder) {
    runner->start({});
    ASSERT_TRUE(until([this] { return ended == 1; }));
    EXPECT_EQ(last, 10);
    EXPECT_EQ(prepared, 1);
    EXPECT_FALSE(stopped);
    EXPECT_FALSE(failed);
    EXPECT_GE(woken, 1);
}

TEST_F(TrainingRunnerTest, WakesOncePerTake) {
    runner->start({});
    while (log->batches < 10)
        std::this_thread::sleep_for(1ms);
    EXPECT_EQ(woken, 1);
}

TEST_F(TrainingRunnerTest, GoesOnWhereItWasStopped) {
    log->steps = 200;
    runner->start({});
    ASSERT_TRUE(until([this] { return last > 20; }));
    runner->stop();
    ASSERT_TRUE(until([this] { return ended == 1; }));
    EXPECT_TRUE(stopped);
    runner->resume("run");
    ASSERT_TRUE(until([this] { return ended == 2; }));
    EXPECT_EQ(last, 400);
}

TEST_F(TrainingRunnerTest, HandsOverWhatWentWrong) {
    log->fail_at = 4;
    runner->start({});
    ASSERT_TRUE(until([this] { return ended == 1; }));
    EXPECT_TRUE(failed);
    EXPECT_EQ(last, 3);
}

TEST_F(TrainingRunnerTest, AHeldRunCanBeStoppedAndDestroyed) {
    log->steps = 1000;
    runner->setYielding(true);
    runner->start({});
    while (log->batches == 0)
        std::this_thread::sleep_for(1ms);
    runner->stop();
    ASSERT_TRUE(until([this] { return ended == 1; }));
    runner->resume("run");
    runner.reset();
    EXPECT_EQ(log->at_work, 0);
}

class RandomWishes : public TrainingRunnerTest, public testing::WithParamInterface<unsigned> {};

TEST_P(RandomWishes, EndEveryRunOnce) {
    std::mt19937 random(GetParam());
    log->steps = 20;
    log->pause_us = 50;
    ordered = false; // a run that was stopped before it began goes on with the one before
    int begun = 0;
    for (int i = 0; i < 300; ++i) {
        switch (random() % 6) {
        case 0:
            if (ended == begun) {
                runner->start({});
                ++begun;
            }
            break;
        case 1:
            if (ended == begun && begun > 0 && stopped) {
                runner->resume("run");
                ++begun;
            }
            break;
        case 2:
            runner->stop();
            break;
        case 3:
            runner->setYielding(random() % 2 == 0);
            break;
        default:
            count();
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 2000));
        }
        EXPECT_LE(log->at_work, 1);
    }
    runner->setYielding(false);
    if (GetParam() % 2 == 0) { // every other time it is destroyed in the middle
        EXPECT_TRUE(until([&] { return ended == begun; }));
    }
    runner.reset();
    EXPECT_EQ(log->at_work, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWishes, testing::Range(1U, 9U));

} // namespace
} // namespace saccade::test
