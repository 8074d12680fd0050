#include "ui/training/run_view.h"

#include "ui/services/core_messages.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/narrow.h"
#include "ui/training/charts_panel.h"
#include "ui/training/checkpoint_table.h"
#include "ui/training/epoch_player.h"
#include "ui/training/results_browser.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>

#include <cmath>

namespace saccade {

using State = TrainingService::State;

QString roughly(double seconds) {
    const auto minutes = static_cast<int>(std::lround(seconds / 60));
    if (minutes < 1)
        return RunView::tr("less than a minute");
    if (minutes < 60)
        return minutes == 1 ? RunView::tr("about a minute") : RunView::tr("about %1 minutes").arg(minutes);
    return RunView::tr("about %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

namespace {

constexpr int narrow = 620; // then the details stand below the state

/// What is not a number any more, as the log names it.
QString breakdownName(const std::string& what) {
    return what == "loss"       ? RunView::tr("loss")
           : what == "gradient" ? RunView::tr("gradient")
                                : QString::fromStdString(what);
}

} // namespace

RunView::RunView(PhotoReader reader, QWidget* parent)
    : QWidget(parent),
      title_(new ElidedLabel),
      status_(new QLabel),
      details_(new ElidedLabel),
      progress_(new QProgressBar),
      message_(new InlineMessage),
      resume_(new QPushButton),
      pause_(new QPushButton),
      keep_(new QPushButton),
      discard_(new QPushButton),
      tabs_(new QTabWidget),
      charts_(new ChartsPanel),
      player_(new EpochPlayer(reader)),
      results_(new ResultsBrowser(reader)),
      checkpoints_(new CheckpointTable) {
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    title_->setMinimumWidth(64); // the buttons beside it can be read
    details_->setForegroundRole(QPalette::PlaceholderText);
    status_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    status_->setWordWrap(true);
    details_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    progress_->setTextVisible(false);
    progress_->setFixedHeight(6);
    message_->setClosable(true);
    message_->hide();
    tabs_->setDocumentMode(true);
    tabs_->addTab(scrolledContent(charts_), QString());
    tabs_->addTab(player_, QString());
    tabs_->addTab(scrolledContent(results_), QString());
    tabs_->addTab(scrolledContent(checkpoints_), QString());

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_, 1);
    for (QPushButton* button : {resume_, pause_, keep_, discard_})
        head->addWidget(button);
    auto* lines = new QHBoxLayout;
    lines->setSpacing(8);
    lines->addWidget(status_, 1);
    lines->addWidget(details_);
    whenNarrow(this, narrow, [lines](bool below) {
        lines->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    });
    auto* top = new QVBoxLayout;
    top->setContentsMargins(16, 14, 16, 8);
    top->setSpacing(8);
    top->addLayout(head);
    top->addLayout(lines);
    top->addWidget(progress_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(message_);
    layout->addWidget(tabs_, 1);

    connect(pause_, &QPushButton::clicked, this, &RunView::pauseRequested);
    connect(resume_, &QPushButton::clicked, this, &RunView::resumeRequested);
    connect(keep_, &QPushButton::clicked, this, &RunView::keepRequested);
    connect(discard_, &QPushButton::clicked, this, &RunView::discardRequested);
    clock_.start();
    retranslated(this, [this] {
        resume_->setText(tr("&Resume"));
        pause_->setText(tr("&Pause"));
        keep_->setText(tr("&Stop and Keep"));
        setAccessibleName(tr("Training run"));
        title_->setAccessibleName(tr("Run"));
        status_->setAccessibleName(tr("State of the run"));
        details_->setAccessibleName(tr("Details of the run"));
        progress_->setAccessibleName(tr("Progress of the run"));
        message_->setName(tr("Run message"));
        tabs_->setAccessibleName(tr("What to see of the run"));
        const QStringList titles{tr("&Charts"), tr("&Epoch by Epoch"), tr("&Results"), tr("&Models")};
        for (int tab = 0; tab < titles.size(); ++tab)
            tabs_->setTabText(tab, titles[tab]);
        showStatus();
        updateButtons();
    });
}

void RunView::expect(const QString& folder) {
    folder_ = folder;
    record_.reset();
    curves_ = std::make_shared<RunCurves>();
    samples_.clear();
    sample_files_.clear();
    state_ = State::idle;
    batch_.reset();
    best_.reset();
    facts_ = {};
    progressed_.reset();
    epochs_ = 0;
    message_->hide();
    title_->setText(QFileInfo(folder).fileName());
    charts_->setRuns({{QFileInfo(folder).fileName(), curves_}});
    player_->setSamples({}, {});
    player_->setPlacement({});
    results_->setResults(nullptr);
    results_->setBundles({});
    checkpoints_->setCheckpoints({});
    showStatus();
    updateButtons();
}

void RunView::show(const RunShown& shown) {
    record_ = shown.record;
    epochs_ = record_->config.epochs;
    samples_ = shown.samples;
    sample_files_ = shown.sample_files;
    if (state_ == State::idle) { // a run at work has newer curves than its folder
        *curves_ = RunCurves(*record_);
        charts_->setRuns(charts_->runs());
        if (!record_->batches.empty())
            batch_ = record_->batches.back();
    }
    if (const EpochReport* const best = record_->best())
        best_ = *best;
    player_->setPlacement(shown.placement);
    player_->setSamples(samples_, sample_files_);
    std::vector<std::pair<QString, QString>> bundles;
    for (const RunCheckpoint& checkpoint : shown.checkpoints)
        bundles.emplace_back(checkpointName(checkpoint), QString::fromStdString(checkpoint.file.string()));
    std::reverse(bundles.begin(), bundles.end()); // last and best first
    results_->setBundles(bundles);
    checkpoints_->setCheckpoints(shown.checkpoints);
    const bool silent = state_ != State::idle || !message_->isHidden(); // why it stopped says more
    if (!silent && shown.fault)
        showMessage([fault = *shown.fault] { return fault.sentence(); });
    else if (!silent && !record_->breakdowns.empty())
        showMessage([breakdown = record_->breakdowns.back()] {
            return tr("The %1 stopped being a number in epoch %2. The last good checkpoint is safe: train "
                      "on from it with a lower learning rate.")
                .arg(breakdownName(breakdown.what))
                .arg(breakdown.epoch);
        });
    showStatus();
    updateButtons();
}

void RunView::begin(int epochs) {
    epochs_ = epochs;
    time_left_.reset(epochs);
    message_->hide();
}

void RunView::setState(State state) {
    state_ = state;
    if (state == State::preparing)
        progressed_.reset();
    showStatus();
    updateButtons();
}

void RunView::addFacts(const RunFacts& facts) {
    facts_ = facts;
    progressed_.reset();
    showStatus();
}

void RunView::addBatches(const std::vector<BatchReport>& batches) {
    const double now = static_cast<double>(clock_.elapsed()) / 1000;
    for (const BatchReport& report : batches)
        curves_->add(report);
    const BatchReport& last = batches.back();
    time_left_.batchDone(last.epoch, last.step, last.steps, now);
    batch_ = last;
    progressed_.reset();
    charts_->refresh();
    showStatus();
}

void RunView::addEpoch(const EpochReport& report) {
    time_left_.epochDone(static_cast<double>(clock_.elapsed()) / 1000);
    curves_->add(report);
    if (report.best)
        best_ = report;
    const auto epoch = static_cast<std::size_t>(report.epoch);
    samples_.resize(std::max(samples_.size(), epoch));
    samples_[epoch - 1] = report.samples;
    charts_->refresh();
    player_->setSamples(samples_, sample_files_);
    showStatus();
}

void RunView::showProgress(const Progress& progress) {
    progressed_ = progress;
    showStatus();
}

QString RunView::progressText() const {
    if (!progressed_)
        return state_ == State::preparing ? tr("Reading the data set") : QString();
    const QString what = coreMessage(progressed_->what);
    const QString text = progressed_->total > 0
                             ? tr("%1: %2 of %3").arg(what).arg(progressed_->done).arg(progressed_->total)
                             : what;
    return progressed_->detail.empty()
               ? text
               : tr("%1, %2", "progress, pace").arg(text, coreMessage(progressed_->detail));
}

void RunView::showMessage(const LiveText& text, QAction* remedy) {
    message_->showMessage(text, remedy);
}

QString RunView::pace() const {
    QStringList parts;
    if (batch_ && state_ == State::training)
        parts += tr("%1 photos/s").arg(batch_->photos_per_second, 0, 'f', 1);
    if (facts_.threads > 0 && !facts_.precision.empty())
        parts += (facts_.threads == 1 ? tr("CPU, 1 thread, %1").arg(QString::fromStdString(facts_.precision))
                                      : tr("CPU, %1 threads, %2")
                                            .arg(facts_.threads)
                                            .arg(QString::fromStdString(facts_.precision)));
    if (facts_.training_photos > 0)
        parts += tr("%1 + %2 photos").arg(facts_.training_photos).arg(facts_.validation_photos);
    return parts.join(QStringLiteral("   "));
}

void RunView::showStatus() {
    QString text;
    double share = 0;
    if (batch_ && epochs_ > 0)
        share = (batch_->epoch - 1 +
                 static_cast<double>(batch_->step) /
                     static_cast<double>(std::max<std::int64_t>(batch_->steps, 1))) /
                epochs_;
    const QString place = batch_ ? tr("epoch %1 of %2, step %3 of %4")
                                       .arg(batch_->epoch)
                                       .arg(epochs_)
                                       .arg(batch_->step)
                                       .arg(batch_->steps)
                                 : QString();
    switch (state_) {
    case State::preparing:
        text = progressText();
        break;
    case State::training: {
        text = tr("Training: %1").arg(place.isEmpty() ? tr("first batch") : place);
        if (progressed_)
            text = tr("After epoch %1: %2").arg(batch_ ? batch_->epoch : 0).arg(progressText());
        const auto left = time_left_.seconds();
        text += QStringLiteral("   ");
        text += !left ? tr("time left: measuring")
                : time_left_.knowsValidation()
                    ? tr("%1 left").arg(roughly(*left))
                    : tr("%1 left, and the checks after each epoch").arg(roughly(*left));
        break;
    }
    case State::stopping:
        text = tr("Saving where it stands…");
        break;
    case State::idle:
        if (!record_ && !batch_)
            text = tr("Reading the run…");
        else if (record_ && record_->finished())
            text = tr("Finished");
        else
            text = batch_ ? tr("Not running: %1").arg(place) : tr("Not begun");
        break;
    }
    if (best_)
        text += tr("   best CIDEr-D %1 in epoch %2").arg(best_->cider_d, 0, 'f', 3).arg(best_->epoch);
    status_->setText(text);
    details_->setText(pace());
    const bool unknown = state_ == State::preparing || state_ == State::stopping;
    progress_->setRange(0, unknown ? 0 : 1000);
    if (!unknown)
        progress_->setValue(static_cast<int>(std::lround(share * 1000)));
}

void RunView::updateButtons() {
    const bool busy = state_ == State::preparing || state_ == State::training;
    const bool idle = state_ == State::idle && record_;
    pause_->setVisible(busy);
    keep_->setVisible(busy);
    resume_->setVisible(idle && !record_->finished());
    discard_->setVisible(busy || idle);
    discard_->setText(idle ? tr("&Delete Run") : tr("&Discard"));
}

} // namespace saccade
