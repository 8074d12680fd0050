#include "ui/services/pasted_photos.h"

#include "core/image/decode.h"
#include "core/image/encode.h"
#include "core/image/signature.h"
#include "core/support/atomic_file.h"

#include <QBuffer>
#include <QDir>
#include <QRegularExpression>

#include <map>

namespace saccade {

namespace {

// Not translated, so that a folder is understood after the language changed.
const QString name_pattern = QStringLiteral("Pasted picture %1.png");

std::span<const std::byte> bytesOf(const QByteArray& bytes) {
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

QByteArray encoded(const QImage& image) {
    if (static_cast<std::int64_t>(image.width()) * image.height() > DecodeLimits{}.max_pixels)
        throw FileError({}, "it is larger than 200 megapixels", "Copy a smaller part of it");
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        throw FileError({}, "it has no pixels that can be saved", "Copy it again");
    return buffer.data();
}

bool isReadByCore(const QByteArray& bytes) {
    return recognise({bytes.constData(), static_cast<std::size_t>(bytes.size())}).read != nullptr;
}

// A PNG as it came: with its transparency, its profile and its 16 bits.
void write(const LoosePicture& picture, const std::filesystem::path& path) {
    const QByteArray& bytes = picture.bytes;
    QImage image = picture.image;
    if (!bytes.isEmpty() && !isReadByCore(bytes))
        image = QImage::fromData(bytes); // an icon, say
    if (!image.isNull()) {
        write_file_atomically(path, bytesOf(encoded(image)));
        return;
    }
    const Photo photo = decode_photo(bytesOf(bytes), path.filename().string());
    if (bytes.startsWith("\x89PNG"))
        write_file_atomically(path, bytesOf(bytes));
    else
        write_file_atomically(path, std::span<const std::byte>(encode_png(photo)));
}

std::map<int, QString> picturesIn(const QDir& folder) {
    static const QRegularExpression numbered(QStringLiteral(R"(^Pasted picture (\d{1,8})\.png$)"));
    std::map<int, QString> pictures;
    for (const QString& name : folder.entryList(QDir::Files)) {
        if (const auto match = numbered.match(name); match.hasMatch())
            pictures[match.captured(1).toInt()] = folder.absoluteFilePath(name);
    }
    return pictures;
}

int removeOldest(std::map<int, QString> pictures, const QStringList& in_use) {
    int removed = 0;
    auto excess = static_cast<std::ptrdiff_t>(pictures.size()) - PastedPhotos::most;
    for (const auto& [number, file] : pictures) {
        if (excess <= 0)
            break;
        if (in_use.contains(file) || !QFile::remove(file))
            continue;
        --excess;
        ++removed;
    }
    return removed;
}

} // namespace

PastedPhotos::PastedPhotos(QString folder, QObject* parent)
    : QObject(parent),
      folder_(std::move(folder)),
      worker_(QStringLiteral("pastes")) {}

PastedPhotos::~PastedPhotos() {
    disconnect();
    worker_.stop();
}

void PastedPhotos::save(const LoosePicture& picture, const QStringList& in_use) {
    worker_.post([this, picture, in_use] {
        std::function<void()> report;
        const QDir folder(folder_);
        QString file;
        try {
            std::error_code unmade; // writing into it will say what is wrong
            std::filesystem::create_directories(folder_.toStdString(), unmade);
            std::map<int, QString> pictures = picturesIn(folder);
            const int number = pictures.empty() ? 1 : pictures.rbegin()->first + 1;
            file = folder.absoluteFilePath(name_pattern.arg(number));
            write(picture, file.toStdString());
            pictures[number] = file;
            const int removed = removeOldest(pictures, QStringList(in_use) << file);
            report = [this, file, removed] { Q_EMIT saved(file, removed); };
        } catch (...) {
            report = [this, fault = currentFault(file)] { Q_EMIT failed(fault); };
        }
        QMetaObject::invokeMethod(this, std::move(report), Qt::QueuedConnection);
    });
}

} // namespace saccade
