#include "ui/studio/export_dialog.h"

#include "core/attention/sheet_canvas.h"
#include "ui/studio/dialog_room.h"
#include "ui/studio/export_preview_pane.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/path_edit.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace saccade {

namespace {

struct Kind {
    ExportKind kind;
    QStringList formats; ///< names of the endings, the first one proposed
};

const std::array<Kind, 4>& kinds() {
    static const std::array<Kind, 4> all{
        Kind{ExportKind::picture, {QStringLiteral("PNG")}},
        {ExportKind::sheet, {QStringLiteral("PNG"), QStringLiteral("PDF"), QStringLiteral("SVG")}},
        {ExportKind::animation, {QStringLiteral("GIF")}},
        {ExportKind::numbers, {QStringLiteral("CSV"), QStringLiteral("JSON")}}};
    return all;
}

constexpr int patience = 200;           // milliseconds from a change of the settings to their preview
constexpr qsizetype longest_name = 200; // bytes of a proposed name without its ending; file systems take 255

/// The part of a file's name that a file system takes.
QString withinLimits(QString name) {
    while (name.toUtf8().size() > longest_name)
        name.chop(1);
    if (!name.isEmpty() && name.back().isHighSurrogate())
        name.chop(1);
    return name;
}

} // namespace

ExportDialog::ExportDialog(ExportSource source, Exporter& exporter, ExportPreviewer& previewer,
                           const QString& folder, QWidget* parent)
    : QDialog(parent),
      source_(std::move(source)),
      exporter_(exporter),
      previewer_(previewer),
      folder_(folder),
      kind_(new QComboBox),
      format_(new QComboBox),
      pixels_(new QSpinBox),
      seconds_(new QDoubleSpinBox),
      form_(new QFormLayout),
      target_(new QFormLayout),
      file_(new PathEdit),
      browse_(new QPushButton),
      note_(new QLabel),
      bar_(new QProgressBar),
      message_(new InlineMessage(tr("Export message"))),
      start_(new QPushButton),
      close_(new QPushButton),
      pane_(new ExportPreviewPane) {
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connectFields();
    connectExporter();
    retranslated(this, [this] { setTexts(); });
    showKind();
    const int character = fontMetrics().averageCharWidth();
    resizeWithinScreen(*this, {character * 150, character * 80});
}

void ExportDialog::layOut() {
    addFields();
    auto* fields = new QVBoxLayout;
    fields->addLayout(form_);
    fields->addStretch(1);
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(24, 24, 24, 8);
    columns->setSpacing(24);
    columns->addLayout(fields, 2);
    columns->addWidget(pane_, 3);
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(start_, QDialogButtonBox::AcceptRole);
    buttons->addButton(close_, QDialogButtonBox::RejectRole);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(24, 8, 24, 16);
    below->setSpacing(12);
    below->addLayout(target_);
    below->addWidget(message_);
    below->addWidget(bar_);
    below->addWidget(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scrolledContent(content), 1);
    layout->addLayout(below);
    note_->setWordWrap(true);
    message_->hide();
    bar_->hide();
    start_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::startExport);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
}

void ExportDialog::connectFields() {
    preview_timer_.setSingleShot(true);
    preview_timer_.setInterval(patience);
    connect(&preview_timer_, &QTimer::timeout, this, &ExportDialog::preview);
    connect(kind_, &QComboBox::currentIndexChanged, this, &ExportDialog::showKind);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(pixels_, &QSpinBox::valueChanged, this, &ExportDialog::previewSoon);
    connect(seconds_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::previewSoon);
    connect(pane_, &ExportPreviewPane::roomChanged, this, &ExportDialog::previewSoon);
    connect(file_, &QLineEdit::textChanged, this, [this] {
        message_->hide(); // it was about another file
        setRunning(running_);
    });
    connect(browse_, &QPushButton::clicked, this, &ExportDialog::chooseFile);
}

void ExportDialog::addFields() {
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    kind_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    kind_->setMinimumContentsLength(24);
    for (std::size_t i = 0; i < kinds().size(); ++i)
        kind_->addItem(QString());
    const ScrubOptions proposed;
    pixels_->setRange(64, 2048);
    pixels_->setValue(proposed.longest);
    pixels_->setSingleStep(32);
    seconds_->setRange(0.1, 10);
    seconds_->setSingleStep(0.1);
    seconds_->setDecimals(1);
    seconds_->setValue(proposed.word_time / 100.0);
    auto* place = new QHBoxLayout;
    place->setSpacing(8);
    place->addWidget(file_, 1);
    place->addWidget(browse_);
    addRow(
        form_, [] { return tr("What:"); }, kind_);
    addRow(
        form_, [] { return tr("As:"); }, format_);
    addRow(
        form_, [] { return tr("Longer side:"); }, pixels_);
    addRow(
        form_, [] { return tr("For each word:"); }, seconds_);
    addRow(
        target_, [] { return tr("File:"); }, place);
    target_->addRow(new QLabel, note_); // under the name that it is about
    for (QFormLayout* each : {form_, target_}) {
        each->setVerticalSpacing(8);
        each->setHorizontalSpacing(12);
    }
}

