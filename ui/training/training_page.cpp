#include "ui/training/training_page.h"

#include "ui/services/core_messages.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/narrow.h"
#include "ui/studio/notice_page.h"
#include "ui/studio/section_label.h"
#include "ui/training/charts_panel.h"
#include "ui/training/checkpoint_table.h"
#include "ui/training/epoch_player.h"
#include "ui/training/new_run_page.h"
#include "ui/training/queue_bar.h"
#include "ui/training/results_browser.h"
#include "ui/training/run_view.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStyledItemDelegate>

namespace saccade {

namespace {

using End = TrainingService::End;
using State = TrainingService::State;

constexpr int list_width = 244;
constexpr int narrow_list = 168;
constexpr int narrow = 800;
constexpr int run_role = Qt::UserRole;

/// Room above and below the lines of a run, which would touch the edges of the selection.
class RunDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(0, 10);
    }
};

/// The folder of the run at work: still there at the next start, it tells that the program did not end by
/// itself.
QString activeKey() {
    return QStringLiteral("training/active");
}

QString nameOf(const QString& run) {
    return QFileInfo(run).fileName();
}

QString named(const QString& name, const QString& sentence) {
    return TrainingPage::tr("%1: %2", "name, message").arg(name, sentence);
}

bool holdsRun(const QString& folder) {
    return QFileInfo(QDir(folder).filePath(QStringLiteral("config.json"))).isFile();
}

/// What was dropped, if it may be a data set: a folder or a file with captions, no photo.
QString dataSetOf(const QMimeData& data) {
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const QFileInfo dropped(urls.front().toLocalFile());
    static const QStringList endings{QStringLiteral("json"), QStringLiteral("csv"), QStringLiteral("tsv"),
                                     QStringLiteral("txt"), QStringLiteral("token")};
    return dropped.isDir() || endings.contains(dropped.suffix().toLower()) ? dropped.filePath() : QString();
}

} // namespace

TrainingPage::TrainingPage(TrainingSetup setup, QWidget* parent)
    : QWidget(parent),
      settings_(*setup.settings),
      library_(QDir(setup.folder).filePath(QStringLiteral("runs"))),
      queue_(QDir(setup.folder).filePath(QStringLiteral("queue.json"))),
      message_(new InlineMessage),
      list_(new QListWidget),
      new_(new QPushButton),
      pages_(new QStackedWidget),
      empty_(new NoticePage),
      empty_area_(scrolledContent(empty_)),
      new_page_(new NewRunPage(setup.reader, setup.bundled_models,
                               QDir(setup.folder).filePath(QStringLiteral("features")))),
      view_(new RunView(setup.reader)),
      queue_bar_(new QueueBar(queue_)),
      new_action_(new QAction(this)),
      recover_(new QAction(this)),
      start_queue_(new QAction(this)),
      undo_(new QAction(this)),
      service_(std::move(setup.engine)) {
    message_->setClosable(true);
    message_->hide();
    list_->setFrameShape(QFrame::NoFrame);
    list_->setSpacing(2);
    list_->setItemDelegate(new RunDelegate(list_));
    QPalette plain = list_->palette();
    plain.setColor(QPalette::Base, Qt::transparent);
    list_->setPalette(plain);
    list_->viewport()->setAutoFillBackground(false);
    list_->setWordWrap(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* hint = new QLabel;
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto* side = new QWidget;
    whenNarrow(this, narrow,
               [side](bool is_narrow) { side->setFixedWidth(is_narrow ? narrow_list : list_width); });
    auto* side_layout = new QVBoxLayout(side);
    side_layout->setContentsMargins(12, 14, 12, 12);
    side_layout->setSpacing(8);
    side_layout->addWidget(sectionLabel([] { return tr("Training runs"); }));
    side_layout->addWidget(list_, 1);
    side_layout->addWidget(hint);
    side_layout->addWidget(queue_bar_);
    side_layout->addWidget(new_);
    pages_->addWidget(empty_area_);
    pages_->addWidget(new_page_);
    pages_->addWidget(view_);
    auto* line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Midlight);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(side);
    middle->addWidget(line);
    middle->addWidget(pages_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(message_);
    layout->addLayout(middle, 1);

    connect(new_, &QPushButton::clicked, new_action_, &QAction::trigger);
    connect(new_action_, &QAction::triggered, this, [this] { newRun(); });
    connect(new_page_, &NewRunPage::startRequested, this, &TrainingPage::start);
    connect(new_page_, &NewRunPage::cancelled, this, [this] {
        pages_->setCurrentWidget(view_->folder().isEmpty() ? static_cast<QWidget*>(empty_area_) : view_);
    });
    connect(list_, &QListWidget::itemSelectionChanged, this,
            [this] { // not the current one: focus alone changes that
                if (const auto chosen = list_->selectedItems(); !chosen.isEmpty())
                    showRun(chosen.front()->data(run_role).toString());
            });
    connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
        if (pages_->currentWidget() != view_)
            showRun(item->data(run_role).toString());
    });
    connect(list_, &QListWidget::itemChanged, this, &TrainingPage::overlayRuns);
    retranslated(this, [this, hint] {
        new_->setText(tr("&New Run…"));
        new_action_->setText(tr("New Run…"));
        recover_->setText(tr("Resume"));
        start_queue_->setText(tr("Start Queue"));
        undo_->setText(tr("Undo"));
        setAccessibleName(tr("Training"));
        message_->setName(tr("Training message"));
        list_->setAccessibleName(tr("Training runs"));
        hint->setText(tr("Tick runs to lay their curves over each other."));
        empty_->showNotice(
            QStringLiteral("training"), tr("Train a captioner on your own captions"),
            tr("Bring photos with captions (COCO, Karpathy, Flickr8k, Flickr30k, or a table), and "
               "watch it learn."),
            tr("Everything stays on this computer, and can be paused and resumed at any moment."),
            {new_action_});
        for (int row = 0; row < list_->count(); ++row)
            updateItem(list_->item(row)->data(run_role).toString());
        overlayRuns(); // the names of the curves
    });
    connectService();
    connectLibrary();
    connectView();
    connectQueue();
    setAcceptDrops(true);
    library_.list();
    interrupted_ = settings_.value(activeKey()).toString();
    settings_.remove(activeKey());
    if (!holdsRun(interrupted_))
        interrupted_.clear();
    offerToGoOn();
}

