#pragma once

#include "ui/services/pasted_photos.h"

#include <QObject>

#include <functional>

class QMimeData;

namespace saccade {

class CommandSet;
class InlineMessage;

/// Photos from the clipboard and from drops: files as they are; pictures without a file, as a browser gives
/// them, by way of a file that is made for them.
class PhotoIntake : public QObject {
    Q_OBJECT
public:
    /// @param folder      for the files that are made.
    /// @param open_files  those on the screen, which have to stay.
    PhotoIntake(const QString& folder, std::function<QStringList()> open_files, const CommandSet& commands,
                InlineMessage& notice);

    static bool accepts(const QMimeData& data);
    /// What was dropped. Something that it does not accept is explained.
    void take(const QMimeData& data);
    void paste();

Q_SIGNALS:
    /// Files, or folders of them, to open.
    void arrived(const QStringList& paths);

private:
    void explain(const QMimeData& data);

    PastedPhotos pasted_;
    std::function<QStringList()> open_files_;
    const CommandSet& commands_;
    InlineMessage& notice_;
};

} // namespace saccade
