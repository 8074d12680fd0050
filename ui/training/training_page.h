#pragma once

#include "ui/services/run_library.h"
#include "ui/services/run_queue.h"
#include "ui/services/training_service.h"
#include "ui/studio/retranslated.h"

#include <QHash>
#include <QWidget>

#include <memory>

class QAction;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSettings;
class QStackedWidget;

namespace saccade {

class InlineMessage;
class NewRunPage;
class NoticePage;
class QueueBar;
class RunCurves;
class RunView;

struct TrainingSetup {
    std::unique_ptr<TrainingEngine> engine;
    PhotoReader reader;
    QString folder;                ///< runs go into its folder "runs", feature caches into "features"
    QStringList bundled_models;    ///< that come with Saccade; may be empty
    QSettings* settings = nullptr; ///< outlives the page
};

/// The training half of the window: the runs, the one being looked at, and a new one.
class TrainingPage : public QWidget {
    Q_OBJECT
public:
    explicit TrainingPage(TrainingSetup setup, QWidget* parent = nullptr);
    ~TrainingPage() override;

    bool isTraining() const { return service_.isActive(); }
    /// For as long as somebody waits for a caption.
    void setYielding(bool yielding) { service_.setYielding(yielding); }
    void newRun(const QString& path = {});
    /// Saves where the run stands; stopped() follows.
    void stopForClosing();

Q_SIGNALS:
    void openRequested(const QString& bundle);
    void compareRequested(const QString& first, const QString& second);
    /// Somebody may want to know while looking at something else.
    void noticed(const saccade::LiveText& text);
    void activeChanged(bool active);
    void stopped();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void connectService();
    void connectLibrary();
    void connectView();
    void connectQueue();
    void offerToGoOn();
    void start(const std::vector<TrainingJob>& jobs);
    /// Begins the next run of the queue and shows it.
    void startNext();
    /// Whether there was one to begin.
    bool beginNext();
    void resume(const QString& run);
    void discard();
    void showRun(const QString& run);
    void listRuns(const QStringList& runs);
    void updateItem(const QString& run);
    void overlayRuns();
    void offerUndo(const QString& path, const QString& hidden);
    void clearQueue();
    void finish(TrainingService::End end, const std::optional<Fault>& fault);
    void explainFailure(const QString& run, bool begun, const Fault& fault);
    QListWidgetItem* itemOf(const QString& run) const;
    bool isShown(const QString& run) const;

    QSettings& settings_;
    RunLibrary library_;
    QHash<QString, std::shared_ptr<const RunRecord>> records_;
    QHash<QString, DatasetRequest> data_; ///< of the runs, as far as they say
    RunQueue queue_;
    QString interrupted_; ///< the run that trained when the program died
    bool closing_ = false;

    InlineMessage* message_;
    QListWidget* list_;
    QPushButton* new_;
    QStackedWidget* pages_;
    NoticePage* empty_;
    QWidget* empty_area_;
    NewRunPage* new_page_;
    RunView* view_;
    QueueBar* queue_bar_;
    QAction* new_action_;
    QAction* recover_;
    QAction* start_queue_;
    QAction* undo_;
    TrainingService service_; ///< last: stopped before anything that its signals reach goes
};

} // namespace saccade
