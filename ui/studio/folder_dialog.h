#pragma once

#include "ui/services/folder_service.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade {

class ElidedLabel;
class InlineMessage;
class PathEdit;

/// Captions all photos of a folder into a file, and into the photos when asked; the window stays in use
/// meanwhile.
class FolderDialog : public QDialog {
    Q_OBJECT
public:
    /// @param service  outlives the dialog and is not running. @param job  what is proposed: folder, model,
    /// decoding.
    FolderDialog(FolderJob job, FolderService& service, QWidget* parent = nullptr);

protected:
    void reject() override; ///< stops what runs; closes otherwise

private:
    void layOut();
    void setTexts();
    void connectService();
    void chooseFolder();
    void chooseFile();
    void proposeFile();
    void setRunning(bool running);
    void takeRoom();
    void start();
    void showSummary(const FolderSummary& summary);

    FolderJob job_;
    FolderService& service_;
    bool running_ = false;
    std::optional<FolderSummary> done_; ///< what became of the folder, once that is known

    PathEdit* folder_;
    QPushButton* browse_folder_;
    PathEdit* file_;
    QPushButton* browse_file_;
    QCheckBox* recursive_;
    QCheckBox* describe_;
    QCheckBox* replace_;
    QCheckBox* retry_;
    QCheckBox* restart_;
    QProgressBar* bar_;
    ElidedLabel* doing_;
    InlineMessage* message_;
    QLabel* summary_;
    QPushButton* start_;
    QPushButton* close_;
};

} // namespace saccade
