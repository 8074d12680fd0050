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
    connect(&ahead_, &AheadService::captioned, this, [this](const QString& file, const QString& caption) {
        if (captioning_)
            parts_.photos.setCaption(file, caption);
    });
    connect(&ahead_, &AheadService::failed, &parts_.photos, &PhotoList::setFault);
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

void AheadController::open(int row) {
    step_ = row == row_ - 1 ? -1 : 1;
    row_ = row;
    ahead_.open(parts_.photos.file(row), wishes());
}

void AheadController::setRow(int row) {
    row_ = row;
    plan();
}

AheadService::Wishes AheadController::wishes() const {
    AheadService::Wishes wishes;
    for (const int row : {row_ + step_, row_ - step_}) {
        const QString file = parts_.photos.file(row);
        if (!file.isEmpty() && !parts_.photos.isBroken(row))
            wishes.kept += file;
    }
    wishes.captions_kept = captioning_;
    if (captioning_)
        wishes.captioned = parts_.photos.filesToCaption();
    return wishes;
}

void AheadController::plan() {
    if (row_ >= 0)
        ahead_.want(wishes());
}

void AheadController::stop() {
    row_ = -1;
    ahead_.want({});
}

} // namespace saccade
