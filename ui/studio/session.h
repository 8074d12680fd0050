#pragma once

#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QObject>
#include <QPointF>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <optional>
#include <stop_token>

namespace saccade {

/// What a person was looking at.
struct SessionState {
    QStringList photos;
    QString shown; ///< one of them
    int word = -1;
    double scale = 0; ///< view pixels a photo pixel; 0: fitted to the window
    QPointF centre;   ///< of the view, in pixels of the photo
    QString model;
    bool panel = true;

    bool operator==(const SessionState&) const = default;
};

/// Keeps the state of a window in a file, so that it outlives even a crash: written whole, soon after a
/// change, on a thread of its own.
class Session : public QObject {
    Q_OBJECT
public:
    /// @param state  asked for whenever something changed.
    Session(QString file, std::function<SessionState()> state, QObject* parent);
    ~Session() override;

    /// Nothing when there is no session, or none that can be understood.
    std::optional<SessionState> read() const;
    /// Something changed; cheap, however often.
    void touch();
    /// Writes what changed, now. Waits for it.
    void close();

    /// While a state is being restored: what of it is still to come.
    std::optional<SessionState> returning;

    /// Looks which photos of `returning` are there, on a thread of its own, as drives can be slow. Answers
    /// with shownFound if there is any, then with photosFound. Nothing is written meanwhile.
    void findPhotos();
    void cancelFinding();

Q_SIGNALS:
    /// The photo that is to be shown: the one of the last time, or the first that is there. `returning`
    /// knows.
    void shownFound(const QString& shown);
    void photosFound(const QStringList& photos, int gone);
    /// It cannot be kept; told once.
    void unwritable(const saccade::Fault& fault);

private:
    void write();
    void answer(const std::stop_token& stop, std::function<void()> deliver);
    void noteShown(const QString& shown);

    QString file_;
    std::function<SessionState()> state_;
    SessionState written_;
    bool finding_ = false;
    std::stop_source stop_finding_;
    bool told_ = false; ///< that it is unwritable
    QTimer timer_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
