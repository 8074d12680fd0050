#pragma once

#include "ui/services/run_library.h"
#include "ui/services/training_service.h"
#include "ui/studio/retranslated.h"
#include "ui/training/run_curves.h"
#include "ui/training/time_left.h"

#include <QElapsedTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace saccade {

class ChartsPanel;
class CheckpointTable;
class ElidedLabel;
class EpochPlayer;
class InlineMessage;
class ResultsBrowser;

/// One training run: how it goes, its charts, what it says to photos, its models.
class RunView : public QWidget {
    Q_OBJECT
public:
    RunView(PhotoReader reader, QWidget* parent = nullptr);

    /// Another run is on its way.
    void expect(const QString& folder);
    void show(const RunShown& shown);
    const QString& folder() const { return folder_; }
    ChartsPanel* charts() const { return charts_; }
    EpochPlayer* player() const { return player_; }
    ResultsBrowser* results() const { return results_; }
    CheckpointTable* checkpoints() const { return checkpoints_; }
    std::shared_ptr<RunCurves> curves() const { return curves_; }

    // While the run trains.
    void setState(TrainingService::State state);
    void begin(int epochs);
    void addFacts(const RunFacts& facts);
    void addBatches(const std::vector<BatchReport>& batches);
    void addEpoch(const EpochReport& report);
    void showProgress(const Progress& progress);
    void showMessage(const LiveText& text, QAction* remedy = nullptr);

Q_SIGNALS:
    void pauseRequested();
    void resumeRequested();
    void keepRequested();
    void discardRequested();

private:
    void updateButtons();
    void showStatus();
    QString pace() const;
    QString progressText() const;

    QString folder_;
    std::shared_ptr<const RunRecord> record_;
    std::shared_ptr<RunCurves> curves_ = std::make_shared<RunCurves>();
    std::vector<std::vector<SampleCaption>> samples_;
    QHash<QString, QString> sample_files_;
    TrainingService::State state_ = TrainingService::State::idle;
    int epochs_ = 0;
    std::optional<BatchReport> batch_;
    std::optional<EpochReport> best_;
    RunFacts facts_;
    std::optional<Progress> progressed_; ///< of what is no batch
    TimeLeft time_left_;
    QElapsedTimer clock_;

    ElidedLabel* title_;
    QLabel* status_;
    ElidedLabel* details_;
    QProgressBar* progress_;
    InlineMessage* message_;
    QPushButton* resume_;
    QPushButton* pause_;
    QPushButton* keep_;
    QPushButton* discard_;
    QTabWidget* tabs_;
    ChartsPanel* charts_;
    EpochPlayer* player_;
    ResultsBrowser* results_;
    CheckpointTable* checkpoints_;
};

/// "about 5 minutes", "about 2 h 10 min".
QString roughly(double seconds);

} // namespace saccade
