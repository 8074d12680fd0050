#include "ui/services/thumbnail_service.h"

namespace saccade {

ThumbnailService::ThumbnailService(PhotoReader reader, int extent, QObject* parent)
    : QObject(parent),
      reader_(std::move(reader)),
      extent_(extent),
      worker_(QStringLiteral("thumbnails")) {}

ThumbnailService::~ThumbnailService() {
    disconnect();
    worker_.stop();
}

void ThumbnailService::request(const QString& file) {
    waiting_.removeOne(file);
    waiting_.append(file);
    startNext();
}

void ThumbnailService::clear() {
    waiting_.clear();
}

void ThumbnailService::startNext() {
    if (busy_ || waiting_.isEmpty())
        return;
    busy_ = true;
    worker_.post([this, file = waiting_.takeLast()] {
        std::function<void()> report;
        try {
            const QImage image = imageOf(std::make_shared<const Photo>(reader_(file.toStdString())));
            const QImage small =
                image.scaled(extent_, extent_, Qt::KeepAspectRatio, Qt::SmoothTransformation);
            report = [this, file, small] { Q_EMIT ready(file, small); };
        } catch (...) {
            report = [this, fault = currentFault(file)] { Q_EMIT failed(fault); };
        }
        QMetaObject::invokeMethod(
            this,
            [this, report = std::move(report)] {
                busy_ = false;
                report();
                startNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace saccade
