#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThread>

#include <utility>

namespace saccade {

/// One thread that runs the jobs given to it, one after the other. Joined by stop() or the destructor, after
/// the job that is running; jobs still waiting are dropped.
class WorkerThread {
public:
    explicit WorkerThread(const QString& name) {
        thread_.setObjectName(name);
        context_->moveToThread(&thread_);
        QObject::connect(&thread_, &QThread::finished, context_, &QObject::deleteLater);
        thread_.start();
    }
    ~WorkerThread() { stop(); }
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    template <typename Job>
    void post(Job&& job) {
        const auto run = [job = std::forward<Job>(job)] {
            if (!QThread::currentThread()->isInterruptionRequested())
                job();
        };
        QMetaObject::invokeMethod(context_, run, Qt::QueuedConnection);
    }

    void stop() {
        thread_.requestInterruption();
        thread_.quit();
        thread_.wait();
    }

private:
    QThread thread_;
    QObject* context_ = new QObject; ///< lives on thread_, deleted when it finishes
};

} // namespace saccade
