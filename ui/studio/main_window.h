#pragma once

#include "ui/services/caption_service.h"
#include "ui/studio/commands.h"
#include "ui/studio/photo_list.h"
#include "ui/studio/theme.h"
#include "ui/studio/word_cursor.h"

#include <QMainWindow>

#include <memory>

class QScrollArea;
class QSettings;

namespace saccade {

class FilmStrip;
class InlineMessage;
class OverlayControls;
class PhotoStage;
class WordPanel;

/// What a window needs from outside.
struct StudioSetup {
    std::unique_ptr<CaptionEngine> engine;
    PhotoReader reader;
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
    /// Something about the machine that a person should know; shown until closed.
    void warn(const QString& text);

    const CommandSet& commands() const { return *commands_; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void connectCommands();
    void connectService();
    void connectWords();
    void restoreSettings();
    void setTheme(Theme theme);
    void openFiles(const QStringList& files, const QString& asked_for);
    void showRow(int row);
    void showStep();
    void showMissingModel();
    void updateCommands();
    void chooseFiles();
    void chooseFolder();
    void chooseModel();
    QString workText(CaptionService::Work work) const;
    QString lastFolder() const;

    QSettings& settings_;
    QStringList samples_;
    CommandSet* commands_;
    WordCursor cursor_;
    PhotoList photos_;
    CaptionService service_;

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
    QString model_;             ///< name of the model in use; empty: none
    bool model_missing_ = true; ///< nothing is open or being read
};

} // namespace saccade