void ExportDialog::setTexts() {
    setWindowTitle(tr("Export"));
    setAccessibleName(tr("Export"));
    kind_->setItemText(0, tr("The photo with the attention over it"));
    kind_->setItemText(1, tr("A sheet of all words"));
    kind_->setItemText(2, tr("An animation from word to word"));
    kind_->setItemText(3, tr("The numbers"));
    kind_->setAccessibleName(tr("What to export"));
    format_->setAccessibleName(tr("Format"));
    pixels_->setAccessibleName(tr("Longer side of the animation"));
    pixels_->setSuffix(tr(" pixels"));
    seconds_->setAccessibleName(tr("Time for each word"));
    seconds_->setSuffix(tr(" seconds"));
    file_->setAccessibleName(tr("File to export to"));
    browse_->setText(tr("&Browse…"));
    bar_->setAccessibleName(tr("Progress of the export"));
    note_->setAccessibleName(tr("Export note"));
    setRunning(running_);
    alignLabels();
    if (format_->count() > 0)
        previewSoon(); // what a sheet says, and what is said about it
}

// All fields begin at the same place, also those that are hidden now.
void ExportDialog::alignLabels() {
    std::vector<QWidget*> labels;
    for (const QFormLayout* form : {form_, target_}) {
        for (int row = 0; row < form->rowCount(); ++row)
            labels.push_back(form->itemAt(row, QFormLayout::LabelRole)->widget());
    }
    int widest = 0;
    for (const QWidget* label : labels)
        widest = std::max(widest, label->sizeHint().width());
    for (QWidget* label : labels)
        label->setMinimumWidth(widest);
}

void ExportDialog::connectExporter() {
    connect(&previewer_, &ExportPreviewer::drawn, this, [this](const ExportPreview& drawn) {
        pane_->showPreview(drawn, about(drawn), format_->currentText() != QLatin1String("CSV"));
    });
    connect(&previewer_, &ExportPreviewer::failed, this,
            [this](const Fault& fault) { pane_->showFault(fault.sentence()); });
    connect(&exporter_, &Exporter::progressed, this, [this](const Progress& progress) {
        bar_->setRange(0, static_cast<int>(progress.total));
        bar_->setValue(static_cast<int>(progress.done));
    });
    connect(&exporter_, &Exporter::succeeded, this, [this](const ExportResult& result) {
        if (!running_)
            return;
        setRunning(false);
        Q_EMIT exported(result);
        accept();
    });
    connect(&exporter_, &Exporter::failed, this, [this](const Fault& fault) {
        if (!running_)
            return;
        setRunning(false);
        message_->showMessage([fault] { return fault.sentence(); });
        start_->setFocus(); // it went to the other button when this one could not be pressed
    });
    connect(&exporter_, &Exporter::cancelled, this, [this] { setRunning(false); });
}

ExportKind ExportDialog::kind() const {
    return kinds()[static_cast<std::size_t>(std::max(kind_->currentIndex(), 0))].kind;
}

QString ExportDialog::ending() const {
    return QLatin1Char('.') + format_->currentText().toLower();
}

QString ExportDialog::file() const {
    const QString text = file_->text().trimmed();
    if (text.isEmpty())
        return {};
    const QString path = QDir(folder_).absoluteFilePath(text);
    return path.endsWith(ending(), Qt::CaseInsensitive) ? path : path + ending();
}

void ExportDialog::showKind() {
    {
        const QSignalBlocker quiet(format_);
        format_->clear();
        format_->addItems(kinds()[static_cast<std::size_t>(std::max(kind_->currentIndex(), 0))].formats);
    }
    format_->setEnabled(format_->count() > 1);
    for (QWidget* field : std::initializer_list<QWidget*>{pixels_, seconds_})
        form_->setRowVisible(field, kind() == ExportKind::animation);
    showFormat();
}

void ExportDialog::showFormat() {
    proposeFile();
    preview();
}

