#include "ui/studio/main_window.h"

#include "ui/services/core_messages.h"
#include "ui/studio/ahead_controller.h"
#include "ui/studio/appearance.h"
#include "ui/studio/compare_view.h"
#include "ui/studio/dialogs.h"
#include "ui/studio/export_controller.h"
#include "ui/studio/film_strip.h"
#include "ui/studio/folder_dialog.h"
#include "ui/studio/folder_lister.h"
#include "ui/studio/icon.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/kept_word.h"
#include "ui/studio/main_window_layout.h"
#include "ui/studio/model_controller.h"
#include "ui/studio/overlay_controls.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/photo_files.h"
#include "ui/studio/photo_intake.h"
#include "ui/studio/photo_stage.h"
#include "ui/studio/recent_photos.h"
#include "ui/studio/region_controller.h"
#include "ui/studio/session.h"
#include "ui/studio/studio_tour.h"
#include "ui/studio/what_if_controller.h"
#include "ui/studio/word_panel.h"
#include "ui/training/training_page.h"

#include <QAction>
#include <QCloseEvent>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QToolBar>

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

const QString restore_key = QStringLiteral("restore-session");
constexpr qsizetype most_noted = 3; // of photos opened together, so that the older ones stay in the list

} // namespace

MainWindow::MainWindow(StudioSetup setup, QWidget* parent)
    : QMainWindow(parent),
      settings_(*setup.settings),
      samples_(std::move(setup.samples)),
      commands_(new CommandSet(this)),
      photos_(setup.reader),
      service_(setup.make_engine(), setup.reader) {
    new Appearance(*commands_, settings_, this);
    setAccessibleName(QStringLiteral("Saccade"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    const WindowParts parts = layOut(*this, *commands_, cursor_, photos_);
    stage_ = parts.stage;
    word_panel_ = parts.word_panel;
    overlay_ = parts.overlay;
    side_panel_ = parts.side_panel;
    film_ = parts.film;
    warning_ = parts.warning;
    model_notice_ = parts.model_notice;
    files_notice_ = parts.files_notice;
    places_ = parts.places;
    intake_ = std::make_unique<PhotoIntake>(
        setup.data_folder + QStringLiteral("/pasted"), [this] { return photos_.files(); }, *commands_,
        *files_notice_);
    region_ =
        std::make_unique<RegionController>(*commands_, *stage_->canvas(), cursor_, service_, *parts.region);
    models_ =
        std::make_unique<ModelController>(ModelController::Parts{*commands_, service_, *parts.model,
                                                                 *parts.decoding, *model_notice_, settings_},
                                          setup.bundled_models, this);
    compare_ = new CompareView(setup.make_engine, setup.reader);
    places_->addWidget(compare_);
    training_ = new TrainingPage(
        {std::move(setup.training), setup.reader, setup.data_folder, setup.bundled_models, &settings_});
    places_->addWidget(training_);
    what_if_ = std::make_unique<WhatIfController>(service_, cursor_, *commands_, *word_panel_->alternatives(),
                                                  *parts.what_if, *this);
    ahead_ = std::make_unique<AheadController>(
        AheadController::Parts{*commands_, service_, photos_, *film_, settings_}, setup.reader);

    connectExports(setup);
    connectCommands();
    connectService();
    connectWords();
    connectTraining();
    connectOpening();
    connectSession(setup.data_folder);
    restoreSettings();
    updateCommands();
    stage_->setFocus();
    setWindowTitle(QStringLiteral("Saccade"));
}

MainWindow::~MainWindow() = default;

void MainWindow::connectCommands() {
    const auto on = [this](Command command, auto slot) {
        connect(commands_->action(command), &QAction::triggered, this, slot);
    };
    on(Command::open_photos, [this] { chooseFiles(); });
    on(Command::open_folder, [this] { chooseFolder(); });
    on(Command::open_samples, [this] { openSamples(); });
    on(Command::compare_models, [this] { chooseModelToCompare(); });
    on(Command::caption_folder, [this] { captionFolder(); });
    on(Command::quit, [this] { close(); });
    on(Command::new_run, [this] { newRun(); });
    on(Command::show_studio, [this] { showPlace(places_->widget(0)); });
    on(Command::show_training, [this] { showPlace(training_); });
    on(Command::next_word, [this] { cursor_.next(); });
    on(Command::previous_word, [this] { cursor_.previous(); });
    on(Command::first_word, [this] { cursor_.first(); });
    on(Command::last_word, [this] { cursor_.last(); });
    on(Command::add_next_word, [this] { cursor_.extendTo(cursor_.current() + 1); });
    on(Command::add_word_before, [this] { cursor_.extendTo(cursor_.current() - 1); });
    on(Command::add_all_words, [this] { cursor_.selectAll(); });
    on(Command::single_word, [this] { cursor_.clearSelection(); });
    on(Command::next_photo, [this] { film_->setCurrentRow(film_->currentRow() + 1); });
    on(Command::previous_photo, [this] { film_->setCurrentRow(film_->currentRow() - 1); });
    on(Command::zoom_in, [this] { stage_->canvas()->zoomIn(); });
    on(Command::zoom_out, [this] { stage_->canvas()->zoomOut(); });
    on(Command::fit, [this] { stage_->canvas()->fit(); });
    on(Command::tour, [this] { startTour(); });
    on(Command::shortcuts, [this] { makeShortcutsDialog(this)->show(); });
    on(Command::about, [this] { makeAboutDialog(this)->show(); });

    connect(commands_->action(Command::show_panel), &QAction::toggled, this, &MainWindow::updateCommands);
    QAction* play = commands_->action(Command::play);
    connect(play, &QAction::triggered, &cursor_, &WordCursor::setPlaying);
    connect(&cursor_, &WordCursor::playingChanged, play, [play](bool playing) {
        play->setChecked(playing);
        play->setIcon(icon(playing ? QStringLiteral("pause") : QStringLiteral("play")));
    });
    connect(film_, &FilmStrip::currentRowChanged, this, &MainWindow::showRow);
}

void MainWindow::connectOpening() {
    lister_ = new FolderLister(this);
    connect(lister_, &FolderLister::found, this, &MainWindow::openFiles);
    connect(lister_, &FolderLister::siblingsFound, this, &MainWindow::showSiblings);
    connect(intake_.get(), &PhotoIntake::arrived, this, &MainWindow::open);
    recent_ = new RecentPhotos(settings_, *commands_, *files_notice_, this);
    connect(recent_, &RecentPhotos::chosen, this, [this](const QString& path) { open({path}); });
    connect(recent_, &RecentPhotos::changed, this, [this] { stage_->setRecent(recent_->actions()); });
    stage_->setRecent(recent_->actions());
}

void MainWindow::connectSession(const QString& data_folder) {
    session_ = new Session(
        data_folder + QStringLiteral("/session.json"), [this] { return sessionState(); }, this);
    QAction* const restore = commands_->action(Command::restore_session);
    restore->setChecked(settings_.value(restore_key, true).toBool());
    connect(restore, &QAction::toggled, this, [this](bool on) { settings_.setValue(restore_key, on); });
    connect(session_, &Session::shownFound, this,
            [this](const QString& shown) { showFiles({shown}, shown); });
    connect(session_, &Session::photosFound, this, [this](const QStringList& photos, int gone) {
        showSiblings(photos, photos_.file(film_->currentRow()));
        if (gone > 0)
            files_notice_->showMessage(
                [gone] {
                    return tr("%n photo(s) of the last session are not there any more.", nullptr, gone);
                },
                commands_->action(Command::open_photos));
    });
    connect(session_, &Session::unwritable, this, [this](const Fault& fault) {
        files_notice_->showMessage([file = fault.file, why = Fault{{}, fault.fault, {}}] {
            return tr("What is open now will not come back at the next start: %1 cannot be written. %2")
                .arg(QDir::toNativeSeparators(file), why.sentence());
        });
    });
    connect(film_, &FilmStrip::currentRowChanged, session_, &Session::touch);
    connect(&photos_, &PhotoList::rowsInserted, session_, &Session::touch);
    connect(&cursor_, &WordCursor::changed, session_, &Session::touch);
    connect(stage_->canvas(), &PhotoCanvas::placeChanged, session_, &Session::touch);
    connect(models_.get(), &ModelController::opened, session_, &Session::touch);
    connect(commands_->action(Command::show_panel), &QAction::toggled, session_, &Session::touch);
    connect(&service_, &CaptionService::photoOpened, this, &MainWindow::returnToPlace);
    connect(&service_, &CaptionService::captioned, this, [this](const Captioned& captioned) {
        if (session_->returning && session_->returning->shown == captioned.file)
            cursor_.moveTo(std::exchange(session_->returning, {})->word);
    });
}

SessionState MainWindow::sessionState() const {
    SessionState state;
    state.photos = photos_.files();
    state.shown = photos_.file(film_->currentRow());
    state.word = cursor_.current();
    if (const ViewGeometry* view = stage_->canvas()->geometryOfPhoto();
        view != nullptr && !stage_->canvas()->isFitted()) {
        state.scale = view->scale;
        state.centre = view->centre;
    }
    state.model = models_->file();
    state.panel = commands_->action(Command::show_panel)->isChecked();
    if (session_->returning && session_->returning->shown == state.shown) { // not there yet
        state.word = session_->returning->word;
        state.scale = session_->returning->scale;
        state.centre = session_->returning->centre;
        state.model = session_->returning->model;
    }
    return state;
}

bool MainWindow::restoreSession() {
    if (!commands_->action(Command::restore_session)->isChecked())
        return false;
    std::optional<SessionState> state = session_->read();
    if (!state)
        return false;
    commands_->action(Command::show_panel)->setChecked(state->panel);
    session_->returning = state;
    session_->findPhotos();
    return true;
}

QString MainWindow::lastModel() const {
    const QString model = session_->returning ? session_->returning->model : QString();
    return QFileInfo::exists(model) ? model : QString();
}

void MainWindow::returnToPlace() {
    if (session_->returning && session_->returning->shown == photos_.file(film_->currentRow()) &&
        session_->returning->scale > 0)
        stage_->canvas()->setPlace(session_->returning->scale, session_->returning->centre);
}

void MainWindow::connectService() {
    connect(&service_, &CaptionService::workChanged, this, [this](CaptionService::Work work) {
        stage_->showWork(workText(work));
        updateYielding();
    });
    connect(&service_, &CaptionService::photoOpened, this, [this](const PhotoOpened& opened) {
        stage_->showPhoto(opened.photo);
        region_->setPhoto(opened.photo);
        updateCommands();
        if (models_->isMissing())
            showMissingModel();
    });
    connect(&service_, &CaptionService::photoFailed, this, [this](const Fault& fault) {
        photos_.setFault(fault);
        region_->setPhoto({});
        stage_->showPhotoFault(fault);
        updateCommands();
    });
    connect(&service_, &CaptionService::captioned, this, [this](const Captioned& captioned) {
        placement_ = captioned.placement;
        what_if_->begin(captioned);
        showCaption(captioned.captions.front());
    });
    connect(&service_, &CaptionService::captionFailed, this, [this](const Fault& fault) {
        stage_->showCaptionFault(
            [fault] { return tr("This photo could not be captioned. %1").arg(fault.sentence()); }, nullptr);
    });
    connect(models_.get(), &ModelController::captionChosen, this, [this](const Caption& caption) {
        what_if_->follow(caption);
        showCaption(caption);
    });
    connect(models_.get(), &ModelController::opened, this, &MainWindow::updateCommands);
    connect(models_.get(), &ModelController::failed, this, [this] {
        if (models_->isMissing() && stage_->canvas()->hasPhoto())
            showMissingModel();
    });
}

void MainWindow::connectWords() {
    connect(what_if_.get(), &WhatIfController::captionChosen, this, [this](const Caption& caption, int word) {
        setCaption(caption);
        cursor_.moveTo(word);
    });
    connect(&cursor_, &WordCursor::changed, this, &MainWindow::showStep);
    connect(overlay_, &OverlayControls::changed, this, [this] {
        showOverlayOptions();
        stage_->showMaps(smallMaps(caption_, placement_, overlay_->options()));
        showStep();
    });
    connect(stage_->canvas(), &PhotoCanvas::cellPointedAt, word_panel_, &WordPanel::showCell);
}

void MainWindow::showOverlayOptions() {
    region_->setDrawnEvenly(overlay_->options().placement == OverlayPlacement::naive);
    compare_->setOverlay(overlay_->options());
}

void MainWindow::connectTraining() {
    connect(training_, &TrainingPage::openRequested, this, [this](const QString& bundle) {
        openModel(bundle);
        showPlace(places_->widget(0));
    });
    connect(training_, &TrainingPage::compareRequested, this, &MainWindow::compareModels);
    connect(training_, &TrainingPage::noticed, this, [this](const LiveText& text) {
        if (places_->currentWidget() != training_)
            files_notice_->showMessage(text, commands_->action(Command::show_training));
    });
    connect(training_, &TrainingPage::stopped, this, &MainWindow::close);
    connect(region_.get(), &RegionController::compared, this, &MainWindow::compare);
    connect(what_if_.get(), &WhatIfController::compareRequested, this, &MainWindow::compare);
    connect(&service_, &CaptionService::editingChanged, this, &MainWindow::updateYielding);
    connect(compare_, &CompareView::closed, this, [this] { showPlace(places_->widget(0)); });
    connect(compare_, &CompareView::busyChanged, this, &MainWindow::updateYielding);
    showPlace(places_->widget(0));
}

void MainWindow::connectExports(const StudioSetup& setup) {
    exports_ = new ExportController(
        *commands_, [this] { return exportSource(); }, *files_notice_, settings_, this);
    folders_ = new FolderService(setup.make_engine, setup.reader, this);
}

// What is on the screen now, for as long as an export needs it.
ExportSource MainWindow::exportSource() const {
    const OverlayOptions& options = overlay_->options();
    return {photos_.file(film_->currentRow()),
            stage_->canvas()->photo().photo(),
            caption_,
            placement_,
            models_->name(),
            cursor_.shown(),
            options.style,
            painterAsShown(caption_, placement_, options)};
}

void MainWindow::captionFolder() {
    if (auto* open = findChild<FolderDialog*>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    FolderJob job;
    job.request.folder = lastFolder().toStdString();
    job.model = models_->file();
    job.decoding = models_->decoding();
    (new FolderDialog(job, *folders_, this))->show();
}

void MainWindow::showPlace(QWidget* place) {
    places_->setCurrentWidget(place);
    commands_->action(place == training_ ? Command::show_training : Command::show_studio)->setChecked(true);
    const bool studio = place == places_->widget(0);
    for (const Command command : {Command::zoom_in,         Command::zoom_out,      Command::fit,
                                  Command::next_word,       Command::previous_word, Command::first_word,
                                  Command::last_word,       Command::play,          Command::next_photo,
                                  Command::previous_photo,  Command::show_panel,    Command::export_caption,
                                  Command::copy_caption,    Command::copy_picture,  Command::region_rectangle,
                                  Command::region_brush,    Command::clear_region,  Command::hide_by_blur,
                                  Command::hide_by_colour,  Command::loop,          Command::add_next_word,
                                  Command::add_word_before, Command::add_all_words, Command::single_word})
        commands_->action(command)->setVisible(studio);
    commands_->action(Command::paste_photo)->setVisible(studio);
    commands_->action(Command::caption_ahead)->setVisible(studio);
    for (const Command command : {Command::show_overlay, Command::smooth_overlay, Command::grid_lines})
        commands_->action(command)->setVisible(studio || place == compare_);
    for (const CommandInfo& info : commandTable()) {
        if (info.group == CommandGroup::what_if && info.command != Command::compare_models)
            commands_->action(info.command)->setVisible(studio);
    }
    for (auto* bar : findChildren<QToolBar*>()) { // a separator with nothing between it and the next one
        QAction* separator = nullptr;
        bool any = false;
        for (QAction* action : bar->actions()) {
            if (action->isSeparator()) {
                if (separator != nullptr)
                    separator->setVisible(any);
                separator = action;
                any = false;
            } else if (!action->objectName().isEmpty()) {
                any = any || action->isVisible();
            }
        }
        if (separator != nullptr)
            separator->setVisible(any);
    }
    if (!studio)
        cursor_.setPlaying(false);
}

void MainWindow::welcome() {
    if (!settings_.value(QStringLiteral("tour"), false).toBool())
        startTour();
}

// Over a photo, so that there is something to see.
void MainWindow::startTour() {
    if (findChild<Tour*>() != nullptr)
        return;
    showPlace(places_->widget(0));
    if (photos_.rowCount() == 0 && !samples_.isEmpty())
        openSamples();
    settings_.setValue(QStringLiteral("tour"), true);
    new Tour(this, studioTour(*this, *commands_));
}

void MainWindow::updateYielding() {
    training_->setYielding(service_.work() != CaptionService::Work::none || service_.isEditing() ||
                           compare_->isBusy());
}

void MainWindow::newRun(const QString& data_set) {
    showPlace(training_);
    training_->newRun(data_set);
}

void MainWindow::compareModels(const QString& left, const QString& right) {
    compare_->setDecoding(models_->decoding());
    compare_->compareModels(left, right, photos_.file(film_->currentRow()));
    showPlace(compare_);
}

void MainWindow::compare(const Compared& left, const Compared& right) {
    compare_->compare(left, right);
    showPlace(compare_);
}

void MainWindow::showMissingModel() {
    stage_->showCaptionFault([] { return tr("There is no model to caption it with."); },
                             commands_->action(Command::open_model));
}

// Another caption of the same photo keeps the word that is looked at.
void MainWindow::showCaption(const Caption& caption) {
    const int word = keptWord(caption_, cursor_.current(), caption);
    setCaption(caption);
    if (word > 0)
        cursor_.moveTo(word);
}

void MainWindow::setCaption(const Caption& caption) {
    caption_ = caption;
    models_->setShown(caption_);
    region_->setCaption(caption_, placement_);
    stage_->showCaption(caption_);
    stage_->showMaps(smallMaps(caption_, placement_, overlay_->options()));
}

// Of the words on both sides of where a hand is scrubbing.
AttentionLayer MainWindow::layerBetween() const {
    const int before = static_cast<int>(cursor_.position());
    const auto share = static_cast<float>(cursor_.position() - before);
    const auto layer = [this](int word) { return layerFor(caption_, placement_, word, overlay_->options()); };
    return share > 0 ? mixed(layer(before), layer(before + 1), share) : layer(before);
}

// The one place that decides what the canvas, the panel and the colour bar say about a word.
void MainWindow::showStep() {
    const std::vector<int> words = cursor_.shownWords();
    if (words.empty() || words.back() >= static_cast<int>(caption_.steps.size())) {
        word_panel_->clear();
        stage_->canvas()->setLayer({});
        overlay_->showRange({0, 1});
    } else {
        word_panel_->showStep(caption_, cursor_.shown());
        const AttentionLayer layer = layerFor(caption_, placement_, words, overlay_->options());
        overlay_->showRange(layer.isEmpty() ? ColourRange{} : layer.range, static_cast<int>(words.size()));
        if (cursor_.position() != cursor_.current() && !cursor_.isPreviewing())
            stage_->canvas()->scrubTo(layerBetween());
        else
            stage_->canvas()->setLayer(layer);
    }
    updateCommands();
}

void MainWindow::updateCommands() {
    const auto enable = [this](std::initializer_list<Command> commands, bool enabled) {
        for (const Command command : commands)
            commands_->action(command)->setEnabled(enabled);
    };
    using enum Command;
    enable({next_word, previous_word, first_word, last_word, play}, cursor_.words() > 0);
    enable({add_next_word, add_word_before, add_all_words}, cursor_.words() > 1);
    enable({single_word}, !cursor_.selection().empty());
    exports_->setAvailable(stage_->canvas()->hasPhoto() && !caption_.steps.empty());
    enable({zoom_in, zoom_out, fit}, stage_->canvas()->hasPhoto());
    enable({next_photo}, film_->currentRow() + 1 < photos_.rowCount());
    enable({previous_photo}, film_->currentRow() > 0);
    enable({show_panel}, photos_.rowCount() > 0);
    side_panel_->setVisible(photos_.rowCount() > 0 && commands_->action(show_panel)->isChecked());
    enable({caption_folder, compare_models}, !models_->file().isEmpty());
    enable({open_samples}, !samples_.isEmpty());
}

void MainWindow::open(const QStringList& paths) {
    lister_->cancel();
    session_->cancelFinding();
    if (std::any_of(paths.begin(), paths.end(),
                    [](const QString& path) { return QFileInfo(path).isDir(); })) {
        recent_->note(paths.mid(0, most_noted));
        lister_->find(paths);
        return;
    }
    const QStringList files = photosOf(paths);
    openFiles(files, {});
    recent_->note(files.mid(0, most_noted));
    if (files.size() == 1)
        lister_->findSiblings(files.front());
}

void MainWindow::openSamples() {
    lister_->cancel();
    session_->cancelFinding();
    openFiles(samples_, {});
}

void MainWindow::openFiles(const QStringList& files, const QString& asked_for) {
    if (files.isEmpty()) {
        files_notice_->showMessage(
            [asked_for] {
                return tr("There is no photo in %1. Photos are JPEG, PNG, WebP, TIFF, BMP and GIF files.")
                    .arg(asked_for);
            },
            commands_->action(Command::open_photos));
        return;
    }
    showFiles(files, files.front());
}

void MainWindow::showFiles(const QStringList& files, const QString& shown) {
    files_notice_->hide();
    photos_.setFiles(files);
    film_->setVisible(files.size() > 1);
    film_->setCurrentRow(static_cast<int>(std::max<qsizetype>(0, files.indexOf(shown))));
}

// What else lies beside the one photo that was opened and is still the only one.
void MainWindow::showSiblings(const QStringList& files, const QString& shown) {
    if (photos_.files() != QStringList{shown} || files.size() < 2)
        return;
    photos_.surround(files);
    film_->show();
    film_->scrollTo(film_->currentIndex());
    ahead_->setRow(film_->currentRow());
    updateCommands();
}

void MainWindow::showRow(int row) {
    const QString file = photos_.file(row);
    if (session_->returning && session_->returning->shown != file)
        session_->returning.reset();
    setWindowTitle(QStringLiteral("%1 — Saccade").arg(QFileInfo(file).fileName()));
    caption_ = {};
    what_if_->clear();
    stage_->expectPhoto();
    ahead_->open(row);
    updateCommands();
}

void MainWindow::openModel(const QString& bundle) {
    models_->open(bundle);
}

void MainWindow::warn(const QString& text) {
    warning_->showMessage([text] { return coreMessage(text); });
}

QString MainWindow::workText(CaptionService::Work work) const {
    switch (work) {
    case CaptionService::Work::openingPhoto:
        return tr("Opening the photo…");
    case CaptionService::Work::readingModel:
        return tr("Reading the model…");
    case CaptionService::Work::captioning:
        return tr("Looking at the photo…");
    case CaptionService::Work::none:
        break;
    }
    return {};
}

QString MainWindow::lastFolder() const {
    return settings_.value(QStringLiteral("folder")).toString();
}

void MainWindow::chooseFiles() {
    const QStringList files =
        QFileDialog::getOpenFileNames(this, tr("Open photos"), lastFolder(), photoFilter());
    if (files.isEmpty())
        return;
    settings_.setValue(QStringLiteral("folder"), QFileInfo(files.front()).absolutePath());
    open(files);
}

void MainWindow::chooseFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open a folder of photos"), lastFolder());
    if (folder.isEmpty())
        return;
    settings_.setValue(QStringLiteral("folder"), folder);
    open({folder});
}

void MainWindow::chooseModelToCompare() {
    const QString file = QFileDialog::getOpenFileName(this, tr("Compare with another model"), {},
                                                      tr("Saccade models (*.safetensors);;All files (*)"));
    if (!file.isEmpty())
        compareModels(models_->file(), file);
}

void MainWindow::restoreSettings() {
    overlay_->setOptions(readOverlayOptions(settings_));
    showOverlayOptions();
    cursor_.setSpeed(settings_.value(QStringLiteral("playback/speed"), 1.0).toDouble());
    commands_->action(Command::loop)->setChecked(settings_.value(QStringLiteral("playback/loop")).toBool());
    compare_->readSettings(settings_);
    region_->readSettings(settings_);
    readSections(*side_panel_, settings_);
    commands_->action(Command::show_panel)
        ->setChecked(settings_.value(QStringLiteral("panel"), true).toBool());
    resize(1200, 800);
    restoreGeometry(settings_.value(QStringLiteral("geometry")).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (training_->isTraining()) {
        event->ignore();
        askBeforeClosing();
        return;
    }
    settings_.setValue(QStringLiteral("geometry"), saveGeometry());
    settings_.setValue(QStringLiteral("panel"), commands_->action(Command::show_panel)->isChecked());
    writeOverlayOptions(settings_, overlay_->options());
    settings_.setValue(QStringLiteral("playback/speed"), cursor_.speed());
    settings_.setValue(QStringLiteral("playback/loop"), cursor_.isLooping());
    compare_->writeSettings(settings_);
    region_->writeSettings(settings_);
    writeSections(*side_panel_, settings_);
    cursor_.setPlaying(false);
    ahead_->stop();
    session_->close();
    service_.close();
    event->accept();
}

void MainWindow::askBeforeClosing() {
    if (closing_)
        return;
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Training is running"),
        tr("A captioner is being trained. Saccade can save where it stands and go on from there "
           "when you resume it."),
        QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setAccessibleName(tr("Training is running"));
    auto* stop = box->addButton(tr("&Save and Close"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(tr("&Keep Training"), QMessageBox::RejectRole));
    connect(stop, &QPushButton::clicked, this, [this] {
        closing_ = true;
        training_->stopForClosing();
    });
    box->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (PhotoIntake::accepts(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    intake_->take(*event->mimeData());
}

} // namespace saccade
