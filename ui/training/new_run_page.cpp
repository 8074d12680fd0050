#include "ui/training/new_run_page.h"

#include "core/support/error.h"
#include "core/training/sweep.h"
#include "ui/services/core_messages.h"
#include "ui/studio/section_label.h"
#include "ui/training/data_step.h"
#include "ui/training/run_view.h"
#include "ui/training/settings_form.h"
#include "ui/training/start_step.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QStackedWidget>
#include <QThread>
#include <QVBoxLayout>

#include <cmath>

namespace saccade {

namespace {

constexpr std::size_t most_runs = 200; // in a queue

QString presetTitle(const QString& name) {
    if (name == QLatin1String("tutorial"))
        return QCoreApplication::translate("saccade::NewRunPage",
                                           "Tutorial: the reference system to the letter");
    if (name == QLatin1String("quick-look"))
        return QCoreApplication::translate("saccade::NewRunPage", "Quick look: small network, two epochs");
    return QCoreApplication::translate("saccade::NewRunPage", "Default: the recipe with the best scores");
}

QScrollArea* scrolled(QWidget* widget) {
    auto* frame = new QWidget;
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(24, 8, 24, 16);
    layout->addWidget(widget);
    auto* area = new QScrollArea;
    area->setWidget(frame);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

NewRunPage::NewRunPage(PhotoReader reader, const QStringList& bundled, const QString& features,
                       QWidget* parent)
    : QWidget(parent),
      data_(new DataStep(service_, std::move(reader))),
      start_(new StartStep(service_, bundled, features)),
      steps_(new QStackedWidget),
      title_(new QLabel),
      back_(new QPushButton),
      next_(new QPushButton) {
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    title_->setContentsMargins(24, 20, 24, 8);
    steps_->addWidget(scrolled(data_));
    steps_->addWidget(scrolled(start_));
    steps_->addWidget(scrolled(makeSettingsStep()));
    auto* cancel = new QPushButton;
    connect(cancel, &QPushButton::clicked, this, [this] {
        service_.cancel();
        Q_EMIT cancelled();
    });
    connect(back_, &QPushButton::clicked, this, [this] { go(steps_->currentIndex() - 1); });
    connect(next_, &QPushButton::clicked, this, [this] {
        if (steps_->currentIndex() < settings_step) {
            go(steps_->currentIndex() + 1);
            return;
        }
        QString fault;
        if (const auto requested = jobs(fault); !requested.empty()) {
            service_.cancel(); // a trial that measures would take the run's time
            Q_EMIT startRequested(requested);
        }
    });
    connect(data_, &DataStep::changed, this, &NewRunPage::updateButtons);
    connect(start_, &StartStep::changed, this, &NewRunPage::updateButtons);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->setContentsMargins(24, 10, 24, 16);
    buttons->addWidget(summary_ = new QLabel, 1);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    summary_->setWordWrap(true);
    buttons->addWidget(cancel);
    buttons->addWidget(back_);
    buttons->addWidget(next_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title_);
    layout->addWidget(steps_, 1);
    layout->addLayout(buttons);
    next_->setDefault(true);
    estimate_delay_.setSingleShot(true);
    estimate_delay_.setInterval(900);
    connect(&estimate_delay_, &QTimer::timeout, this, &NewRunPage::estimate);
    const auto measured = [this](const LiveText& text) {
        estimating_ = false;
        estimate_text_ = text;
        updateButtons();
    };
    connect(&service_, &DatasetService::estimated, this, [measured](const TrainingEstimate& estimate) {
        if (estimate.measured == 0)
            return measured({});
        measured([estimate] {
            const QLocale locale;
            return tr("%1 of training, and the checks after each epoch; %2 of memory, %3 on disk. Measured "
                      "with %4 batches on this computer.")
                .arg(roughly(estimate.seconds),
                     locale.formattedDataSize(static_cast<qint64>(estimate.memory)),
                     locale.formattedDataSize(static_cast<qint64>(estimate.disk)))
                .arg(estimate.measured);
        });
    });
    connect(&service_, &DatasetService::failed, this, [this, measured](const Fault& fault) {
        if (estimating_)
            measured([fault] { return fault.sentence(); });
    });
    go(data_step);
    retranslated(this, [this, cancel] {
        back_->setText(tr("&Back"));
        setAccessibleName(tr("New training run"));
        title_->setAccessibleName(tr("Step"));
        cancel->setText(tr("Cancel"));
        summary_->setAccessibleName(tr("Estimate"));
        setTitle();
        updateButtons();
    });
}

void NewRunPage::estimate() {
    QString fault;
    const auto requested = jobs(fault);
    if (!isVisible() || steps_->currentIndex() != settings_step || requested.empty())
        return;
    estimating_ = true;
    estimate_text_ = [] { return tr("Measuring how long it will take…"); };
    updateButtons();
    service_.estimate(requested.front());
}

QWidget* NewRunPage::makeSettingsStep() {
    form_ = new SettingsForm;
    preset_ = new QComboBox;
    for (const std::string& name : training_presets())
        preset_->addItem(QString(), QString::fromStdString(name));
    everything_ = new QCheckBox;
    name_ = new QLineEdit;
    threads_ = new QSpinBox;
    threads_->setRange(1, 256);
    threads_->setValue(std::max(1, QThread::idealThreadCount()));
    varied_ = new QPlainTextEdit;
    varied_->setPlaceholderText(QStringLiteral("network.cell=gru,lstm\nlearning_rate=5e-4,1e-3"));
    varied_->setFixedHeight(64);
    varied_->setTabChangesFocus(true);
    varied_fault_ = new QLabel;
    varied_fault_->setForegroundRole(QPalette::PlaceholderText);
    varied_fault_->setWordWrap(true);
    auto* head = new QFormLayout;
    head->setVerticalSpacing(10);
    addRow(
        head, [] { return tr("Name"); }, name_);
    addRow(
        head, [] { return tr("Preset"); }, preset_);
    addRow(
        head, [] { return tr("Processor"); }, threads_);
    auto* vary = new QVBoxLayout;
    vary->addWidget(varied_);
    vary->addWidget(varied_fault_);
    addRow(
        head, [] { return tr("Vary"); }, vary);
    head->addRow(QString(), everything_);
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    layout->addLayout(head);
    layout->addWidget(form_);

    connect(everything_, &QCheckBox::toggled, form_, &SettingsForm::setEverything);
    const auto choose = [this] {
        TrainingConfig config = training_preset(preset_->currentData().toString().toStdString());
        config.keep_every = 1;
        form_->setConfig(config);
    };
    connect(preset_, &QComboBox::currentIndexChanged, this, choose);
    choose();
    const auto changed = [this] {
        estimate_text_ = nullptr;
        estimate_delay_.start();
        updateButtons();
    };
    connect(form_, &SettingsForm::changed, this, changed);
    connect(threads_, &QSpinBox::valueChanged, this, changed);
    connect(varied_, &QPlainTextEdit::textChanged, this, &NewRunPage::updateButtons);
    connect(name_, &QLineEdit::textChanged, this, &NewRunPage::updateButtons);
    retranslated(this, [this] {
        preset_->setAccessibleName(tr("Preset"));
        name_->setAccessibleName(tr("Name of the run"));
        threads_->setAccessibleName(tr("Threads"));
        threads_->setSuffix(tr(" threads compute"));
        varied_->setAccessibleName(tr("Settings to vary"));
        everything_->setText(tr("Show &every setting"));
        for (int i = 0; i < preset_->count(); ++i)
            preset_->setItemText(i, presetTitle(preset_->itemData(i).toString()));
    });
    return widget;
}

void NewRunPage::setPath(const QString& path) {
    go(data_step);
    data_->setPath(path);
}

void NewRunPage::setData(const DatasetRequest& request) {
    go(data_step);
    data_->setRequest(request);
}

void NewRunPage::setFrom(const QString& bundle) {
    start_->setFrom(bundle);
}

void NewRunPage::go(int step) {
    if (step == start_step)
        start_->setDataset(data_->dataset());
    if (step == settings_step) {
        if (name_->text().isEmpty())
            name_->setText(data_->name());
        const bool continued = !start_->start().from.isEmpty();
        form_->setGroupVisible(SettingGroup::words, !continued);
        form_->setGroupVisible(SettingGroup::backbone, start_->start().features.isEmpty());
    }
    steps_->setCurrentIndex(step);
    if (step == settings_step)
        estimate_delay_.start();
    setTitle();
    updateButtons();
}

void NewRunPage::setTitle() {
    const int step = steps_->currentIndex();
    title_->setText(step == data_step    ? tr("1 of 3   Photos and captions")
                    : step == start_step ? tr("2 of 3   Where to begin")
                                         : tr("3 of 3   Settings"));
}

void NewRunPage::updateButtons() {
    if (summary_ == nullptr)
        return;
    const int step = steps_->currentIndex();
    back_->setEnabled(step > data_step && !start_->isBuilding());
    next_->setText(step == settings_step ? tr("&Start Training") : tr("&Next"));
    QString fault;
    QString summary;
    bool ready = false;
    if (step == data_step) {
        ready = data_->isReady();
    } else if (step == start_step) {
        ready = start_->isReady();
    } else {
        const auto requested = jobs(fault);
        ready = !requested.empty();
        summary = ready && estimate_text_ ? estimate_text_() : QString();
        if (requested.size() > 1) {
            const QString runs = tr("%1 runs, one after the other.").arg(requested.size());
            summary = summary.isEmpty() ? runs : joinedSentences(runs, summary);
        }
    }
    next_->setEnabled(ready);
    summary_->setText(summary);
    varied_fault_->setText(fault.isEmpty() ? tr("One setting a line: a run is queued for every combination.")
                                           : fault);
}

std::vector<TrainingJob> NewRunPage::jobs(QString& fault) const {
    if (!form_->isValid() || name_->text().trimmed().isEmpty() || !data_->isReady() || !start_->isReady())
        return {};
    TrainingJob job;
    job.data = data_->request();
    job.run = name_->text().trimmed().toStdString();
    const RunStart start = start_->start();
    job.backbone = start.backbone.toStdString();
    job.from = start.from.toStdString();
    job.features = start.features.toStdString();
    job.config = form_->config();
    job.threads = threads_->value();
    job.program = "Saccade";
    std::vector<SweepAxis> axes;
    try {
        for (const QString& line : varied_->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (!line.trimmed().isEmpty())
                axes.push_back(parse_sweep_axis(line.trimmed().toStdString()));
        }
        if (axes.empty())
            return {job};
        const std::vector<SweepPoint> points = grid_sweep(axes);
        if (points.size() > most_runs)
            throw UsageError("That is too many runs for one queue; saccade-cli sweep takes more.");
        std::vector<TrainingJob> jobs;
        for (const SweepPoint& point : points) {
            TrainingJob& each = jobs.emplace_back(job);
            for (const std::string& setting : point) {
                override_training_config(each.config, setting);
                each.run += "  " + setting;
            }
        }
        return jobs;
    } catch (const Error& error) {
        fault = coreMessage(std::string(error.what()));
        return {};
    }
}

} // namespace saccade
