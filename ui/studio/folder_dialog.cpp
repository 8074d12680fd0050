#include "ui/studio/folder_dialog.h"

#include "ui/services/core_messages.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/path_edit.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace saccade {

FolderDialog::FolderDialog(FolderJob job, FolderService& service, QWidget* parent)
    : QDialog(parent),
      job_(std::move(job)),
      service_(service),
      folder_(new PathEdit),
      browse_folder_(new QPushButton),
      file_(new PathEdit),
      browse_file_(new QPushButton),
      recursive_(new QCheckBox),
      describe_(new QCheckBox),
      replace_(new QCheckBox),
      retry_(new QCheckBox),
      restart_(new QCheckBox),
      bar_(new QProgressBar),
      doing_(new ElidedLabel),
      message_(new InlineMessage(tr("Folder message"))),
      summary_(new QLabel),
      start_(new QPushButton),
      close_(new QPushButton) {
    setAttribute(Qt::WA_DeleteOnClose);
    folder_->setText(QDir::toNativeSeparators(QString::fromStdString(job_.request.folder.string())));
    layOut();
    connect(folder_, &QLineEdit::textChanged, this, [this] {
        proposeFile();
        setRunning(running_);
    });
    connect(file_, &QLineEdit::textChanged, this, [this] { setRunning(running_); });
    connect(browse_folder_, &QPushButton::clicked, this, &FolderDialog::chooseFolder);
    connect(browse_file_, &QPushButton::clicked, this, &FolderDialog::chooseFile);
    connect(describe_, &QCheckBox::toggled, this, [this] { setRunning(running_); });
    connectService();
    retranslated(this, [this] { setTexts(); });
    proposeFile();
    setRunning(false);
    resizeWithinScreen(*this, {fontMetrics().averageCharWidth() * 100, wholeHeight(*this)});
}

void FolderDialog::layOut() {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(24, 24, 24, 8);
    layout->setSpacing(16);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(8);
    form->setHorizontalSpacing(12);
    const auto beside = [](PathEdit* field, QPushButton* button) {
        auto* row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(field, 1);
        row->addWidget(button);
        return row;
    };
    addRow(
        form, [] { return tr("Photos in:"); }, beside(folder_, browse_folder_));
    addRow(
        form, [] { return tr("Captions to:"); }, beside(file_, browse_file_));
    layout->addLayout(form);
    auto* choices = new QVBoxLayout;
    choices->setSpacing(6);
    for (QCheckBox* box : {recursive_, describe_, replace_, retry_, restart_})
        choices->addWidget(box);
    choices->insertSpacing(3, 6);
    layout->addLayout(choices);
    summary_->setTextFormat(Qt::PlainText);
    summary_->setWordWrap(true);
    summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(start_, QDialogButtonBox::AcceptRole);
    buttons->addButton(close_, QDialogButtonBox::RejectRole);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(24, 8, 24, 16);
    below->setSpacing(12);
    below->addWidget(summary_);
    below->addWidget(bar_);
    below->addWidget(doing_);
    below->addWidget(message_);
    below->addWidget(buttons);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(scrolledContent(content), 1);
    outer->addLayout(below);
    connect(buttons, &QDialogButtonBox::accepted, this, &FolderDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &FolderDialog::reject);
    message_->hide();
    summary_->hide();
    start_->setDefault(true);
}

void FolderDialog::setTexts() {
    setWindowTitle(tr("Caption a folder"));
    setAccessibleName(tr("Caption a folder"));
    folder_->setAccessibleName(tr("Folder of photos"));
    file_->setAccessibleName(tr("File for the captions"));
    browse_folder_->setText(tr("&Browse…"));
    browse_folder_->setAccessibleName(tr("Browse for the folder"));
    browse_file_->setText(tr("B&rowse…"));
    browse_file_->setAccessibleName(tr("Browse for the file"));
    file_->setHint(tr("A table (.csv) or JSON Lines (.jsonl)"));
    recursive_->setText(tr("With the folders &inside"));
    describe_->setText(tr("&Write the captions into the photos too (JPEG, PNG, WebP, TIFF)"));
    describe_->setToolTip(tr("As their description, in XMP and EXIF. The pixels stay as they are."));
    replace_->setText(tr("Replace &descriptions that photos have"));
    retry_->setText(tr("Try photos &again that could not be captioned"));
    restart_->setText(tr("Begin again instead of &going on where an earlier run stopped"));
    bar_->setAccessibleName(tr("Progress of the folder"));
    doing_->setAccessibleName(tr("Photo being captioned"));
    summary_->setAccessibleName(tr("What became of the folder"));
    if (done_)
        showSummary(*done_);
    setRunning(running_);
}

