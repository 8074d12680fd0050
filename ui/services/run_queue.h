#pragma once

#include "core/training/job_queue.h"
#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QObject>

#include <deque>
#include <mutex>
#include <optional>
#include <vector>

namespace saccade {

/// Training runs that wait for their turn. They stay in a file until they have begun, so that neither the end
/// of the program nor its death loses one.
class RunQueue : public QObject {
    Q_OBJECT
public:
    /// Reads what an earlier program left in `file`; answers with restored when that is anything, or with
    /// failed.
    explicit RunQueue(QString file, QObject* parent = nullptr);
    ~RunQueue() override;

    const std::deque<TrainingJob>& waiting() const { return waiting_; }
    bool isEmpty() const { return waiting_.empty(); }

    void append(std::vector<TrainingJob> jobs);
    /// The next one, which is then about to begin; none when nothing waits.
    std::optional<TrainingJob> take();
    /// One is about to begin: neither hasBegun() nor putBack() was called since take().
    bool isBeginning() const { return beginning_.has_value(); }
    void hasBegun();
    /// It could not begin, and is the next one again.
    void putBack();
    /// @return those that waited.
    std::vector<TrainingJob> clear();

Q_SIGNALS:
    void changed();
    void restored();
    void failed(const saccade::Fault& fault);

private:
    void read();
    void save();
    void writeWhatIsDue();

    QString file_;
    std::deque<TrainingJob> waiting_;
    std::optional<TrainingJob> beginning_;
    bool restored_ = false; ///< before that, the file is not written
    std::mutex mutex_;
    std::optional<std::vector<TrainingJob>> due_; ///< to be written; guarded by mutex_
    WorkerThread worker_;                         ///< last: joined before anything that it uses goes
};

} // namespace saccade
