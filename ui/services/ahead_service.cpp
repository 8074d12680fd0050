#include "ui/services/ahead_service.h"

#include "core/support/progress.h"

#include <QFileInfo>

#include <algorithm>
#include <unistd.h>
#include <utility>

namespace saccade {

namespace {

constexpr int politeness = 5; // a third of the time of a thread that somebody waits for

std::int64_t pixelsOf(const QSize& size) {
    return std::int64_t{size.width()} * size.height();
}

} // namespace

AheadService::AheadService(CaptionService& captions, PhotoReader reader, std::int64_t most_pixels,
                           QObject* parent)
    : QObject(parent),
      captions_(captions),
      reader_(std::move(reader)),
      most_pixels_(most_pixels),
      worker_(QStringLiteral("ahead")) {
    worker_.post([] { static_cast<void>(::nice(politeness)); }); // on Linux this is the thread's own
    const auto note = [this](const Captioned& captioned) {
        if (captioned.banned.empty()) // else it is not what anybody would be told of the photo
            noteCaption(captioned.file, captioned);
        startNext();
    };
    const auto noteNone = [this](const Fault& fault) {
        noteCaption(fault.file, std::nullopt);
        startNext();
    };
    connect(&captions_, &CaptionService::photoOpened, this, &AheadService::noteShown);
    connect(&captions_, &CaptionService::captioned, this, note);
    connect(&captions_, &CaptionService::captionFailed, this, noteNone);
    connect(&captions_, &CaptionService::captionedAside, this, note);
    connect(&captions_, &CaptionService::failedAside, this, noteNone);
    connect(&captions_, &CaptionService::captionsOutdated, this, &AheadService::outdateCaptions);
    connect(&captions_, &CaptionService::idleChanged, this, &AheadService::startNext);
}

AheadService::~AheadService() {
    disconnect();
    drop();
    worker_.stop();
}

AheadService::FileVersion AheadService::versionOf(const QString& file) {
    const QFileInfo info(file);
    return {info.lastModified(), info.size()};
}

AheadService::Kept* AheadService::find(const QString& file) {
    const auto found =
        std::ranges::find_if(kept_, [&](const Kept& each) { return each.opened.file == file; });
    return found == kept_.end() ? nullptr : &*found;
}

void AheadService::want(const Wishes& wishes) {
    setWishes(wishes);
    startNext();
}

void AheadService::open(const QString& file, const Wishes& wishes) {
    const Kept* kept = find(file);
    const std::optional<Kept> ready =
        kept != nullptr && kept->version == versionOf(file) ? std::optional(*kept) : std::nullopt;
    setWishes(wishes);
    if (ready)
        captions_.open(ready->opened, ready->captioned);
    else
        captions_.open(file);
    startNext();
}

void AheadService::setWishes(const Wishes& wishes) {
    if (wishes.kept != wishes_.kept)
        refused_.clear();
    wishes_ = wishes;
    prune();
    if (!isWanted(at_work_))
        drop();
    for (const QString& file : wishes.captioned) {
        if (const Kept* kept = find(file); kept != nullptr && kept->tried) {
            const std::optional<Captioned> known = kept->captioned;
            noteCaption(file, known);
        }
    }
}

// To be read, or to be captioned, whichever is being done.
bool AheadService::isWanted(const QString& file) const {
    return wishes_.captioned.contains(file) ||
           (wishes_.kept.contains(file) && (reading_ || wishes_.captions_kept));
}

void AheadService::drop() {
    stop_.request_stop();
    captions_.cancelAside();
    at_work_.clear();
}

void AheadService::prune() {
    std::erase_if(kept_, [this](const Kept& each) {
        return each.opened.file != shown_ && !wishes_.kept.contains(each.opened.file);
    });
    std::int64_t room = most_pixels_;
    for (const QString& file : wishes_.kept) {
        const Kept* kept = find(file);
        if (kept == nullptr || file == shown_)
            continue;
        const std::int64_t pixels = pixelsOf(kept->opened.photo.size());
        if (pixels <= room) {
            room -= pixels;
        } else {
            refused_.insert(file);
            std::erase_if(kept_, [&](const Kept& each) { return each.opened.file == file; });
        }
    }
}

void AheadService::startNext() {
    if (reading_ || !at_work_.isEmpty() || !captions_.isIdle())
        return;
    for (const QString& file : std::as_const(wishes_.kept)) {
        const Kept* kept = find(file);
        if (kept == nullptr && !refused_.contains(file))
            return read(file);
        if (kept != nullptr && !kept->tried && wishes_.captions_kept && captions_.hasModel())
            return caption(file, kept->opened.photo.photo());
    }
    if (wishes_.captioned.isEmpty() || !captions_.hasModel())
        return;
    const QString& file = wishes_.captioned.front();
    if (const Kept* kept = find(file))
        caption(file, kept->opened.photo.photo());
    else
        read(file);
}

void AheadService::caption(const QString& file, const std::shared_ptr<const Photo>& photo) {
    at_work_ = file;
    captions_.captionAside(file, photo);
}

void AheadService::read(const QString& file) {
    at_work_ = file;
    reading_ = true;
    stop_ = {};
    const bool to_be_kept = wishes_.kept.contains(file) && !refused_.contains(file);
    worker_.post([this, file, to_be_kept, stop = stop_.get_token()] {
        std::function<void()> report = [] {};
        try {
            throw_if_stopped(stop);
            Kept read{{file, {}}, versionOf(file), false, {}};
            auto photo = std::make_shared<const Photo>(reader_(file.toStdString()));
            throw_if_stopped(stop);
            if (to_be_kept && pixelsOf({photo->width, photo->height}) <= most_pixels_)
                read.opened.photo = PhotoPyramid(photo);
            report = [this, read = std::move(read), photo = std::move(photo)] { noteRead(read, photo); };
        } catch (const Cancelled&) {
        } catch (...) {
            report = [this, fault = currentFault(file)] {
                refused_.insert(fault.file);
                wishes_.captioned.removeAll(fault.file);
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

void AheadService::noteRead(const Kept& read, const std::shared_ptr<const Photo>& photo) {
    const QString& file = read.opened.file;
    if (!read.opened.photo.isNull()) {
        kept_.push_back(read);
        prune();
    } else if (pixelsOf({photo->width, photo->height}) > most_pixels_) {
        refused_.insert(file);
    }
    at_work_.clear();
    if (captions_.hasModel() &&
        (wishes_.captioned.contains(file) || (wishes_.captions_kept && find(file) != nullptr)))
        caption(file, photo);
}

void AheadService::noteShown(const PhotoOpened& opened) {
    shown_ = opened.file;
    const Kept* kept = find(opened.file);
    if (kept == nullptr || kept->opened.photo.photo() != opened.photo.photo()) {
        std::erase_if(kept_, [&](const Kept& each) { return each.opened.file == opened.file; });
        kept_.push_back({opened, versionOf(opened.file), false, {}});
    }
    prune();
}

void AheadService::noteCaption(const QString& file, const std::optional<Captioned>& result) {
    if (Kept* kept = find(file)) {
        kept->captioned = result;
        kept->tried = true;
    }
    wishes_.captioned.removeAll(file);
    if (file == at_work_)
        drop();
    Q_EMIT captioned(file, result ? QString::fromStdString(result->captions.front().text()) : QString());
}

void AheadService::outdateCaptions() {
    for (Kept& each : kept_) {
        each.captioned.reset();
        each.tried = false;
    }
    wishes_.captioned.clear();
    if (!isWanted(at_work_) || !reading_)
        drop();
    startNext();
}

} // namespace saccade
