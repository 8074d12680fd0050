#pragma once

#include "ui/services/caption_service.h"
#include "ui/services/training_runner.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <optional>
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
    void setYielding(bool yielding) { runner_.setYielding(yielding); }

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
    void begin(const QString& run);
    void stop(End end);
    void setState(State state);
    void deliver();
    void end(const TrainingRunner::Ended& ended);

    State state_ = State::idle;
    End asked_ = End::finished;
    QString run_;
    QTimer delivery_;       ///< charts need no more than some deliveries a second
    TrainingRunner runner_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
