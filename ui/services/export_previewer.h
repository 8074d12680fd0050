#pragma once

#include "ui/services/exporter.h"

#include <QImage>
#include <QObject>
#include <QSize>
#include <QString>

#include <memory>
#include <stop_token>
#include <vector>

namespace saccade {

/// What an export is going to be, and what it looks like.
struct ExportPreview {
    struct Frame {
        QImage picture;
        int milliseconds = 0; ///< that it is shown for; 0: it stands still
    };

    std::vector<Frame> frames; ///< in small; several of an animation, none of numbers
    QString text;              ///< how a file of numbers begins

    QSize pixels;        ///< of the picture or page that is written
    int panels = 0;      ///< of a sheet
    int frame_count = 0; ///< of an animation
    double seconds = 0;
    int rows = 0;     ///< of numbers, one a word and one for the end; of a table its header apart
    int columns = 0;  ///< of a table
    qint64 bytes = 0; ///< of numbers
};

/// Draws what an export would look like on a thread of its own, without writing anything; signals come on the
/// thread that owns it, none of them after its destruction. A request outdates the one before.
class ExportPreviewer : public QObject {
    Q_OBJECT
public:
    explicit ExportPreviewer(QObject* parent = nullptr);
    ~ExportPreviewer() override;

    /// Answers with drawn or failed. Of an animation the first frame comes alone, before all of them.
    /// @param request  the ending of its file counts. @param room  for a picture, in pixels of the screen.
    void start(const ExportRequest& request, const QSize& room);
    void cancel(); ///< no answer comes

Q_SIGNALS:
    void drawn(const saccade::ExportPreview& preview);
    void failed(const saccade::Fault& fault);

private:
    /// A copy of the photo that is large enough for any preview; used on the worker thread only.
    struct Small {
        std::weak_ptr<const Photo> of;
        std::shared_ptr<const Photo> photo;
    };

    std::shared_ptr<const Photo> smallOf(const std::shared_ptr<const Photo>& photo);
    void answer(std::uint64_t generation, std::function<void()> report);

    std::uint64_t generation_ = 0;
    std::stop_source stop_;
    Small small_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