TrainingPage::~TrainingPage() = default;

void TrainingPage::connectService() {
    connect(&service_, &TrainingService::stateChanged, this, [this](State state) {
        if (isShown(service_.run()))
            view_->setState(state);
        updateItem(service_.run());
        queue_bar_->setTraining(state != State::idle);
        Q_EMIT activeChanged(state != State::idle);
    });
    connect(&service_, &TrainingService::prepared, this, [this](const RunFacts& facts) {
        if (isShown(service_.run()))
            view_->addFacts(facts);
        library_.show(service_.run()); // the folder is there now, or soon
    });
    connect(&service_, &TrainingService::batchesDone, this, [this](const std::vector<BatchReport>& batches) {
        queue_.hasBegun(); // from now on it can be resumed
        if (isShown(service_.run()))
            view_->addBatches(batches);
    });
    connect(&service_, &TrainingService::epochDone, this, [this](const EpochReport& report) {
        if (isShown(service_.run()))
            view_->addEpoch(report);
        library_.show(service_.run());
    });
    connect(&service_, &TrainingService::progressed, this, [this](const Progress& progress) {
        if (isShown(service_.run()))
            view_->showProgress(progress);
    });
    connect(&service_, &TrainingService::warned, this, [this](const QString& sentence) {
        if (isShown(service_.run()))
            view_->showMessage([sentence] { return coreMessage(sentence); });
    });
    connect(&service_, &TrainingService::ended, this, &TrainingPage::finish);
}

void TrainingPage::connectLibrary() {
    connect(&library_, &RunLibrary::listed, this, &TrainingPage::listRuns);
    connect(&library_, &RunLibrary::shown, this, [this](const RunShown& shown) {
        records_[shown.folder] = shown.record;
        data_[shown.folder] = shown.data;
        updateItem(shown.folder);
        if (isShown(shown.folder))
            view_->show(shown);
        overlayRuns();
    });
    connect(&library_, &RunLibrary::failed, this, [this](const Fault& fault) {
        if (fault.file == service_.run() && service_.isActive())
            return; // its folder is being made
        view_->results()->showFault(fault);
        message_->showMessage([fault] { return named(nameOf(fault.file), fault.sentence()); });
    });
    connect(&library_, &RunLibrary::progressed, view_->results(), &ResultsBrowser::showProgress);
    connect(&library_, &RunLibrary::resultsReady, this,
            [this](const QString&, const std::shared_ptr<const PhotoResults>& results) {
                view_->results()->setResults(results);
            });
    connect(&library_, &RunLibrary::exported, this, [this](const QString& file) {
        message_->showMessage([file] { return tr("Exported to %1").arg(file); });
    });
    connect(&library_, &RunLibrary::removed, this, &TrainingPage::offerUndo);
    connect(&library_, &RunLibrary::restored, this, [this](const QString& path) {
        message_->hide();
        library_.list();
        if (!view_->folder().isEmpty() && path.startsWith(view_->folder()))
            library_.show(view_->folder());
    });
}

