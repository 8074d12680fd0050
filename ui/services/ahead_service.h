#pragma once

#include "ui/services/caption_service.h"

#include <QStringList>

namespace saccade {

/// Reads photos that nobody has opened yet and has them captioned, one at a time, while nothing else is asked
/// of a CaptionService, on a thread that gives way to others; signals come on the thread that owns this.
class AheadService : public QObject {
    Q_OBJECT
public:
    /// @param captions  outlives it.
    AheadService(CaptionService& captions, PhotoReader reader, QObject* parent = nullptr);
    /// Stops the work and waits for it; no signal comes after.
    ~AheadService() override;

    /// The files to caption, the most wanted first. Each is answered once with captioned, or with failed when
    /// it cannot be read; those wanted before and not now are forgotten, and all are when captions are
    /// outdated.
    void want(const QStringList& files);

Q_SIGNALS:
    /// @param caption  the best one; empty when the model has none for it.
    void captioned(const QString& file, const QString& caption);
    void failed(const saccade::Fault& fault);

private:
    void startNext();
    void read(const QString& file);
    void endReading(const QString& file, const std::function<void()>& report);
    void answer(const QString& file, const QString& caption);

    CaptionService& captions_;
    PhotoReader reader_; ///< used on the worker thread only
    QStringList wanted_;
    QString at_work_; ///< being read or captioned; empty when nothing that is still wanted is
    bool reading_ = false;
    std::stop_source stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
