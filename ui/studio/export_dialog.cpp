#include "ui/studio/export_dialog.h"

#include "core/attention/contact_sheet_layout.h"
#include "core/attention/scrub_animation.h"
#include "ui/studio/inline_message.h"
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
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
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

} // namespace

ExportDialog::ExportDialog(ExportSource source, Exporter& exporter, const QString& folder, QWidget* parent)
    : QDialog(parent),
      source_(std::move(source)),
      exporter_(exporter),
      folder_(folder),
      kind_(new QComboBox),
      format_(new QComboBox),
      pixels_(new QSpinBox),
      seconds_(new QDoubleSpinBox),
      animation_rows_(new QWidget),
      size_(new QLabel),
      file_(new QLineEdit),
      browse_(new QPushButton),
      note_(new QLabel),
      bar_(new QProgressBar),
      message_(new InlineMessage(tr("Export message"))),
      start_(new QPushButton),
      close_(new QPushButton) {
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    auto* form = new QFormLayout;
    addFields(form);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addWidget(message_);
    layout->addWidget(bar_);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox;
    buttons->addButton(start_, QDialogButtonBox::AcceptRole);
    buttons->addButton(close_, QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    message_->hide();
    bar_->hide();
    start_->setDefault(true);

    connect(kind_, &QComboBox::currentIndexChanged, this, &ExportDialog::showKind);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::showFormat);
    connect(pixels_, &QSpinBox::valueChanged, this, &ExportDialog::showSize);
    connect(seconds_, &QDoubleSpinBox::valueChanged, this, &ExportDialog::showSize);
    connect(file_, &QLineEdit::textChanged, this, [this] { setRunning(running_); });
    connect(browse_, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::startExport);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    connectExporter();
    retranslated(this, [this] { setTexts(); });
    showKind();
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);
}

void ExportDialog::addFields(QFormLayout* form) {
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
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
    auto* animation = new QFormLayout(animation_rows_);
    animation->setContentsMargins(0, 0, 0, 0);
    addRow(
        animation, [] { return tr("Longer side:"); }, pixels_);
    addRow(
        animation, [] { return tr("For each word:"); }, seconds_);
    auto* place = new QHBoxLayout;
    place->addWidget(file_, 1);
    place->addWidget(browse_);
    addRow(
        form, [] { return tr("What:"); }, kind_);
    addRow(
        form, [] { return tr("As:"); }, format_);
    form->addRow(QString(), animation_rows_);
    addRow(
        form, [] { return tr("Size:"); }, size_);
    addRow(
        form, [] { return tr("File:"); }, place);
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
    size_->setAccessibleName(tr("Size of the export"));
    file_->setAccessibleName(tr("File to export to"));
    browse_->setText(tr("&Browse…"));
    bar_->setAccessibleName(tr("Progress of the export"));
    note_->setText(tr("A file of that name is there. It will be replaced."));
    note_->setAccessibleName(tr("Export note"));
    setRunning(running_);
    if (format_->count() > 0)
        showSize();
}

void ExportDialog::connectExporter() {
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
        message_->showMessage(fault.sentence());
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
    return text.isEmpty() ? QString() : QDir(folder_).absoluteFilePath(text);
}

void ExportDialog::showKind() {
    {
        const QSignalBlocker quiet(format_);
        format_->clear();
        format_->addItems(kinds()[static_cast<std::size_t>(std::max(kind_->currentIndex(), 0))].formats);
    }
    format_->setEnabled(format_->count() > 1);
    animation_rows_->setVisible(kind() == ExportKind::animation);
    showFormat();
}

void ExportDialog::showFormat() {
    proposeFile();
    showSize();
}

// Text that a person wrote stays, but for its ending.
void ExportDialog::proposeFile() {
    const QFileInfo photo(source_.file);
    const QFileInfo typed(file());
    const bool own = !file_->text().isEmpty() && file_->isModified();
    const QString base =
        own ? typed.dir().filePath(typed.completeBaseName())
            : QDir(folder_).filePath(photo.completeBaseName() + QStringLiteral(".attention"));
    const bool modified = file_->isModified();
    file_->setText(QDir::toNativeSeparators(base + ending()));
    file_->setModified(modified);
}

void ExportDialog::showSize() {
    const int words = static_cast<int>(source_.caption.word_count());
    switch (kind()) {
    case ExportKind::picture:
        size_->setText(tr("%1 × %2 pixels").arg(source_.photo->width).arg(source_.photo->height));
        break;
    case ExportKind::sheet: {
        const int panels = words + 1;
        const int width = layout_contact_sheet(source_.photo->width, source_.photo->height, panels).width();
        size_->setText(format_->currentText() == QLatin1String("PNG")
                           ? tr("%1 pixels wide, %n pictures", nullptr, panels).arg(width)
                           : tr("one page, %n pictures", nullptr, panels));
        break;
    }
    case ExportKind::animation: {
        ScrubOptions options;
        options.longest = pixels_->value();
        options.word_time = static_cast<int>(std::lround(seconds_->value() * 100));
        const ScrubSize size =
            scrub_size(source_.photo->width, source_.photo->height, source_.caption, options);
        const double seconds =
            (options.photo_time + words * options.word_time + (size.frames - 1 - words) * options.fade_time) /
            100.0;
        size_->setText(tr("%1 × %2 pixels, %3 frames, %4 seconds")
                           .arg(size.width)
                           .arg(size.height)
                           .arg(size.frames)
                           .arg(seconds, 0, 'f', 1));
        break;
    }
    case ExportKind::numbers:
        size_->setText(tr("%n words with the attention to %1 cells each", nullptr, words)
                           .arg(source_.placement.rows * source_.placement.cols));
        break;
    }
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
    const bool there = !target.isEmpty() && QFileInfo::exists(target);
    for (QWidget* field : std::initializer_list<QWidget*>{kind_, pixels_, seconds_, file_, browse_})
        field->setEnabled(!running);
    format_->setEnabled(!running && format_->count() > 1);
    start_->setEnabled(!running && !target.isEmpty());
    start_->setText(there ? tr("&Replace") : tr("&Export"));
    close_->setText(running ? tr("&Stop") : tr("&Cancel"));
    note_->setVisible(there && !running);
    bar_->setVisible(running);
}

void ExportDialog::startExport() {
    ExportRequest request;
    request.kind = kind();
    request.file = file();
    if (!request.file.endsWith(ending(), Qt::CaseInsensitive))
        request.file += ending(); // a name without one, or with another format's
    request.source = source_;
    request.scrub.longest = pixels_->value();
    request.scrub.word_time = static_cast<int>(std::lround(seconds_->value() * 100));
    request.sheet_key = tr("Attention paid to a cell; the same scale in every panel");
    message_->hide();
    bar_->setRange(0, 0);
    setRunning(true);
    exporter_.start(request);
}

void ExportDialog::reject() {
    if (running_)
        exporter_.cancel();
    else
        QDialog::reject();
}

} // namespace saccade
