#include "ui/studio/model_controller.h"

#include "ui/services/core_messages.h"
#include "ui/studio/commands.h"
#include "ui/studio/decoding_panel.h"
#include "ui/studio/decoding_store.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/model_dialog.h"
#include "ui/studio/model_panel.h"

#include <QAction>
#include <QDialog>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace saccade {

ModelController::ModelController(const Parts& parts, const QStringList& bundled, QWidget* window)
    : parts_(parts),
      window_(window),
      recent_(parts.settings, bundled) {
    parts_.panel.setRecent(recent_.menu());
    insertRecentMenu();
    connect(parts_.commands.action(Command::open_model), &QAction::triggered, this,
            &ModelController::chooseModel);
    connect(parts_.commands.action(Command::about_model), &QAction::triggered, this, [this] {
        if (parts_.panel.model())
            makeModelDialog(*parts_.panel.model(), window_)->show();
    });
    connect(&recent_, &RecentModels::chosen, this, &ModelController::open);
    connectService();
    connectDecoding();
}

void ModelController::connectService() {
    connect(&parts_.service, &CaptionService::modelOpened, this, &ModelController::showModel);
    connect(&parts_.service, &CaptionService::modelFailed, this, &ModelController::showFault);
    connect(&parts_.service, &CaptionService::workChanged, this, [this](CaptionService::Work work) {
        if (work == CaptionService::Work::openingPhoto)
            setCaptions({});
    });
    connect(&parts_.service, &CaptionService::captionFailed, this, [this] { setCaptions({}); });
    connect(&parts_.service, &CaptionService::captioned, this,
            [this](const Captioned& captioned) { setCaptions(captioned.captions); });
    connect(&parts_.service, &CaptionService::captionedAnew, this,
            [this](const Captioned& captioned) { setCaptions(captioned.captions); });
    connect(&parts_.service, &CaptionService::bannedChanged, &parts_.decoding, &DecodingPanel::setBanned);
}

void ModelController::connectDecoding() {
    parts_.decoding.setSettings(readDecoding(parts_.settings));
    parts_.service.setDecoding(parts_.decoding.settings());
    connect(&parts_.decoding, &DecodingPanel::changed, this, [this](const DecodingSettings& decoding) {
        writeDecoding(parts_.settings, decoding);
        parts_.service.setDecoding(decoding);
    });
    connect(&parts_.decoding, &DecodingPanel::captionChosen, this, [this](int index) {
        if (index < static_cast<int>(captions_.size()))
            Q_EMIT captionChosen(captions_[static_cast<std::size_t>(index)]);
    });
}

// Right below the command that opens a model.
void ModelController::insertRecentMenu() {
    QAction* const open = parts_.commands.action(Command::open_model);
    for (QObject* object : open->associatedObjects()) {
        auto* menu = qobject_cast<QMenu*>(object);
        if (menu == nullptr)
            continue;
        const qsizetype below = menu->actions().indexOf(open) + 1;
        menu->insertMenu(menu->actions().value(below), recent_.menu());
    }
}

void ModelController::open(const QString& bundle) {
    reading_ = true;
    parts_.service.setModel(bundle);
}

void ModelController::chooseModel() {
    const QString folder = file_.isEmpty() ? QString() : QFileInfo(file_).absolutePath();
    const QString file = QFileDialog::getOpenFileName(window_, tr("Open a model"), folder,
                                                      tr("Saccade models (*.safetensors);;All files (*)"));
    if (!file.isEmpty())
        open(file);
}

const DecodingSettings& ModelController::decoding() const {
    return parts_.decoding.settings();
}

void ModelController::showModel(const ModelFacts& facts) {
    reading_ = false;
    file_ = QString::fromStdString(facts.path.string());
    name_ =
        QString::fromStdString(facts.card.name.empty() ? facts.path.filename().string() : facts.card.name);
    recent_.note(file_);
    parts_.panel.showModel(facts);
    parts_.notice.hide();
    Q_EMIT opened(file_);
}

void ModelController::showFault(const Fault& fault) {
    reading_ = false;
    const auto text = [fault, kept = file_] {
        const QString sentence = tr("The model %1 cannot be used. %2").arg(fault.file, fault.sentence());
        return kept.isEmpty() ? sentence
                              : joinedSentences(sentence, tr("%1 stays in use.").arg(modelTitle(kept)));
    };
    parts_.notice.showMessage(text, parts_.commands.action(Command::open_model));
    Q_EMIT failed();
}

void ModelController::setShown(const Caption& caption) {
    parts_.decoding.setShown(caption);
}

void ModelController::setCaptions(const std::vector<Caption>& captions) {
    captions_ = captions;
    parts_.decoding.setCaptions(captions);
}

} // namespace saccade
