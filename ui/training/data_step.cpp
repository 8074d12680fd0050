#include "ui/training/data_step.h"

#include "ui/services/core_messages.h"
#include "ui/studio/busy_line.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/flow_layout.h"
#include "ui/studio/icon.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/narrow.h"
#include "ui/studio/path_edit.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"
#include "ui/training/data_findings.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>

#include <algorithm>

namespace saccade {

namespace {

constexpr int picture_extent = 112;
constexpr int narrow = 480;       // then the buttons stand below the path
constexpr int typing_pause = 400; // milliseconds

QString markOf(DataFinding::Weight weight) {
    switch (weight) {
    case DataFinding::Weight::good:
        return QStringLiteral("check");
    case DataFinding::Weight::notice:
        return QStringLiteral("info");
    case DataFinding::Weight::problem:
        break;
    }
    return QStringLiteral("warning");
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

DataStep::DataStep(DatasetService& service, PhotoReader reader, QWidget* parent)
    : QWidget(parent),
      service_(service),
      thumbnails_(std::move(reader), 2 * picture_extent),
      path_(new PathEdit),
      images_(new PathEdit),
      split_(new QComboBox),
      dev_share_(new QDoubleSpinBox),
      max_photos_(new QSpinBox),
      seed_(new QSpinBox),
      format_(new ElidedLabel),
      busy_(new BusyLine),
      message_(new InlineMessage),
      preview_(new QScrollArea),
      cards_(new QHBoxLayout),
      findings_(new QVBoxLayout) {
    setAcceptDrops(true);
    split_->addItem(QString(), QStringLiteral("auto"));
    split_->addItem(QString(), QStringLiteral("official"));
    split_->addItem(QString(), QStringLiteral("image"));
    dev_share_->setRange(1, 90);
    dev_share_->setValue(20);
    dev_share_->setDecimals(0);
    max_photos_->setRange(0, 100'000'000);
    max_photos_->setGroupSeparatorShown(true);
    seed_->setRange(0, 1'000'000'000);
    seed_->setValue(1);
    format_->setForegroundRole(QPalette::PlaceholderText);
    message_->hide();

    auto* file = new QPushButton;
    auto* folder = new QPushButton;
    connect(file, &QPushButton::clicked, this, [this] {
        const QString chosen =
            QFileDialog::getOpenFileName(this, tr("Open captions"), path_->text(),
                                         tr("Captions (*.json *.csv *.tsv *.txt);;All files (*)"));
        if (!chosen.isEmpty())
            setPath(chosen);
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Open a data set"), path_->text());
        if (!chosen.isEmpty())
            setPath(chosen);
    });
    auto* where = new QHBoxLayout;
    where->setSpacing(8);
    where->addWidget(path_, 1);
    auto* choosing = new QHBoxLayout;
    choosing->setSpacing(8);
    choosing->addWidget(file);
    choosing->addWidget(folder);
    where->addLayout(choosing);
    whenNarrow(this, narrow, [where](bool below) {
        where->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    });
    auto* parts = new FlowLayout(8);
    parts->addWidget(split_);
    parts->addWidget(dev_share_);
    auto* subset = new FlowLayout(8);
    subset->addWidget(max_photos_);
    subset->addWidget(seed_);
    auto* form = new QFormLayout;
    form->setVerticalSpacing(10);
    addRow(
        form, [] { return tr("Data set"); }, where);
    form->addRow(QString(), format_);
    addRow(
        form, [] { return tr("Photos' folder"); }, images_);
    addRow(
        form, [] { return tr("Split"); }, parts);
    addRow(
        form, [] { return tr("Use"); }, subset);

    auto* row = new QWidget;
    row->setLayout(cards_);
    cards_->setContentsMargins(0, 0, 0, 0);
    cards_->setSpacing(12);
    cards_->setSizeConstraint(QLayout::SetMinAndMaxSize);
    preview_->setWidget(row);
    preview_->setFrameShape(QFrame::NoFrame);
    preview_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    preview_->setFixedHeight(picture_extent + 84);
    preview_->setWidgetResizable(true);
    preview_->hide();
    findings_->setSpacing(8);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(message_);
    layout->addWidget(busy_);
    layout->addWidget(preview_);
    layout->addLayout(findings_);
    layout->addStretch();

    busy_->setVisible(false);
    connect(busy_, &BusyLine::showingChanged, busy_, &QWidget::setVisible);
    delay_.setSingleShot(true);
    delay_.setInterval(typing_pause);
    connect(&delay_, &QTimer::timeout, this, &DataStep::inspect);
    const auto later = [this] {
        ready_ = false;
        delay_.start();
        Q_EMIT changed();
    };
    connect(path_, &QLineEdit::textChanged, this, later);
    connect(images_, &QLineEdit::textChanged, this, later);
    connect(split_, &QComboBox::currentIndexChanged, this, later);
    connect(dev_share_, &QDoubleSpinBox::valueChanged, this, later);
    connect(max_photos_, &QSpinBox::valueChanged, this, later);
    connect(seed_, &QSpinBox::valueChanged, this, later);

    connect(&service_, &DatasetService::opened, this, &DataStep::showOpened);
    connect(&service_, &DatasetService::checked, this, &DataStep::showReport);
    connect(&service_, &DatasetService::progressed, this, [this](const Progress& progress) {
        if (!ready_)
            busy_->setWork(tr("Checking photos… %1 of %2").arg(progress.done).arg(progress.total));
    });
    connect(&service_, &DatasetService::failed, this, [this](const Fault& fault) {
        if (ready_)
            return; // a later step's
        busy_->setWork({});
        message_->showMessage([fault] { return fault.sentence(); });
        Q_EMIT changed();
    });
    connect(&thumbnails_, &ThumbnailService::ready, this, [this](const QString& name, const QImage& image) {
        for (QLabel* label : pictures_.values(name)) {
            QPixmap pixmap =
                QPixmap::fromImage(image.scaled(QSize(picture_extent, picture_extent) * devicePixelRatioF(),
                                                Qt::KeepAspectRatio, Qt::SmoothTransformation));
            pixmap.setDevicePixelRatio(devicePixelRatioF());
            label->setPixmap(pixmap);
        }
    });
    retranslated(this, [this, file, folder] {
        path_->setAccessibleName(tr("Data set"));
        path_->setPlaceholderText(tr("Drop a folder or a file with captions here, or type its path"));
        images_->setAccessibleName(tr("Photos' folder"));
        images_->setPlaceholderText(tr("only if the data set does not say"));
        split_->setAccessibleName(tr("Split"));
        const QStringList splits{tr("As the data set says, else by image"), tr("As the data set says"),
                                 tr("By image, at random")};
        for (int i = 0; i < splits.size(); ++i)
            split_->setItemText(i, splits[i]);
        message_->setName(tr("Data set message"));
        dev_share_->setAccessibleName(tr("Share to check on"));
        dev_share_->setSuffix(tr(" % of the photos to check on"));
        max_photos_->setAccessibleName(tr("Photos at most"));
        max_photos_->setSpecialValueText(tr("all photos"));
        max_photos_->setSuffix(tr(" photos, drawn at random"));
        seed_->setAccessibleName(tr("Seed of the draw"));
        seed_->setPrefix(tr("seed "));
        file->setText(tr("Choose &File…"));
        folder->setText(tr("Choose F&older…"));
        preview_->setAccessibleName(tr("Preview"));
        showFormat();
        if (report_)
            showFindings();
    });
}

void DataStep::setPath(const QString& path) {
    path_->setText(path);
    delay_.stop();
    inspect();
}

void DataStep::setRequest(const DatasetRequest& request) {
    if (request.data.empty())
        return;
    images_->setText(request.images.empty() ? QString() : QString::fromStdString(request.images.front()));
    split_->setCurrentIndex(std::max(0, split_->findData(QString::fromStdString(request.split_by))));
    dev_share_->setValue(request.dev_share * 100);
    max_photos_->setValue(static_cast<int>(std::min<std::size_t>(request.max_images, 100'000'000)));
    seed_->setValue(static_cast<int>(std::min<std::uint64_t>(request.seed, 1'000'000'000)));
    given_ = request;
    setPath(QString::fromStdString(request.data));
}

DatasetRequest DataStep::request() const {
    DatasetRequest request;
    request.data = path_->text().trimmed().toStdString();
    if (request.data == given_.data)
        request.format = given_.format;
    if (const QString images = images_->text().trimmed(); !images.isEmpty())
        request.images = {images.toStdString()};
    request.split_by = split_->currentData().toString().toStdString();
    request.dev_share = dev_share_->value() / 100;
    request.max_images = static_cast<std::size_t>(max_photos_->value());
    request.seed = static_cast<std::uint64_t>(seed_->value());
    return request;
}

QString DataStep::name() const {
    return dataset_ ? QString::fromStdString(dataset_->name) : QString();
}

void DataStep::clearResults() {
    dataset_.reset();
    report_.reset();
    ready_ = false;
    message_->hide();
    preview_->hide();
    pictures_.clear();
    thumbnails_.clear();
    clear(cards_);
    clear(findings_);
    showFormat();
}

void DataStep::inspect() {
    clearResults();
    if (path_->text().trimmed().isEmpty()) {
        busy_->setWork({});
        Q_EMIT changed();
        return;
    }
    busy_->setWork(tr("Opening the data set…"));
    service_.inspect(request());
    Q_EMIT changed();
}

void DataStep::showOpened(const DatasetOpened& opened) {
    dataset_ = opened.dataset;
    format_name_ = opened.format;
    showFormat();
    for (const CaptionedPhoto& photo : opened.preview) {
        auto* picture = new QLabel;
        picture->setFixedSize(picture_extent, picture_extent);
        picture->setAlignment(Qt::AlignCenter);
        const QString file = QString::fromStdString(photo.file.string());
        const QString caption =
            photo.captions.empty() ? QString() : QString::fromStdString(photo.captions.front());
        picture->setAccessibleName(caption);
        auto* text = new QLabel(caption);
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setFixedSize(picture_extent + 32, 58);
        text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        QFont small = text->font();
        small.setPointSizeF(small.pointSizeF() * 0.9);
        text->setFont(small);
        auto* card = new QWidget;
        card->setToolTip(plainTip(file));
        auto* column = new QVBoxLayout(card);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(6);
        column->addWidget(picture);
        column->addWidget(text);
        cards_->addWidget(card);
        pictures_.insert(file, picture);
        thumbnails_.request(file);
    }
    preview_->setVisible(!opened.preview.empty());
    busy_->setWork(tr("Checking photos…"));
    Q_EMIT changed();
}

void DataStep::showFormat() {
    format_->setText(dataset_ ? tr("%1, read as %2").arg(QString::fromStdString(dataset_->name), format_name_)
                              : QString());
}

void DataStep::showReport(const DataReport& report) {
    busy_->setWork({});
    report_ = report;
    showFindings();
    ready_ = std::ranges::none_of(findingsOf(*dataset_, report), [](const DataFinding& finding) {
        return finding.weight == DataFinding::Weight::problem;
    });
    Q_EMIT changed();
}

void DataStep::showFindings() {
    clear(findings_);
    for (const DataFinding& finding : findingsOf(*dataset_, *report_)) {
        auto* mark = new QLabel;
        mark->setPixmap(icon(markOf(finding.weight)).pixmap(18, 18));
        mark->setFixedWidth(18);
        auto* text = new QLabel(finding.remedy.isEmpty() ? finding.text
                                                         : joinedSentences(finding.text, finding.remedy));
        text->setTextFormat(Qt::PlainText);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a path is one long word
        policy.setHeightForWidth(true);
        text->setSizePolicy(policy);
        text->setToolTip(plainTip(text->text()));
        auto* row = new QWidget;
        row->setAccessibleName(tr("Finding"));
        row->setAccessibleDescription(text->text());
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(mark, 0, Qt::AlignTop);
        line->addWidget(text, 1);
        findings_->addWidget(row);
    }
}

void DataStep::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void DataStep::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    setPath(event->mimeData()->urls().front().toLocalFile());
}

} // namespace saccade
