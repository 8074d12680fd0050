#include "ui/services/training_service.h"

#include <type_traits>

namespace saccade {

namespace {

constexpr int delivery_interval = 50; // milliseconds

} // namespace

TrainingService::TrainingService(std::unique_ptr<TrainingEngine> engine, QObject* parent)
    : QObject(parent),
      runner_(std::move(engine), [this] {
          // From the training thread: the timer belongs to the owner's.
          QMetaObject::invokeMethod(&delivery_, qOverload<>(&QTimer::start), Qt::QueuedConnection);
      }) {
    delivery_.setSingleShot(true);
    delivery_.setInterval(delivery_interval);
    connect(&delivery_, &QTimer::timeout, this, &TrainingService::deliver);
}

TrainingService::~TrainingService() {
    disconnect();
}

void TrainingService::setState(State state) {
    if (state == state_)
        return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

void TrainingService::begin(const QString& run) {
    Q_ASSERT(!isActive());
    asked_ = End::finished;
    run_ = run;
    setState(State::preparing);
}

void TrainingService::start(const TrainingJob& job) {
    begin(QString::fromStdString(job.run.string()));
    runner_.start(job);
}

void TrainingService::resume(const QString& run) {
    begin(run);
    runner_.resume(run.toStdString());
}

void TrainingService::stop(End end) {
    if (!isActive())
        return;
    asked_ = end;
    setState(State::stopping);
    runner_.stop();
}

void TrainingService::deliver() {
    for (const TrainingRunner::Event& event : runner_.take()) {
        std::visit(
            [this](const auto& happened) {
                using What = std::decay_t<decltype(happened)>;
                if constexpr (std::is_same_v<What, RunFacts>) {
                    if (state_ == State::preparing)
                        setState(State::training);
                    Q_EMIT prepared(happened);
                } else if constexpr (std::is_same_v<What, TrainingRunner::Batches>) {
                    Q_EMIT batchesDone(happened);
                } else if constexpr (std::is_same_v<What, EpochReport>) {
                    Q_EMIT epochDone(happened);
                } else if constexpr (std::is_same_v<What, Progress>) {
                    Q_EMIT progressed(happened);
                } else if constexpr (std::is_same_v<What, std::string>) {
                    Q_EMIT warned(QString::fromStdString(happened));
                } else {
                    end(happened);
                }
            },
            event);
    }
}

void TrainingService::end(const TrainingRunner::Ended& ended_run) {
    std::optional<Fault> fault;
    if (ended_run.fault) {
        try {
            std::rethrow_exception(ended_run.fault);
        } catch (const FileError& error) { // of all that a run reads and writes
            fault = currentFault(QString::fromStdString(error.path().string()));
        } catch (...) {
            fault = currentFault(run_);
        }
    }
    const End how = fault                                           ? End::failed
                    : ended_run.stopped || asked_ == End::discarded ? asked_
                                                                    : End::finished;
    setState(State::idle);
    Q_EMIT ended(how, fault);
}

} // namespace saccade
