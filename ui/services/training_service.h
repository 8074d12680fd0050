#pragma once

#include "ui/services/caption_service.h"
#include "ui/services/training_engine.h"
#include "ui/services/worker_thread.h"
#include "ui/services/yield_gate.h"

#include <QObject>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace saccade {

/// Trains on a thread of its own; signals come on the thread that owns the service. One run at a time.
class TrainingService : public QObject {
    Q_OBJECT
public:
    enum class State {
        idle,
        preparing, ///< reading data, encoding photos
        training,
        stopping, ///< saving where the run stands
    };
    Q_ENUM(State)

    enum class End {
        finished,
        paused, ///< to be resumed
        kept,   ///< ended early; what was learned stays
        discarded,
        failed,
    };
    Q_ENUM(End)

    explicit TrainingService(std::unique_ptr<TrainingEngine> engine, QObject* parent = nullptr);
    /// Stops the run, with its state saved, and waits for it; no signal comes after.
    ~TrainingService() override;

    /// Only while idle.
    void start(const TrainingJob& job);
    void resume(const QString& run);

    /// Each stops the run at the next batch, with its state saved; the last one asked for counts.
    void pause() { stop(End::paused); }
    void stopAndKeep() { stop(End::kept); }
    void discard() { stop(End::discarded); } ///< the folder stays: its owner removes it

    /// Holds training up between two batches, for as long as somebody waits for a caption.
    void setYielding(bool yielding) { gate_->setClosed(yielding); }

    State state() const { return state_; }
    bool isActive() const { return state_ != State::idle; }
    /// Folder of the run at work, or of the last one.
    const QString& run() const { return run_; }

Q_SIGNALS:
    void stateChanged(saccade::TrainingService::State state);
    void prepared(const saccade::RunFacts& facts);
    /// Some batches at a time, about twenty times a second.
    void batchesDone(const std::vector<saccade::BatchReport>& batches);
    void epochDone(const saccade::EpochReport& report);
    /// Of what is no batch.
    void progressed(const saccade::Progress& progress);
    void warned(const QString& sentence);
    /// @param fault  set when it failed.
    void ended(saccade::TrainingService::End end, const std::optional<saccade::Fault>& fault);

private:
    using Work = std::function<void(TrainingEngine&, const TrainingObserver&, const std::stop_token&)>;

    void begin(const QString& run, Work work);
    void stop(End end);
    void setState(State state);
    TrainingObserver observer(const std::stop_token& stop);
    void drain();
    void end(bool stopped, const std::optional<Fault>& fault);

    template <typename Deliver>
    void answer(Deliver&& deliver) {
        QMetaObject::invokeMethod(this, std::forward<Deliver>(deliver), Qt::QueuedConnection);
    }

    /// Batches on their way from the worker to the owner.
    struct Mailbox {
        std::mutex mutex;
        std::vector<BatchReport> batches;
        std::optional<Progress> progress;
        bool announced = false;
    };

    std::shared_ptr<TrainingEngine> engine_; ///< used on the worker thread only
    std::shared_ptr<YieldGate> gate_ = std::make_shared<YieldGate>();
    std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
    std::stop_source stop_;
    State state_ = State::idle;
    End asked_ = End::finished;
    QString run_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
