#include "ui/services/ahead_service.h"

#include "core/support/progress.h"

#include <unistd.h>

namespace saccade {

namespace {

constexpr int politeness = 5; // a third of the time of a thread that somebody waits for

QString bestOf(const Captioned& captioned) {
    return QString::fromStdString(captioned.captions.front().text());
}

} // namespace

AheadService::AheadService(CaptionService& captions, PhotoReader reader, QObject* parent)
    : QObject(parent),
      captions_(captions),
      reader_(std::move(reader)),
      worker_(QStringLiteral("ahead")) {
    worker_.post([] { ::nice(politeness); }); // on Linux this is the thread's own
    connect(&captions_, &CaptionService::idleChanged, this, &AheadService::startNext);
    connect(&captions_, &CaptionService::captionedAside, this,
            [this](const Captioned& captioned) { answer(captioned.file, bestOf(captioned)); });
    connect(&captions_, &CaptionService::failedAside, this,
            [this](const Fault& fault) { answer(fault.file, {}); });
    connect(&captions_, &CaptionService::captionsOutdated, this, [this] { want({}); });
}

AheadService::~AheadService() {
    disconnect();
    stop_.request_stop();
    captions_.cancelAside();
    worker_.stop();
}

void AheadService::want(const QStringList& files) {
    wanted_ = files;
    if (!wanted_.contains(at_work_)) {
        stop_.request_stop();
        captions_.cancelAside();
        at_work_.clear();
    }
    startNext();
}

void AheadService::startNext() {
    if (reading_ || !at_work_.isEmpty() || wanted_.isEmpty() || !captions_.isIdle() || !captions_.hasModel())
        return;
    read(wanted_.front());
}

void AheadService::read(const QString& file) {
    at_work_ = file;
    reading_ = true;
    stop_ = {};
    worker_.post([this, file, stop = stop_.get_token()] {
        std::function<void()> report = [] {};
        try {
            throw_if_stopped(stop);
            auto photo = std::make_shared<const Photo>(reader_(file.toStdString()));
            report = [this, file, photo = std::move(photo)] { captions_.captionAside(file, photo); };
        } catch (const Cancelled&) {
        } catch (...) {
            report = [this, fault = currentFault(file)] {
                wanted_.removeAll(fault.file);
                at_work_.clear();
                Q_EMIT failed(fault);
            };
        }
        QMetaObject::invokeMethod(
            this, [this, file, report = std::move(report)] { endReading(file, report); },
            Qt::QueuedConnection);
    });
}

void AheadService::endReading(const QString& file, const std::function<void()>& report) {
    reading_ = false;
    if (file == at_work_)
        report();
    startNext();
}

void AheadService::answer(const QString& file, const QString& caption) {
    wanted_.removeAll(file);
    at_work_.clear();
    Q_EMIT captioned(file, caption);
    startNext();
}

} // namespace saccade
