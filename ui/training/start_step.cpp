#include "ui/training/start_step.h"

#include "ui/services/core_messages.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/path_edit.h"
#include "ui/studio/recent_models.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace saccade {

namespace {

QLabel* hint(const std::function<QString()>& text) {
    QLabel* label = textLabel(text);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(26, 0, 0, 6);
    return label;
}

} // namespace

StartStep::StartStep(DatasetService& service, const QStringList& bundled, QString features, QWidget* parent)
    : QWidget(parent),
      service_(service),
      features_root_(std::move(features)),
      fresh_(new QRadioButton),
      bundled_(new QComboBox),
      other_(new QRadioButton),
      continued_(new QRadioButton),
      file_(new PathEdit),
      browse_(new QPushButton),
      cached_(new QRadioButton),
      photos_(new QRadioButton),
      build_(new QPushButton),
      progress_(new QProgressBar),
      progress_text_(new QLabel),
      message_(new InlineMessage) {
    auto* weights = new QButtonGroup(this);
    for (QRadioButton* button : {fresh_, other_, continued_})
        weights->addButton(button);
    auto* input = new QButtonGroup(this);
    for (QRadioButton* button : {cached_, photos_})
        input->addButton(button);
    for (const QString& file : bundled)
        bundled_->addItem(modelTitle(file), file);
    bundled_->setVisible(bundled.size() > 1);
    (bundled.isEmpty() ? other_ : fresh_)->setChecked(true);
    cached_->setChecked(true);
    progress_->setTextVisible(false);
    progress_->hide();
    progress_text_->setForegroundRole(QPalette::PlaceholderText);
    message_->hide();

    auto* fresh = new QHBoxLayout;
    fresh->setSpacing(8);
    fresh->addWidget(fresh_);
    fresh->addWidget(bundled_);
    fresh->addStretch();
    auto* file = new QHBoxLayout;
    file->setSpacing(8);
    file->setContentsMargins(26, 0, 0, 0);
    file->addWidget(file_, 1);
    file->addWidget(browse_);
    auto* building = new QHBoxLayout;
    building->setSpacing(8);
    building->setContentsMargins(26, 0, 0, 0);
    building->addWidget(build_);
    building->addWidget(progress_, 1);
    building->addWidget(progress_text_);
    building->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(sectionLabel([] { return tr("Begin with"); }));
    layout->addLayout(fresh);
    layout->addWidget(other_);
    layout->addWidget(continued_);
    layout->addLayout(file);
    layout->addSpacing(12);
    layout->addWidget(sectionLabel([] { return tr("What is read"); }));
    layout->addWidget(cached_);
    layout->addWidget(hint([] {
        return tr(
            "Much faster. The backbone stays as it is; what it saw is kept on disk and serves later runs "
            "on the same photos.");
    }));
    layout->addLayout(building);
    layout->addWidget(message_);
    layout->addWidget(photos_);
    layout->addWidget(hint([] {
        return tr(
            "Slower, with random crops and mirroring. Needed for training the backbone itself: give it a "
            "learning rate in the next step.");
    }));
    layout->addStretch();

    for (QRadioButton* button : {fresh_, other_, continued_, cached_, photos_})
        connect(button, &QRadioButton::toggled, this, &StartStep::update);
    connect(bundled_, &QComboBox::currentIndexChanged, this, &StartStep::update);
    connect(file_, &QLineEdit::textChanged, this, &StartStep::update);
    connect(browse_, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getOpenFileName(
            this, tr("Choose a model"), file_->text(), tr("Saccade models (*.safetensors);;All files (*)"));
        if (!chosen.isEmpty())
            file_->setText(chosen);
    });
    connect(build_, &QPushButton::clicked, this, [this] {
        if (building_)
            service_.cancel();
        else
            build();
    });
    connect(&service_, &DatasetService::progressed, this, [this](const Progress& progress) {
        if (!building_)
            return;
        progress_->setMaximum(static_cast<int>(progress.total));
        progress_->setValue(static_cast<int>(progress.done));
        progress_text_->setText(coreMessage(progress.detail));
    });
    connect(&service_, &DatasetService::featuresReady, this,
            [this](const QString& folder, const CacheBuildReport& report) {
                building_ = false;
                built_ = whatIsEncoded();
                features_ = folder;
                progress_text_->setText(tr("Ready: %1 photos encoded").arg(report.encoded + report.reused));
                if (!report.skipped.empty())
                    message_->showMessage([count = report.skipped.size(), first = report.skipped.front()] {
                        return tr("Photos that cannot be read and will be left out: %1. The first: %2")
                            .arg(QString::number(count), coreMessage(first));
                    });
                update();
            });
    connect(&service_, &DatasetService::failed, this, [this](const Fault& fault) {
        if (!building_)
            return;
        building_ = false;
        message_->showMessage([fault] {
            return tr("The photos could not be encoded. %1 What was done is kept.").arg(fault.sentence());
        });
        update();
    });
    connect(&service_, &DatasetService::cancelled, this, [this] {
        if (!building_)
            return;
        building_ = false;
        progress_text_->setText(tr("Paused; what is done is kept"));
        update();
    });
    update();
    retranslated(this, [this] {
        fresh_->setText(bundled_->count() > 1
                            ? tr("A &fresh captioner on the backbone of")
                            : tr("A &fresh captioner on the backbone that comes with Saccade"));
        bundled_->setAccessibleName(tr("Model that comes with Saccade"));
        other_->setText(tr("A fresh captioner on &another backbone"));
        continued_->setText(tr("&Go on from a trained model"));
        browse_->setText(tr("&Choose…"));
        cached_->setText(tr("&Encode every photo once, and train on what the backbone saw"));
        photos_->setText(tr("&Read the photos anew in every epoch"));
        file_->setAccessibleName(tr("Model file"));
        file_->setPlaceholderText(tr("a .safetensors file that Saccade wrote or imported"));
        progress_->setAccessibleName(tr("Encoding photos"));
        message_->setName(tr("Feature cache message"));
        update();
    });
}

