#pragma once

#include "ui/services/training_engine.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace saccade::test {

/// What a fake training engine shall do and has done; shared with the test's thread.
struct FakeTrainingLog {
    std::atomic<int> epochs = 2;
    std::atomic<int> steps = 5;
    std::atomic<int> fail_at = 0;    ///< batch of the run, from 1; 0: never
    std::atomic<int> pause_us = 200; ///< a batch takes
    std::atomic<int> batches = 0;
    std::atomic<int> started = 0;
    std::atomic<int> resumed = 0;
    std::atomic<int> stopped = 0;
    std::atomic<int> at_work = 0; ///< calls that run now
    std::atomic<std::thread::id> thread;
};

/// Counts through epochs and batches without computing anything; goes on where it was stopped.
class FakeTrainingEngine : public TrainingEngine {
public:
    explicit FakeTrainingEngine(std::shared_ptr<FakeTrainingLog> log) : log_(std::move(log)) {}

    void start(const TrainingJob&, const TrainingObserver& observer, const std::stop_token& stop) override {
        ++log_->started;
        done_ = 0;
        run(observer, stop);
    }
    void resume(const std::filesystem::path&, const TrainingObserver& observer,
                const std::stop_token& stop) override {
        ++log_->resumed;
        run(observer, stop);
    }

private:
    void run(const TrainingObserver& observer, const std::stop_token& stop) {
        struct Presence {
            std::atomic<int>& count;
            explicit Presence(std::atomic<int>& counter) : count(counter) { ++count; }
            ~Presence() { --count; }
        } const presence(log_->at_work);
        log_->thread = std::this_thread::get_id();
        observer.prepared({10, 2, 100, 1, "fp32"});
        const int steps = log_->steps;
        while (done_ < log_->epochs * steps) {
            if (stop.stop_requested()) {
                ++log_->stopped;
                throw Cancelled();
            }
            ++done_;
            if (done_ == log_->fail_at)
                throw Error("The loss stopped being a number");
            ++log_->batches;
            BatchReport report;
            report.epoch = (done_ - 1) / steps + 1;
            report.step = (done_ - 1) % steps + 1;
            report.steps = steps;
            report.loss = 1;
            report.photos_per_second = 1;
            observer.batch(report);
            std::this_thread::sleep_for(std::chrono::microseconds(log_->pause_us));
            if (report.step == steps) {
                observer.progress({"Captioning", 1, 2, {}});
                EpochReport epoch;
                epoch.epoch = report.epoch;
                observer.epoch(epoch);
            }
        }
    }

    std::shared_ptr<FakeTrainingLog> log_;
    int done_ = 0; ///< used on the worker thread only
};

} // namespace saccade::test
