#include "ui/services/training_service.h"

#include <QTimer>

namespace saccade {

namespace {

constexpr int delivery_interval = 50; // milliseconds: charts need no more

} // namespace

TrainingService::TrainingService(std::unique_ptr<TrainingEngine> engine, QObject* parent)
    : QObject(parent),
      engine_(std::move(engine)),
      worker_(QStringLiteral("training")) {}

TrainingService::~TrainingService() {
    disconnect();
    stop_.request_stop();
    worker_.stop();
}

void TrainingService::setState(State state) {
    if (state == state_)
        return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

void TrainingService::start(const TrainingJob& job) {
    begin(QString::fromStdString(job.run.string()),
          [job](TrainingEngine& engine, const TrainingObserver& observer, const std::stop_token& stop) {
              engine.start(job, observer, stop);
          });
}

void TrainingService::resume(const QString& run) {
    begin(run, [folder = run.toStdString()](TrainingEngine& engine, const TrainingObserver& observer,
                                            const std::stop_token& stop) {
        engine.resume(folder, observer, stop);
    });
}

void TrainingService::begin(const QString& run, Work work) {
    Q_ASSERT(!isActive());
    stop_ = {};
    asked_ = End::finished;
    run_ = run;
    setState(State::preparing);
    worker_.post([this, run, work = std::move(work), stop = stop_.get_token()] {
        try {
            throw_if_stopped(stop);
            work(*engine_, observer(stop), stop);
            answer([this] { end(false, {}); });
        } catch (const Cancelled&) {
            answer([this] { end(true, {}); });
        } catch (...) {
            answer([this, fault = currentFault(run)] { end(false, fault); });
        }
    });
}

// Everything in it runs on the worker.
TrainingObserver TrainingService::observer(const std::stop_token& stop) {
    TrainingObserver result;
    const auto announce = [this](auto&& change) {
        const std::lock_guard lock(mailbox_->mutex);
        change(*mailbox_);
        if (std::exchange(mailbox_->announced, true))
            return;
        answer([this] { QTimer::singleShot(delivery_interval, this, &TrainingService::drain); });
    };
    result.prepared = [this](const RunFacts& facts) {
        answer([this, facts] {
            drain();
            if (state_ == State::preparing)
                setState(State::training);
            Q_EMIT prepared(facts);
        });
    };
    result.batch = [this, announce, stop](const BatchReport& report) {
        announce([&report](Mailbox& mailbox) {
            mailbox.batches.push_back(report);
            mailbox.progress.reset();
        });
        gate_->pass(stop);
    };
    result.epoch = [this](const EpochReport& report) {
        answer([this, report] {
            drain();
            Q_EMIT epochDone(report);
        });
    };
    result.progress = [this, announce, stop](const Progress& progress) {
        announce([&progress](Mailbox& mailbox) { mailbox.progress = progress; });
        gate_->pass(stop);
    };
    result.warning = [this](const std::string& sentence) {
        answer([this, text = QString::fromStdString(sentence)] { Q_EMIT warned(text); });
    };
    return result;
}

void TrainingService::drain() {
    std::vector<BatchReport> batches;
    std::optional<Progress> progress;
    {
        const std::lock_guard lock(mailbox_->mutex);
        batches.swap(mailbox_->batches);
        progress.swap(mailbox_->progress);
        mailbox_->announced = false;
    }
    if (!batches.empty())
        Q_EMIT batchesDone(batches);
    if (progress)
        Q_EMIT progressed(*progress);
}

void TrainingService::stop(End end) {
    if (!isActive())
        return;
    asked_ = end;
    setState(State::stopping);
    stop_.request_stop();
}

void TrainingService::end(bool stopped, const std::optional<Fault>& fault) {
    drain();
    const End end = fault ? End::failed : stopped || asked_ == End::discarded ? asked_ : End::finished;
    setState(State::idle);
    Q_EMIT ended(end, fault);
}

} // namespace saccade