void ExportDialog::previewSoon() {
    previewer_.cancel();
    pane_->expect();
    preview_timer_.start();
}

void ExportDialog::preview() {
    if (!isVisible()) // its room is not known yet
        return previewSoon();
    preview_timer_.stop();
    pane_->expect();
    previewer_.start(request(), pane_->room());
}

// Text that a person wrote stays, but for its ending.
void ExportDialog::proposeFile() {
    const QFileInfo photo(source_.file);
    const QFileInfo typed(QDir(folder_).absoluteFilePath(file_->text().trimmed()));
    const bool own = !file_->text().isEmpty() && file_->isModified();
    const QString base =
        own ? typed.dir().filePath(typed.completeBaseName())
            : QDir(folder_).filePath(withinLimits(photo.completeBaseName()) + QStringLiteral(".attention"));
    const bool modified = file_->isModified();
    file_->setText(QDir::toNativeSeparators(base + ending()));
    file_->setModified(modified);
}

QString ExportDialog::about(const ExportPreview& preview) const {
    const QString format = format_->currentText();
    const QSize& pixels = preview.pixels;
    switch (kind()) {
    case ExportKind::picture:
        return tr("%1 × %2 pixels").arg(pixels.width()).arg(pixels.height());
    case ExportKind::sheet: {
        if (format != QLatin1String("PDF"))
            return tr("%1 × %2 pixels, %n pictures", nullptr, preview.panels)
                .arg(pixels.width())
                .arg(pixels.height());
        const auto millimetres = [](int side) { return std::lround(side * page_points / 72 * 25.4); };
        return tr("1 page of %1 × %2 mm, %n pictures", nullptr, preview.panels)
            .arg(millimetres(pixels.width()))
            .arg(millimetres(pixels.height()));
    }
    case ExportKind::animation:
        return tr("%1 × %2 pixels, %3 frames, %4 seconds")
            .arg(pixels.width())
            .arg(pixels.height())
            .arg(preview.frame_count)
            .arg(preview.seconds, 0, 'f', 1);
    case ExportKind::numbers: {
        const QString size = QLocale().formattedDataSize(preview.bytes);
        return format == QLatin1String("CSV")
                   ? tr("%n rows of %1 columns under a header, %2", nullptr, preview.rows)
                         .arg(preview.columns)
                         .arg(size)
                   : tr("%n steps in one line, %1", nullptr, preview.rows).arg(size);
    }
    }
    return {};
}

void ExportDialog::chooseFile() {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export to"), file(), {}, nullptr,
                                                        QFileDialog::DontConfirmOverwrite);
    if (chosen.isEmpty())
        return;
    file_->setText(QDir::toNativeSeparators(
        chosen.endsWith(ending(), Qt::CaseInsensitive) ? chosen : chosen + ending()));
    file_->setModified(true);
}

void ExportDialog::setRunning(bool running) {
    running_ = running;
    const QString target = file();
    const QFileInfo found(target);
    const bool folder = !target.isEmpty() && found.isDir();
    const bool there = !target.isEmpty() && found.exists() && !folder;
    for (QWidget* field : std::initializer_list<QWidget*>{kind_, pixels_, seconds_, file_, browse_})
        field->setEnabled(!running);
    format_->setEnabled(!running && format_->count() > 1);
    start_->setEnabled(!running && !target.isEmpty() && !folder);
    start_->setText(there ? tr("&Replace") : tr("&Export"));
    close_->setText(running ? tr("&Stop") : tr("&Cancel"));
    note_->setText(folder ? tr("There is a folder of that name. Give the name of a file.")
                          : tr("A file of that name is there. It will be replaced."));
    target_->setRowVisible(note_, (there || folder) && !running);
    bar_->setVisible(running);
}

ExportRequest ExportDialog::request() const {
    ExportRequest request;
    request.kind = kind();
    request.file = file();
    request.source = source_;
    request.scrub.longest = pixels_->value();
    request.scrub.word_time = static_cast<int>(std::lround(seconds_->value() * 100));
    request.sheet_key = tr("Attention paid to a cell; the same scale in every panel");
    return request;
}

void ExportDialog::startExport() {
    message_->hide();
    bar_->setRange(0, 0);
    setRunning(true);
    exporter_.start(request());
}

void ExportDialog::reject() {
    if (running_)
        exporter_.cancel();
    else
        QDialog::reject();
}

void ExportDialog::done(int result) {
    preview_timer_.stop();
    previewer_.cancel();
    QDialog::done(result);
}

} // namespace saccade
