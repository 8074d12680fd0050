#include "ui/studio/photo_intake.h"

#include "ui/studio/commands.h"
#include "ui/studio/inline_message.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

namespace saccade {

namespace {

QStringList filesOf(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            files += url.toLocalFile();
    }
    return files;
}

// Encoded unless there are only pixels: decoding is for another thread.
LoosePicture pictureOf(const QMimeData& data) {
    const QStringList formats = data.formats();
    for (const char* const format :
         {"image/png", "image/tiff", "image/webp", "image/bmp", "image/jpeg", "image/gif"}) {
        if (formats.contains(QLatin1String(format)))
            return {data.data(QLatin1String(format)), {}};
    }
    if (!formats.contains(QLatin1String("application/x-qt-image"))) { // of this program, and as pixels
        for (const QString& format : formats) {
            if (format.startsWith(QLatin1String("image/")))
                return {data.data(format), {}};
        }
    }
    return data.hasImage() ? LoosePicture{{}, data.imageData().value<QImage>()} : LoosePicture{};
}

} // namespace

PhotoIntake::PhotoIntake(const QString& folder, std::function<QStringList()> open_files,
                         const CommandSet& commands, InlineMessage& notice)
    : pasted_(folder),
      open_files_(std::move(open_files)),
      commands_(commands),
      notice_(notice) {
    connect(commands_.action(Command::paste_photo), &QAction::triggered, this, &PhotoIntake::paste);
    connect(&pasted_, &PastedPhotos::saved, this, [this](const QString& file, int removed) {
        Q_EMIT arrived({file});
        if (removed > 0)
            notice_.showMessage([removed] {
                return tr("Saccade keeps the last %1 pasted pictures: %n older one(s) were removed.", nullptr,
                          removed)
                    .arg(PastedPhotos::most);
            });
    });
    connect(&pasted_, &PastedPhotos::failed, this, [this](const Fault& fault) {
        notice_.showMessage(
            [fault] { return tr("The picture could not be opened. %1").arg(fault.sentence()); });
    });
}

bool PhotoIntake::accepts(const QMimeData& data) {
    const QStringList formats = data.formats();
    return !filesOf(data).isEmpty() || data.hasImage() ||
           std::any_of(formats.begin(), formats.end(),
                       [](const QString& format) { return format.startsWith(QLatin1String("image/")); });
}

void PhotoIntake::take(const QMimeData& data) {
    if (const QStringList files = filesOf(data); !files.isEmpty()) {
        Q_EMIT arrived(files);
        return;
    }
    if (const LoosePicture picture = pictureOf(data); !picture.isEmpty())
        pasted_.save(picture, open_files_());
    else
        explain(data);
}

void PhotoIntake::paste() {
    static const QMimeData nothing;
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    take(data != nullptr ? *data : nothing);
}

void PhotoIntake::explain(const QMimeData& data) {
    LiveText text;
    if (accepts(data))
        text = [] {
            return tr("The picture arrived empty, or in a format that Saccade does not read. Save it as a "
                      "file and open that.");
        };
    else if (!data.urls().isEmpty())
        text = [] {
            return tr("That is the address of something, not a picture. Copy the picture itself; browsers "
                      "call it “Copy Image”.");
        };
    else if (data.hasText())
        text = [] {
            return tr("There is text on the clipboard, not a picture. Copy a picture, or photos in a file "
                      "manager, and paste again.");
        };
    else
        text = [] {
            return tr("There is nothing on the clipboard to open. Copy a picture, or photos in a file "
                      "manager, and paste again.");
        };
    notice_.showMessage(text, commands_.action(Command::open_photos));
}

} // namespace saccade
