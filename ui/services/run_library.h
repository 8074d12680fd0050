#pragma once

#include "core/training/photo_results.h"
#include "core/training/run_record.h"
#include "core/training/training_job.h"
#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <memory>
#include <stop_token>

namespace saccade {

/// A run on disk with everything there is to show of it.
struct RunShown {
    QString folder;
    std::shared_ptr<const RunRecord> record;
    std::vector<RunCheckpoint> checkpoints;
    std::vector<std::vector<SampleCaption>> samples; ///< by epoch, from the first
    QHash<QString, QString> sample_files;            ///< of the sample photos, by id
    GridPlacement placement;                         ///< of the samples' attention maps
    DatasetRequest data;                             ///< what it learns from, as far as it says
    std::optional<Fault> fault;                      ///< of what could not be read
};

/// Reads, scores and tidies up training runs on a thread of its own; signals come on the thread that owns it.
class RunLibrary : public QObject {
    Q_OBJECT
public:
    explicit RunLibrary(QString root, QObject* parent = nullptr);
    ~RunLibrary() override;

    /// Where new runs go.
    const QString& root() const { return root_; }
    /// A folder under root() that does not exist yet.
    QString freshFolder(const QString& name) const;

    /// Answers with listed: the folders under root(), the newest last.
    void list();
    /// Answers with shown, or failed.
    void show(const QString& run);
    /// Captions the validation photos of the run with one of its checkpoints; answers with resultsReady, or
    /// failed. Outdates the request before.
    void caption(const QString& run, const QString& bundle);
    void cancelCaptioning();
    /// Answers with changed, or failed.
    void exportBundle(const QString& bundle, const QString& to);
    /// Moves a file or folder out of sight, beside itself. Answers with removed; restore() takes it back.
    void remove(const QString& path);
    void restore(const QString& path, const QString& hidden);

Q_SIGNALS:
    void listed(const QStringList& runs);
    void shown(const saccade::RunShown& shown);
    void resultsReady(const QString& bundle, const std::shared_ptr<const saccade::PhotoResults>& results);
    void progressed(const saccade::Progress& progress);
    void exported(const QString& file);
    void removed(const QString& path, const QString& hidden);
    void restored(const QString& path);
    void failed(const saccade::Fault& fault);

private:
    void run(const QString& subject, std::function<void()> work);
    template <typename Deliver>
    void answer(Deliver&& deliver) {
        QMetaObject::invokeMethod(this, std::forward<Deliver>(deliver), Qt::QueuedConnection);
    }

    RunShown read(const QString& folder);

    QString root_;
    QHash<QString, GridPlacement> placements_; ///< by run; used on the worker's thread only
    QStringList hidden_;                       ///< removed for good when the library goes
    QHash<QString, QString> removing_;         ///< not hidden yet: path to what it will be called
    std::uint64_t captioning_ = 0;
    std::stop_source stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