void TrainingPage::connectView() {
    connect(view_, &RunView::pauseRequested, &service_, &TrainingService::pause);
    connect(view_, &RunView::keepRequested, &service_, &TrainingService::stopAndKeep);
    connect(view_, &RunView::discardRequested, this, &TrainingPage::discard);
    connect(view_, &RunView::resumeRequested, this, [this] { resume(view_->folder()); });
    connect(view_->results(), &ResultsBrowser::captionRequested, this,
            [this](const QString& bundle) { library_.caption(view_->folder(), bundle); });
    connect(view_->charts(), &ChartsPanel::told, this,
            [this](const LiveText& sentence) { message_->showMessage(sentence); });
    CheckpointTable* const table = view_->checkpoints();
    connect(table, &CheckpointTable::openRequested, this, &TrainingPage::openRequested);
    connect(table, &CheckpointTable::compareRequested, this, &TrainingPage::compareRequested);
    connect(table, &CheckpointTable::continueRequested, this, [this](const QString& bundle) {
        newRun();
        new_page_->setData(data_.value(view_->folder()));
        new_page_->setFrom(bundle);
    });
    connect(table, &CheckpointTable::exportRequested, this, [this](const QString& bundle) {
        const QString file = QFileDialog::getSaveFileName(
            this, tr("Export the model"), QStringLiteral("%1.safetensors").arg(nameOf(view_->folder())),
            tr("Saccade models (*.safetensors)"));
        if (!file.isEmpty())
            library_.exportBundle(bundle, file);
    });
    connect(table, &CheckpointTable::deleteRequested, &library_, &RunLibrary::remove);
}

void TrainingPage::connectQueue() {
    connect(&queue_, &RunQueue::restored, this, &TrainingPage::offerToGoOn);
    connect(&queue_, &RunQueue::failed, this, [this](const Fault& fault) {
        message_->showMessage([fault] {
            return tr("The queue of runs is not safe on disk. %1: %2").arg(fault.file, fault.sentence());
        });
    });
    connect(queue_bar_, &QueueBar::startRequested, this, &TrainingPage::startNext);
    connect(queue_bar_, &QueueBar::clearRequested, this, &TrainingPage::clearQueue);
    connect(start_queue_, &QAction::triggered, this, [this] {
        message_->hide();
        startNext();
    });
    connect(recover_, &QAction::triggered, this, [this] {
        message_->hide();
        showRun(interrupted_);
        resume(interrupted_);
    });
}

/// What an earlier program left undone.
void TrainingPage::offerToGoOn() {
    if (service_.isActive())
        return;
    const auto waiting = static_cast<int>(queue_.waiting().size());
    const auto runs = [waiting] {
        return waiting == 1 ? tr("1 run waits") : tr("%1 runs wait").arg(waiting);
    };
    if (!interrupted_.isEmpty()) {
        const auto text = [runs, waiting, name = nameOf(interrupted_)] {
            const QString cut_off =
                tr("The training of “%1” was cut off when Saccade ended. Everything up to "
                   "its last checkpoint is safe.")
                    .arg(name);
            return waiting > 0 ? joinedSentences(cut_off, tr("%1 for it to end.").arg(runs())) : cut_off;
        };
        message_->showMessage(text, recover_);
    } else if (waiting > 0) {
        message_->showMessage([runs] { return tr("%1 in the queue since Saccade ran last.").arg(runs()); },
                              start_queue_);
    }
}

void TrainingPage::clearQueue() {
    const std::vector<TrainingJob> cleared = queue_.clear();
    undo_->disconnect();
    connect(undo_, &QAction::triggered, this, [this, cleared] {
        message_->hide();
        queue_.append(cleared);
    });
    message_->showMessage([] { return tr("The queue was cleared."); }, undo_);
}

