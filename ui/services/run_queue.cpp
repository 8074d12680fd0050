#include "ui/services/run_queue.h"

#include "core/training/run_record.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace saccade {

RunQueue::RunQueue(QString file, QObject* parent)
    : QObject(parent),
      file_(std::move(file)),
      worker_(QStringLiteral("queue")) {
    worker_.post([this] { read(); });
}

RunQueue::~RunQueue() {
    disconnect();
    worker_.stop();
    try {
        writeWhatIsDue();
    } catch (...) { // the window is gone, and with it everybody who could be told
    }
}

// On the worker's thread.
void RunQueue::read() {
    std::vector<TrainingJob> found;
    std::optional<Fault> fault;
    try {
        found = read_job_queue(file_.toStdString());
        // What had just begun when the program died can be resumed instead.
        std::erase_if(found, [](const TrainingJob& job) { return is_run(job.run); });
    } catch (...) {
        fault = currentFault(file_);
        QFile::rename(file_, file_ + QStringLiteral(".damaged")); // the next write would replace it
    }
    QMetaObject::invokeMethod(
        this,
        [this, found, fault] {
            waiting_.insert(waiting_.begin(), found.begin(), found.end());
            restored_ = true;
            save();
            if (!found.empty())
                Q_EMIT restored();
            if (fault)
                Q_EMIT failed(*fault);
        },
        Qt::QueuedConnection);
}

void RunQueue::append(std::vector<TrainingJob> jobs) {
    std::ranges::move(jobs, std::back_inserter(waiting_));
    save();
}

std::optional<TrainingJob> RunQueue::take() {
    if (waiting_.empty())
        return std::nullopt;
    beginning_ = waiting_.front();
    waiting_.pop_front();
    save();
    return beginning_;
}

void RunQueue::hasBegun() {
    if (!beginning_)
        return;
    beginning_.reset();
    save();
}

void RunQueue::putBack() {
    if (!beginning_)
        return;
    waiting_.push_front(*std::exchange(beginning_, std::nullopt));
    save();
}

std::vector<TrainingJob> RunQueue::clear() {
    std::vector<TrainingJob> jobs(waiting_.begin(), waiting_.end());
    waiting_.clear();
    save();
    return jobs;
}

void RunQueue::save() {
    if (restored_) {
        std::vector<TrainingJob> jobs;
        if (beginning_)
            jobs.push_back(*beginning_);
        jobs.insert(jobs.end(), waiting_.begin(), waiting_.end());
        {
            const std::lock_guard lock(mutex_);
            due_ = std::move(jobs);
        }
        worker_.post([this] {
            try {
                writeWhatIsDue();
            } catch (...) {
                QMetaObject::invokeMethod(
                    this, [this, fault = currentFault(file_)] { Q_EMIT failed(fault); },
                    Qt::QueuedConnection);
            }
        });
    }
    Q_EMIT changed();
}

void RunQueue::writeWhatIsDue() {
    std::optional<std::vector<TrainingJob>> jobs;
    {
        const std::lock_guard lock(mutex_);
        jobs = std::exchange(due_, std::nullopt);
    }
    if (!jobs)
        return;
    const std::filesystem::path file = file_.toStdString();
    if (!jobs->empty())
        std::filesystem::create_directories(file.parent_path());
    write_job_queue(file, *jobs);
}

} // namespace saccade