void StartStep::setDataset(std::shared_ptr<const Dataset> dataset) {
    if (dataset == dataset_)
        return;
    dataset_ = std::move(dataset);
    built_.clear();
    progress_text_->clear();
    update();
}

void StartStep::setFrom(const QString& bundle) {
    continued_->setChecked(true);
    file_->setText(bundle);
}

QString StartStep::source() const {
    return fresh_->isChecked() ? bundled_->currentData().toString() : file_->text().trimmed();
}

// What is to be encoded with which file; another state of the file is another one.
QString StartStep::whatIsEncoded() const {
    const QFileInfo info(source());
    QStringList parts{info.absoluteFilePath(), QString::number(info.size()),
                      QString::number(info.lastModified().toMSecsSinceEpoch())};
    if (dataset_) {
        parts += QString::fromStdString(dataset_->name);
        parts += QString::number(dataset_->photos.size());
    }
    return parts.join(QLatin1Char('\n'));
}

RunStart StartStep::start() const {
    RunStart result;
    (continued_->isChecked() ? result.from : result.backbone) = source();
    if (cached_->isChecked())
        result.features = features_;
    return result;
}

bool StartStep::isReady() const {
    if (building_ || !QFileInfo(source()).isFile())
        return false;
    return photos_->isChecked() || built_ == whatIsEncoded();
}

void StartStep::build() {
    building_ = true;
    message_->hide();
    progress_text_->setText(tr("Starting…"));
    progress_->setRange(0, 0);
    CacheRecipe recipe;
    recipe.backbone = source().toStdString();
    QDir().mkpath(features_root_);
    service_.buildFeatures(features_root_, dataset_, recipe);
    update();
}

void StartStep::update() {
    const bool named = !fresh_->isChecked();
    file_->setEnabled(named && !building_);
    browse_->setEnabled(named && !building_);
    const bool complete = built_ == whatIsEncoded();
    if (!complete && !building_ && progress_text_->text().startsWith(tr("Ready")))
        progress_text_->clear();
    build_->setVisible(cached_->isChecked() && !(complete && !building_));
    build_->setText(building_                          ? tr("&Pause")
                    : progress_text_->text().isEmpty() ? tr("Encode &Photos")
                                                       : tr("Go &On Encoding"));
    build_->setEnabled(building_ || (dataset_ && QFileInfo(source()).isFile()));
    progress_->setVisible(building_);
    progress_text_->setVisible(cached_->isChecked());
    for (QRadioButton* button : {other_, continued_, cached_, photos_})
        button->setEnabled(!building_);
    fresh_->setEnabled(!building_ && bundled_->count() > 0);
    bundled_->setEnabled(!building_ && fresh_->isChecked());
    Q_EMIT changed();
}

} // namespace saccade
