#pragma once

#include "core/attention/overlay.h"
#include "core/attention/scrub_animation.h"
#include "core/decoding/caption.h"
#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QImage>
#include <QObject>
#include <QString>

#include <future>
#include <memory>
#include <stop_token>
#include <string>

namespace saccade {

enum class ExportKind {
    picture,   ///< the photo at its full size, with the map of a word as it is shown
    sheet,     ///< the photo and a panel a word: PNG, PDF or SVG
    animation, ///< from word to word: GIF
    numbers,   ///< what the model thought of each word: JSON or CSV
};

/// A captioned photo and how it is shown: a copy that outlives whatever the window shows next.
struct ExportSource {
    QString file;
    std::shared_ptr<const Photo> photo;
    Caption caption;
    GridPlacement placement;
    QString model;
    int word = 0; ///< the one being shown
    OverlayStyle style;
    WordPainter paint; ///< lays a word's map over a photo; called on the exporter's thread

    bool isEmpty() const { return photo == nullptr || caption.steps.empty(); }
};

struct ExportRequest {
    ExportKind kind = ExportKind::picture;
    QString file; ///< its ending tells the format; empty: a picture that stays in memory
    ExportSource source;
    ScrubOptions scrub; ///< of an animation
    QString sheet_key;  ///< what a sheet says under its colours
};

/// What is written to a file of numbers of that request.
std::string numbersOf(const ExportRequest& request);

struct ExportResult {
    enum class Outcome { succeeded, failed, cancelled };

    Outcome outcome = Outcome::cancelled;
    QString file;
    qint64 bytes = 0; ///< of the file
    QImage picture;   ///< when no file was asked for
    Fault fault;      ///< when it failed
};

/// Writes one export at a time on a thread of its own; signals come on the thread that owns it, none of them
/// after its destruction.
class Exporter : public QObject {
    Q_OBJECT
public:
    explicit Exporter(QObject* parent = nullptr);
    ~Exporter() override;

    /// Answers with one of succeeded, failed and cancelled. An export that runs is cancelled first.
    void start(const ExportRequest& request);
    void cancel();
    /// Until the export that was started last is over. Its signal still comes.
    ExportResult wait();
    bool isRunning() const { return running_; }

Q_SIGNALS:
    void progressed(const saccade::Progress& progress);
    void succeeded(const saccade::ExportResult& result);
    void failed(const saccade::Fault& fault);
    void cancelled();

private:
    void finish(std::uint64_t generation, const ExportResult& result);
    ProgressCallback progress(std::uint64_t generation);

    std::uint64_t generation_ = 0;
    bool running_ = false;
    std::stop_source stop_;
    std::shared_future<ExportResult> result_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
