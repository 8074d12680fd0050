#pragma once

#include "ui/services/caption_service.h"
#include "ui/studio/commands.h"
#include "ui/studio/photo_list.h"
#include "ui/studio/word_cursor.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QScrollArea;
class QSettings;
class QStackedWidget;

namespace saccade {

class AheadController;
struct AttentionLayer;
class CompareView;
class ExportController;
struct Compared;
class FilmStrip;
class FolderLister;
class FolderService;
struct ExportSource;
class InlineMessage;
class ModelController;
class OverlayControls;
class PhotoIntake;
class PhotoStage;
class RecentPhotos;
class RegionController;
class Session;
struct SessionState;
class TrainingEngine;
class TrainingPage;
class WhatIfController;
class WordPanel;

/// What a window needs from outside.
struct StudioSetup {
    std::function<std::unique_ptr<CaptionEngine>()> make_engine; ///< one for each model in use at a time
    std::unique_ptr<TrainingEngine> training;
    PhotoReader reader;
    QStringList bundled_models;    ///< that come with Saccade, the default first; may be empty
    QString data_folder;           ///< for training runs, feature caches and pasted pictures
    QStringList samples;           ///< photos that the start page offers
    QSettings* settings = nullptr; ///< outlives the window
};

/// The window: opens photos, shows one, its caption and what the model thought at each word.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(StudioSetup setup, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Files or folders; the first photo is shown.
    void open(const QStringList& paths);
    void openModel(const QString& bundle);
    /// What two models say to the photo that is open.
    void compareModels(const QString& left, const QString& right);
    /// Two captions that are there already.
    void compare(const Compared& left, const Compared& right);
    /// Begins a training run with this data set.
    void newRun(const QString& data_set = {});
    /// Something about the machine that a person should know; shown until closed.
    void warn(const QString& text);

    /// The photos of the last time, if there were any and the setting asks for them. @return whether.
    bool restoreSession();
    /// Of the session that was restored; empty when it is gone.
    QString lastModel() const;
    /// On the first start: sample photos, and a tour of the window. Later: nothing.
    void welcome();

    const CommandSet& commands() const { return *commands_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void connectCommands();
    void connectService();
    void connectWords();
    void connectTraining();
    void connectExports(const StudioSetup& setup);
    void showPlace(QWidget* place);
    void startTour();
    void updateYielding();
    void askBeforeClosing();
    void restoreSettings();
    void openSamples();
    void openFiles(const QStringList& files, const QString& asked_for);
    void showFiles(const QStringList& files, const QString& shown);
    void showRow(int row);
    void showSiblings(const QStringList& files, const QString& shown);
    void connectOpening();
    void connectSession(const QString& data_folder);
    SessionState sessionState() const;
    void returnToPlace();
    void showCaption(const Caption& caption);
    void setCaption(const Caption& caption);
    void showStep();
    AttentionLayer layerBetween() const;
    void showOverlayOptions();
    void showMissingModel();
    void updateCommands();
    void chooseFiles();
    void chooseFolder();
    void chooseModelToCompare();
    void captionFolder();
    ExportSource exportSource() const;
    QString workText(CaptionService::Work work) const;
    QString lastFolder() const;

    QSettings& settings_;
    QStringList samples_;
    CommandSet* commands_;
    WordCursor cursor_;
    PhotoList photos_;
    CaptionService service_;

    QStackedWidget* places_ = nullptr;
    TrainingPage* training_ = nullptr;
    CompareView* compare_ = nullptr;
    ExportController* exports_ = nullptr;
    FolderService* folders_ = nullptr;
    FolderLister* lister_ = nullptr;
    RecentPhotos* recent_ = nullptr;
    Session* session_ = nullptr;
    PhotoStage* stage_ = nullptr;
    WordPanel* word_panel_ = nullptr;
    OverlayControls* overlay_ = nullptr;
    QScrollArea* side_panel_ = nullptr;
    FilmStrip* film_ = nullptr;
    InlineMessage* warning_ = nullptr;
    InlineMessage* model_notice_ = nullptr;
    InlineMessage* files_notice_ = nullptr;

    Caption caption_;
    GridPlacement placement_;
    bool closing_ = false; ///< training is being stopped first
    std::unique_ptr<PhotoIntake> intake_;
    std::unique_ptr<RegionController> region_; ///< it and those below use all of the above
    std::unique_ptr<ModelController> models_;
    std::unique_ptr<WhatIfController> what_if_;
    std::unique_ptr<AheadController> ahead_;
};

} // namespace saccade
