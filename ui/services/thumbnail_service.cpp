#include "ui/services/thumbnail_service.h"

#include "core/support/progress.h"

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
    if (file == making_)
        return;
    waiting_.removeOne(file);
    waiting_.append(file);
    startNext();
}

void ThumbnailService::want(const QStringList& files) {
    waiting_ = QStringList(files.rbegin(), files.rend());
    if (waiting_.removeAll(making_) == 0) {
        stop_.request_stop();
        making_.clear();
    }
    startNext();
}

void ThumbnailService::startNext() {
    if (busy_ || waiting_.isEmpty())
        return;
    busy_ = true;
    making_ = waiting_.takeLast();
    stop_ = {};
    worker_.post([this, file = making_, stop = stop_.get_token()] {
        std::function<void()> report = [] {};
        try {
            throw_if_stopped(stop);
            const auto photo = std::make_shared<const Photo>(reader_(file.toStdString()));
            throw_if_stopped(stop);
            const QImage small = shrunk(photo, extent_);
            report = [this, file, small] { Q_EMIT ready(file, small); };
        } catch (const Cancelled&) {
        } catch (...) {
            report = [this, fault = currentFault(file)] { Q_EMIT failed(fault); };
        }
        QMetaObject::invokeMethod(
            this,
            [this, report = std::move(report)] {
                busy_ = false;
                making_.clear();
                report();
                startNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace saccade
