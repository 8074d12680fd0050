#pragma once

#include "core/album/folder_captions.h"
#include "core/decoding/decoding_settings.h"
#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace saccade {

struct FolderJob {
    FolderRequest request; ///< its model's name is taken from the bundle
    QString model;         ///< bundle to caption with
    DecodingSettings decoding;
};

/// Captions folders on a thread of its own, with a model of its own that goes when the work is done; signals
/// come on the thread that owns the service.
class FolderService : public QObject {
    Q_OBJECT
public:
    FolderService(std::function<std::unique_ptr<CaptionEngine>()> make_engine, PhotoReader reader,
                  QObject* parent = nullptr);
    ~FolderService() override;

    /// Answers with one of finished, failed and cancelled. Only while it is not running.
    void start(const FolderJob& job);
    void cancel();
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void progressed(const saccade::Progress& progress);
    void finished(const saccade::FolderSummary& summary);
    void failed(const saccade::Fault& fault);
    void cancelled();

private:
    void end(const std::function<void()>& report);

    std::function<std::unique_ptr<CaptionEngine>()> make_engine_;
    PhotoReader reader_;
    bool running_ = false;
    std::stop_source stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
