#pragma once

#include "ui/services/training_engine.h"
#include "ui/services/yield_gate.h"

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace saccade {

/// Trains on a thread of its own, without Qt: what happens is collected, in its order, until the owner takes
/// it.
class TrainingRunner {
public:
    struct Ended {
        bool stopped = false;
        std::exception_ptr fault; ///< null unless it failed
    };
    using Batches = std::vector<BatchReport>; ///< that came one after the other
    using Event = std::variant<RunFacts, Batches, EpochReport, Progress, std::string, Ended>;

    /// @param wake  called on the training thread when the first event waits after take().
    TrainingRunner(std::unique_ptr<TrainingEngine> engine, std::function<void()> wake);
    /// Stops the run, with its state saved, and waits for it.
    ~TrainingRunner();
    TrainingRunner(const TrainingRunner&) = delete;
    TrainingRunner& operator=(const TrainingRunner&) = delete;

    /// Only when no run is at work: its Ended was taken.
    void start(TrainingJob job);
    void resume(std::filesystem::path run);
    /// At the next batch.
    void stop();
    /// Holds training up between two batches.
    void setYielding(bool yielding) { gate_.setClosed(yielding); }

    /// What happened since the last call.
    std::vector<Event> take();

private:
    using Work = std::function<void(const TrainingObserver&, const std::stop_token&)>;

    void begin(Work work);
    void loop(const std::stop_token& quit);
    TrainingObserver observer(const std::stop_token& stop);
    void post(Event event);

    std::unique_ptr<TrainingEngine> engine_; ///< used on the thread only
    std::function<void()> wake_;
    YieldGate gate_;
    std::mutex mutex_;
    std::condition_variable_any work_arrived_;
    Work work_;                 ///< guarded by mutex_
    std::stop_source stop_;     ///< likewise
    std::vector<Event> events_; ///< likewise
    std::jthread thread_;       ///< last
};

} // namespace saccade