bool TrainingPage::isShown(const QString& run) const {
    return !run.isEmpty() && view_->folder() == run;
}

QListWidgetItem* TrainingPage::itemOf(const QString& run) const {
    for (int row = 0; row < list_->count(); ++row) {
        if (list_->item(row)->data(run_role).toString() == run)
            return list_->item(row);
    }
    return nullptr;
}

void TrainingPage::newRun(const QString& path) {
    pages_->setCurrentWidget(new_page_);
    if (!path.isEmpty())
        new_page_->setPath(path);
}

void TrainingPage::start(const std::vector<TrainingJob>& jobs) {
    std::vector<TrainingJob> named;
    const auto taken = [&](const TrainingJob& job) {
        const auto same = [&](const TrainingJob& other) { return other.run == job.run; };
        return std::ranges::any_of(queue_.waiting(), same) || std::ranges::any_of(named, same);
    };
    for (TrainingJob job : jobs) {
        job.run = library_.freshFolder(QString::fromStdString(job.run.string())).toStdString();
        const std::filesystem::path first = job.run;
        for (int i = 2; taken(job); ++i)
            job.run = first.string() + " " + std::to_string(i);
        named.push_back(std::move(job));
    }
    queue_.append(std::move(named));
    startNext();
}

void TrainingPage::startNext() {
    if (beginNext())
        pages_->setCurrentWidget(view_);
}

bool TrainingPage::beginNext() {
    if (service_.isActive())
        return false;
    const std::optional<TrainingJob> next = queue_.take();
    if (!next)
        return false;
    const TrainingJob& job = *next;
    const QString run = QString::fromStdString(job.run.string());
    QDir().mkpath(library_.root());
    settings_.setValue(activeKey(), run);
    settings_.sync();
    view_->expect(run);
    view_->begin(job.config.epochs);
    service_.start(job);
    if (itemOf(run) == nullptr)
        listRuns([&] {
            QStringList runs;
            for (int row = list_->count() - 1; row >= 0; --row)
                runs += list_->item(row)->data(run_role).toString();
            return runs += run;
        }());
    return true;
}

void TrainingPage::resume(const QString& run) {
    if (service_.isActive()) {
        message_->showMessage([name = nameOf(service_.run())] {
            return tr("“%1” is being trained. Pause it first.").arg(name);
        });
        return;
    }
    settings_.setValue(activeKey(), run);
    settings_.sync();
    const auto record = records_.value(run);
    view_->begin(record ? record->config.epochs : 1);
    service_.resume(run);
}

void TrainingPage::discard() {
    if (service_.isActive() && isShown(service_.run()))
        service_.discard(); // finish() removes the folder
    else
        library_.remove(view_->folder());
}

void TrainingPage::showRun(const QString& run) {
    if (view_->folder() != run) {
        library_.cancelCaptioning();
        view_->expect(run);
        if (service_.isActive() && service_.run() == run)
            view_->setState(service_.state());
        library_.show(run);
    }
    pages_->setCurrentWidget(view_);
}

// The newest first.
void TrainingPage::listRuns(const QStringList& runs) {
    const QSignalBlocker blocker(list_);
    QStringList ticked;
    for (int row = 0; row < list_->count(); ++row) {
        if (list_->item(row)->checkState() == Qt::Checked)
            ticked += list_->item(row)->data(run_role).toString();
    }
    const QString current = view_->folder();
    list_->clear();
    for (const QString& run : runs) {
        auto* item = new QListWidgetItem;
        item->setData(run_role, run);
        item->setToolTip(plainTip(run));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(ticked.contains(run) ? Qt::Checked : Qt::Unchecked);
        list_->insertItem(0, item);
        updateItem(run);
        if (!records_.contains(run) && !(service_.isActive() && service_.run() == run))
            library_.show(run);
    }
    if (QListWidgetItem* const item = itemOf(current))
        list_->setCurrentItem(item);
    else if (!current.isEmpty() && !service_.isActive()) {
        view_->expect({});
        pages_->setCurrentWidget(empty_area_);
    }
}

