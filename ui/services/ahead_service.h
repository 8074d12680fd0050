#pragma once

#include "ui/services/caption_service.h"

#include <QDateTime>
#include <QSet>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace saccade {

/// Reads photos before anybody opens them and has them captioned, one at a time, while nothing else is asked
/// of a CaptionService, on a thread that gives way to others; signals come on the thread that owns this.
class AheadService : public QObject {
    Q_OBJECT
public:
    /// Two photos of 24 megapixels; with their pyramids some 220 MB.
    static constexpr std::int64_t usual_pixels = 50'000'000;

    struct Wishes {
        QStringList kept;           ///< to be ready when they are opened, the most wanted first
        bool captions_kept = false; ///< with their captions
        QStringList captioned;      ///< to be captioned, the most wanted first
    };

    /// @param captions     outlives it.
    /// @param most_pixels  of all photos kept, the one shown apart.
    AheadService(CaptionService& captions, PhotoReader reader, std::int64_t most_pixels = usual_pixels,
                 QObject* parent = nullptr);
    /// Stops the work and waits for it; no signal comes after.
    ~AheadService() override;

    /// What was wanted before and is not now is forgotten. Outdated captions are, too, unless they are wanted
    /// again.
    void want(const Wishes& wishes);
    /// Opens a photo in the CaptionService, at once if it was kept and its file has not changed since; then
    /// `wishes` are what is wanted.
    void open(const QString& file, const Wishes& wishes);

Q_SIGNALS:
    /// Also of the photo that is shown. @param caption  the best one; empty when the model has none for it.
    void captioned(const QString& file, const QString& caption);
    /// It could not be read.
    void failed(const saccade::Fault& fault);

private:
    /// By which a file that was written to is told.
    struct FileVersion {
        QDateTime modified;
        qint64 size = 0;

        bool operator==(const FileVersion&) const = default;
    };
    struct Kept {
        PhotoOpened opened;
        FileVersion version;
        bool tried = false; ///< to caption it, as it would be now
        std::optional<Captioned> captioned;
    };

    static FileVersion versionOf(const QString& file);
    Kept* find(const QString& file);
    bool isWanted(const QString& file) const;
    void setWishes(const Wishes& wishes);
    void prune();
    void startNext();
    void read(const QString& file);
    void caption(const QString& file, const std::shared_ptr<const Photo>& photo);
    void endReading(const QString& file, const std::function<void()>& report);
    void noteRead(const Kept& read, const std::shared_ptr<const Photo>& photo);
    void noteShown(const PhotoOpened& opened);
    void noteCaption(const QString& file, const std::optional<Captioned>& result);
    void outdateCaptions();
    void drop();

    CaptionService& captions_;
    PhotoReader reader_; ///< used on the worker thread only
    std::int64_t most_pixels_;
    Wishes wishes_;
    std::vector<Kept> kept_; ///< the one shown among them
    QString shown_;
    QSet<QString> refused_; ///< of those to be kept: too large, or not readable
    QString at_work_;       ///< being read or captioned; empty when nothing that is still wanted is
    bool reading_ = false;
    std::stop_source stop_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
