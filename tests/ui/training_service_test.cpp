#include "tests/ui/fake_training.h"
#include "ui/services/training_service.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <gtest/gtest.h>

#include <random>

namespace saccade::test {
namespace {

using State = TrainingService::State;
using End = TrainingService::End;

class TrainingServiceTest : public testing::Test {
protected:
    TrainingServiceTest()
        : service(std::make_unique<TrainingService>(std::make_unique<FakeTrainingEngine>(log))) {
        QObject::connect(service.get(), &TrainingService::ended, service.get(),
                         [this](End end, const std::optional<Fault>& why) {
                             ends.push_back(end);
                             fault = why ? why->sentence() : QString();
                         });
        QObject::connect(service.get(), &TrainingService::batchesDone, service.get(),
                         [this](const std::vector<BatchReport>& reports) {
                             batches += static_cast<int>(reports.size());
                             ++deliveries;
                         });
        QObject::connect(service.get(), &TrainingService::epochDone, service.get(), [this] { ++epochs; });
    }

    template <typename Condition>
    bool until(Condition condition) {
        QElapsedTimer timer;
        timer.start();
        while (!condition() && timer.elapsed() < 10'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        return condition();
    }

    std::shared_ptr<FakeTrainingLog> log = std::make_shared<FakeTrainingLog>();
    std::unique_ptr<TrainingService> service;
    std::vector<End> ends;
    QString fault;
    int batches = 0;
    int deliveries = 0;
    int epochs = 0;
};

TEST_F(TrainingServiceTest, TellsEveryBatchAndEpochAndThatItIsDone) {
    service->start({});
    EXPECT_EQ(service->state(), State::preparing);
    ASSERT_TRUE(until([this] { return !ends.empty(); }));
    EXPECT_EQ(ends, std::vector{End::finished});
    EXPECT_EQ(batches, 10);
    EXPECT_EQ(epochs, 2);
    EXPECT_EQ(service->state(), State::idle);
    EXPECT_NE(log->thread.load(), std::this_thread::get_id());
}

TEST_F(TrainingServiceTest, DeliversManyBatchesAtATime) {
    log->steps = 2000;
    log->pause_us = 0;
    service->start({});
    ASSERT_TRUE(until([this] { return !ends.empty(); }));
    EXPECT_EQ(batches, 4000);
    EXPECT_LT(deliveries, 1000);
}

TEST_F(TrainingServiceTest, PausesAndGoesOn) {
    log->steps = 2000; // more than a busy machine can do before the first news of them arrives
    service->start({});
    ASSERT_TRUE(until([this] { return batches > 10; }));
    service->pause();
    EXPECT_EQ(service->state(), State::stopping);
    ASSERT_TRUE(until([this] { return !ends.empty(); }));
    EXPECT_EQ(ends.back(), End::paused);
    const int before = batches;
    EXPECT_EQ(before, log->batches); // nothing got lost on the way
    service->resume(QStringLiteral("run"));
    ASSERT_TRUE(until([this] { return ends.size() == 2; }));
    EXPECT_EQ(ends.back(), End::finished);
    EXPECT_EQ(batches, 4000);
}

TEST_F(TrainingServiceTest, TheLastWishCounts) {
    log->steps = 1000;
    service->start({});
    ASSERT_TRUE(until([this] { return batches > 0; }));
    service->pause();
    service->stopAndKeep();
    ASSERT_TRUE(until([this] { return !ends.empty(); }));
    EXPECT_EQ(ends, std::vector{End::kept});
}

TEST_F(TrainingServiceTest, SaysWhyItFailed) {
    log->fail_at = 3;
    service->start({});
    ASSERT_TRUE(until([this] { return !ends.empty(); }));
    EXPECT_EQ(ends, std::vector{End::failed});
    EXPECT_EQ(fault, QStringLiteral("The loss stopped being a number."));
    EXPECT_EQ(batches, 2);
}

TEST_F(TrainingServiceTest, YieldsBetweenTwoBatches) {
    log->steps = 1000;
    service->start({});
    ASSERT_TRUE(until([this] { return batches > 5; }));
    service->setYielding(true);
    until([this] { return log->batches == batches; });
    const int held = log->batches;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_LE(log->batches, held + 1);
    service->setYielding(false);
    EXPECT_TRUE(until([&] { return log->batches > held + 20; }));
    service->setYielding(true);
    service->pause(); // a held run can be stopped
    EXPECT_TRUE(until([this] { return !ends.empty(); }));
}

TEST_F(TrainingServiceTest, GoesAwayInTheMiddle) {
    log->steps = 100'000;
    service->start({});
    ASSERT_TRUE(until([this] { return batches > 0; }));
    service.reset();
    EXPECT_EQ(log->at_work, 0);
}

class RandomOrder : public TrainingServiceTest, public testing::WithParamInterface<int> {};

TEST_P(RandomOrder, OfWishesEndsEveryRunOnce) {
    std::mt19937 random(static_cast<unsigned>(GetParam()));
    log->steps = 20;
    log->pause_us = 100;
    std::size_t begun = 0;
    for (int i = 0; i < 120; ++i) {
        switch (random() % 8) {
        case 0:
            if (!service->isActive()) {
                service->start({});
                ++begun;
            }
            break;
        case 1:
            if (!service->isActive()) {
                service->resume(QStringLiteral("run"));
                ++begun;
            }
            break;
        case 2:
            service->pause();
            break;
        case 3:
            service->stopAndKeep();
            break;
        case 4:
            service->discard();
            break;
        case 5:
            service->setYielding(random() % 2 == 0);
            break;
        default:
            QCoreApplication::processEvents(QEventLoop::AllEvents, static_cast<int>(random() % 5));
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
        }
        EXPECT_LE(log->at_work, 1);
    }
    service->setYielding(false);
    if (GetParam() % 2 == 0) { // every other time it goes away at once
        ASSERT_TRUE(until([this] { return !service->isActive(); }));
        EXPECT_EQ(ends.size(), begun);
    }
    service.reset();
    EXPECT_EQ(log->at_work, 0);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomOrder, testing::Range(1, 9));

} // namespace
} // namespace saccade::test