void FolderDialog::connectService() {
    connect(&service_, &FolderService::progressed, this, [this](const Progress& progress) {
        bar_->setRange(0, static_cast<int>(progress.total));
        bar_->setValue(static_cast<int>(progress.done));
        doing_->setText(QString::fromStdString(progress.detail));
    });
    connect(&service_, &FolderService::finished, this, [this](const FolderSummary& summary) {
        setRunning(false);
        restart_->setChecked(false); // or the next press would throw away what is there now
        done_ = summary;
        showSummary(summary);
    });
    connect(&service_, &FolderService::failed, this, [this](const Fault& fault) {
        setRunning(false);
        message_->showMessage([fault] { return tr("%1: %2").arg(fault.file, fault.sentence()); });
    });
    connect(&service_, &FolderService::cancelled, this, [this] {
        setRunning(false);
        summary_->setText(
            tr("Stopped. What is done is kept: start again with the same file to go on from there."));
        summary_->show();
    });
}

void FolderDialog::chooseFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Caption a folder of photos"), folder_->text());
    if (!folder.isEmpty())
        folder_->setText(QDir::toNativeSeparators(folder));
}

void FolderDialog::chooseFile() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Captions to"), file_->text(), tr("Captions (*.csv *.jsonl)"), nullptr,
        QFileDialog::DontConfirmOverwrite); // nothing is overwritten: runs go on
    if (file.isEmpty())
        return;
    file_->setText(QDir::toNativeSeparators(file));
    file_->setModified(true);
}

// Beside the folder, by its name; what a person wrote stays.
void FolderDialog::proposeFile() {
    if (file_->isModified() || folder_->text().isEmpty())
        return;
    const QDir folder(folder_->text());
    file_->setText(QDir::toNativeSeparators(folder.filePath(QStringLiteral("captions.csv"))));
}

void FolderDialog::setRunning(bool running) {
    running_ = running;
    for (QWidget* field : std::initializer_list<QWidget*>{folder_, browse_folder_, file_, browse_file_,
                                                          recursive_, describe_, retry_, restart_})
        field->setEnabled(!running);
    replace_->setEnabled(!running && describe_->isChecked());
    start_->setEnabled(!running && !folder_->text().trimmed().isEmpty() &&
                       !file_->text().trimmed().isEmpty());
    start_->setText(tr("&Start"));
    close_->setText(running ? tr("S&top") : tr("&Close"));
    bar_->setVisible(running);
    doing_->setVisible(running);
    if (isVisible())
        takeRoom();
}

void FolderDialog::start() {
    FolderRequest& request = job_.request;
    request.folder = folder_->text().trimmed().toStdString();
    request.out = file_->text().trimmed().toStdString();
    request.recursive = recursive_->isChecked();
    request.write_metadata = describe_->isChecked();
    request.existing = replace_->isEnabled() && replace_->isChecked() ? ExistingDescription::replace
                                                                      : ExistingDescription::keep;
    request.retry_failed = retry_->isChecked();
    request.restart = restart_->isChecked();
    message_->hide();
    summary_->hide();
    done_.reset();
    bar_->setRange(0, 0);
    doing_->setText(tr("Reading the model…"));
    setRunning(true);
    service_.start(job_);
}

void FolderDialog::showSummary(const FolderSummary& summary) {
    QStringList lines{tr("Captioned: %1 of %2 photos.").arg(summary.captioned).arg(summary.photos)};
    if (summary.done_before > 0)
        lines += tr("Done before: %1.").arg(summary.done_before);
    if (job_.request.write_metadata)
        lines +=
            tr("Descriptions written: %1, kept as they were: %2.").arg(summary.described).arg(summary.kept);
    if (summary.failed > 0)
        lines += tr("Failed: %1. The file says why; the first: %2")
                     .arg(summary.failed)
                     .arg(coreMessage(summary.first_error));
    summary_->setText(lines.join(QLatin1Char('\n')));
    summary_->show();
    takeRoom();
}

// As much as all of it needs.
void FolderDialog::takeRoom() {
    resizeWithinScreen(*this, size().expandedTo({0, wholeHeight(*this)}));
}

void FolderDialog::reject() {
    if (running_)
        service_.cancel();
    else
        QDialog::reject();
}

} // namespace saccade
