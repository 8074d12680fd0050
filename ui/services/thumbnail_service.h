#pragma once

#include "ui/services/caption_service.h"

#include <QImage>
#include <QStringList>

namespace saccade {

/// Makes small pictures of photos on a thread of its own, the one asked for last first: it is the one being
/// looked at.
class ThumbnailService : public QObject {
    Q_OBJECT
public:
    /// @param extent  pixels along the longer side.
    ThumbnailService(PhotoReader reader, int extent, QObject* parent = nullptr);
    ~ThumbnailService() override;

    /// Answers once with ready or failed; asking again while it waits moves the file to the front.
    void request(const QString& file);
    /// From now on these files alone, the first one first; another one that is being made is not answered.
    void want(const QStringList& files);
    void clear() { want({}); }

Q_SIGNALS:
    void ready(const QString& file, const QImage& thumbnail);
    void failed(const saccade::Fault& fault);

private:
    void startNext();

    PhotoReader reader_; ///< used on the worker thread only
    int extent_;
    QStringList waiting_; ///< the last one is next
    QString making_;      ///< empty when nothing that is still wanted is at work
    std::stop_source stop_;
    bool busy_ = false;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