void TrainingPage::updateItem(const QString& run) {
    QListWidgetItem* const item = itemOf(run);
    if (item == nullptr)
        return;
    QString state;
    const auto record = records_.value(run);
    if (service_.isActive() && service_.run() == run)
        state = service_.state() == State::training ? tr("training") : tr("working");
    else if (record && record->finished())
        state = tr("finished");
    else if (record)
        state = record->batches.empty() ? tr("not begun")
                                        : tr("stopped in epoch %1 of %2")
                                              .arg(record->batches.back().epoch)
                                              .arg(record->config.epochs);
    if (record && record->best() != nullptr)
        state += tr(", CIDEr-D %1").arg(record->best()->cider_d, 0, 'f', 3);
    const QSignalBlocker blocker(list_);
    item->setText(QStringLiteral("%1\n%2").arg(nameOf(run), state));
}

void TrainingPage::overlayRuns() {
    std::vector<ChartsPanel::Run> runs{{nameOf(view_->folder()), view_->curves()}};
    for (int row = 0; row < list_->count(); ++row) {
        const QString run = list_->item(row)->data(run_role).toString();
        if (list_->item(row)->checkState() != Qt::Checked || isShown(run))
            continue;
        if (const auto record = records_.value(run))
            runs.push_back({nameOf(run), std::make_shared<RunCurves>(*record)});
    }
    view_->charts()->setRuns(std::move(runs));
}

void TrainingPage::offerUndo(const QString& path, const QString& hidden) {
    records_.remove(path);
    undo_->disconnect();
    connect(undo_, &QAction::triggered, this, [this, path, hidden] { library_.restore(path, hidden); });
    message_->showMessage([name = nameOf(path)] { return tr("“%1” was deleted.").arg(name); }, undo_);
    if (isShown(path))
        view_->expect({});
    library_.list();
    if (!view_->folder().isEmpty())
        library_.show(view_->folder());
    else
        pages_->setCurrentWidget(empty_area_);
}

void TrainingPage::finish(End end, const std::optional<Fault>& fault) {
    const QString run = service_.run();
    const bool begun = !queue_.isBeginning() || holdsRun(run);
    settings_.remove(activeKey());
    settings_.sync();
    if (begun || end == End::discarded)
        queue_.hasBegun();
    else // what never began is not lost
        queue_.putBack();
    if (end == End::discarded && QFileInfo::exists(run))
        library_.remove(run);
    if (closing_) {
        Q_EMIT stopped();
        return;
    }
    updateItem(run);
    if (end == End::failed)
        explainFailure(run, begun, *fault);
    else if (end == End::finished)
        Q_EMIT noticed([name = nameOf(run)] { return tr("The training of “%1” is finished.").arg(name); });
    if (end != End::discarded && holdsRun(run))
        library_.show(run);
    library_.list();
    // A run that could not even begin would not do so at once again.
    const bool goes_on = begun && (end == End::finished || end == End::kept || end == End::failed);
    // The form of a new run stays open for whoever fills it in.
    if (goes_on && beginNext() && pages_->currentWidget() != new_page_)
        pages_->setCurrentWidget(view_);
}

void TrainingPage::explainFailure(const QString& run, bool begun, const Fault& fault) {
    const auto what = [fault, run] {
        return fault.file.isEmpty() || fault.file == run ? fault.sentence()
                                                         : named(fault.file, fault.sentence());
    };
    LiveText text;
    if (!begun) {
        text = [what, name = nameOf(run)] {
            return tr("“%1” could not begin. %2 Nothing is lost: it waits in the queue until that is put "
                      "right.")
                .arg(name, what());
        };
        message_->showMessage(text, start_queue_);
    } else if (!holdsRun(run)) {
        text = [run] {
            return tr("The training of “%1” stopped, because its folder is not there any more. Bring %2 "
                      "back: it can then be resumed from its last checkpoint.")
                .arg(nameOf(run), run);
        };
        message_->showMessage(text);
    } else {
        text = [what] {
            return tr("Training stopped. %1 What was learned up to the last checkpoint is safe: resume it "
                      "once that is put right.")
                .arg(what());
        };
        if (isShown(run))
            view_->showMessage(text);
        else
            message_->showMessage([text, name = nameOf(run)] { return named(name, text()); });
    }
    Q_EMIT noticed(text);
}

void TrainingPage::stopForClosing() {
    closing_ = true;
    if (service_.state() != State::stopping) // else as it was asked for
        service_.pause();
}

void TrainingPage::dragEnterEvent(QDragEnterEvent* event) {
    if (!dataSetOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
    else
        event->ignore();
}

void TrainingPage::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    newRun(dataSetOf(*event->mimeData()));
}

} // namespace saccade
