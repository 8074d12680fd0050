#include "ui/services/training_runner.h"

#include <pthread.h>
#include <utility>

namespace saccade {

TrainingRunner::TrainingRunner(std::unique_ptr<TrainingEngine> engine, std::function<void()> wake)
    : engine_(std::move(engine)),
      wake_(std::move(wake)),
      thread_([this](const std::stop_token& quit) { loop(quit); }) {
    ::pthread_setname_np(thread_.native_handle(), "training");
}

TrainingRunner::~TrainingRunner() {
    thread_.request_stop();
    stop();
}

void TrainingRunner::start(TrainingJob job) {
    begin([this, job = std::move(job)](const TrainingObserver& observer, const std::stop_token& stop) {
        engine_->start(job, observer, stop);
    });
}

void TrainingRunner::resume(std::filesystem::path run) {
    begin([this, run = std::move(run)](const TrainingObserver& observer, const std::stop_token& stop) {
        engine_->resume(run, observer, stop);
    });
}

void TrainingRunner::begin(Work work) {
    {
        const std::lock_guard lock(mutex_);
        stop_ = {};
        work_ = std::move(work);
    }
    work_arrived_.notify_one();
}

void TrainingRunner::stop() {
    std::stop_source stopping;
    {
        const std::lock_guard lock(mutex_);
        stopping = stop_;
    }
    stopping.request_stop();
}

void TrainingRunner::loop(const std::stop_token& quit) {
    while (true) {
        Work work;
        std::stop_token stop;
        {
            std::unique_lock lock(mutex_);
            if (!work_arrived_.wait(lock, quit, [this] { return work_ != nullptr; }))
                return;
            work = std::exchange(work_, nullptr);
            stop = stop_.get_token();
        }
        Ended end;
        try {
            throw_if_stopped(quit);
            throw_if_stopped(stop);
            work(observer(stop), stop);
        } catch (const Cancelled&) {
            end.stopped = true;
        } catch (...) {
            end.fault = std::current_exception();
        }
        post(end);
    }
}

// Everything in it runs on the thread.
TrainingObserver TrainingRunner::observer(const std::stop_token& stop) {
    TrainingObserver result;
    result.prepared = [this](const RunFacts& facts) { post(facts); };
    result.batch = [this, stop](const BatchReport& report) {
        post(Batches{report});
        gate_.pass(stop);
    };
    result.epoch = [this](const EpochReport& report) { post(report); };
    result.progress = [this, stop](const Progress& progress) {
        post(progress);
        gate_.pass(stop);
    };
    result.warning = [this](const std::string& sentence) { post(sentence); };
    return result;
}

void TrainingRunner::post(Event event) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = events_.empty();
        Event* const last = first ? nullptr : &events_.back();
        if (last != nullptr && std::holds_alternative<Batches>(event) &&
            std::holds_alternative<Batches>(*last))
            std::get<Batches>(*last).push_back(std::get<Batches>(event).front());
        else if (last != nullptr && std::holds_alternative<Progress>(event) &&
                 std::holds_alternative<Progress>(*last))
            *last = std::move(event); // only the newest is of interest
        else
            events_.push_back(std::move(event));
    }
    if (first)
        wake_();
}

std::vector<TrainingRunner::Event> TrainingRunner::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(events_, {});
}

} // namespace saccade
