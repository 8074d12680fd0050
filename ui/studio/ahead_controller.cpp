#include "ui/studio/ahead_controller.h"

#include "ui/studio/commands.h"
#include "ui/studio/film_strip.h"
#include "ui/studio/photo_list.h"

#include <QAction>
#include <QSettings>

namespace saccade {

namespace {

QString settingKey() {
    return QStringLiteral("caption-ahead");
}

} // namespace

AheadController::AheadController(const Parts& parts, PhotoReader reader)
    : parts_(parts),
      ahead_(parts.service, std::move(reader)) {
    connectCaptions();
    connect(&parts_.photos, &PhotoList::inSightChanged, this, &AheadController::plan);
    QAction* const command = parts_.commands.action(Command::caption_ahead);
    connect(command, &QAction::toggled, this, [this](bool checked) {
        parts_.settings.setValue(settingKey(), checked);
        setCaptioning(checked);
    });
    command->setChecked(parts_.settings.value(settingKey(), true).toBool());
}

void AheadController::connectCaptions() {
    connect(&ahead_, &AheadService::captioned, &parts_.photos, &PhotoList::setCaption);
    connect(&ahead_, &AheadService::failed, &parts_.photos, &PhotoList::setFault);
    connect(&parts_.service, &CaptionService::captioned, this, [this](const Captioned& captioned) {
        if (!captioning_)
            return;
        parts_.photos.setCaption(captioned.file,
                                 QString::fromStdString(captioned.captions.front().text()));
        plan();
    });
    connect(&parts_.service, &CaptionService::captionsOutdated, this, [this] {
        parts_.photos.clearCaptions();
        plan();
    });
}

void AheadController::setCaptioning(bool captioning) {
    captioning_ = captioning;
    parts_.photos.clearCaptions();
    parts_.film.setCaptionsShown(captioning);
    plan();
}

void AheadController::plan() {
    ahead_.want(captioning_ ? parts_.photos.filesToCaption() : QStringList());
}

void AheadController::stop() {
    ahead_.want({});
}

} // namespace saccade
