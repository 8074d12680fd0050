#pragma once

#include "ui/services/caption_service.h"
#include "ui/services/worker_thread.h"

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QStringList>

namespace saccade {

/// A picture that came without a file: as a program encoded it, or else as pixels.
struct LoosePicture {
    QByteArray bytes;
    QImage image;

    bool isEmpty() const { return bytes.isEmpty() && image.isNull(); }
};

/// Keeps pictures that came without a file as "Pasted picture N.png" in a folder, losslessly, on a thread of
/// its own. The folder does not grow without end: the oldest go.
class PastedPhotos : public QObject {
    Q_OBJECT
public:
    static constexpr int most = 50; ///< pictures that are kept

    /// @param folder  made when it is needed.
    explicit PastedPhotos(QString folder, QObject* parent = nullptr);
    ~PastedPhotos() override;

    /// Answers with saved or failed. @param in_use  files that stay, however old.
    void save(const LoosePicture& picture, const QStringList& in_use);

Q_SIGNALS:
    /// @param removed  how many old ones had to go.
    void saved(const QString& file, int removed);
    void failed(const saccade::Fault& fault);

private:
    QString folder_;
    WorkerThread worker_; ///< last: joined before anything that it uses goes
};

} // namespace saccade
