#include "ui/training/results_browser.h"

#include "ui/studio/busy_line.h"
#include "ui/studio/caption_card.h"
#include "ui/studio/notice_page.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"

#include <QAbstractTableModel>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>

namespace saccade {

namespace {

enum Column { score_column, caption_column, photo_column, column_count };
constexpr int photo_extent = 640;

} // namespace

class ResultsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setResults(std::shared_ptr<const PhotoResults> results) {
        beginResetModel();
        results_ = std::move(results);
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() || !results_ ? 0 : static_cast<int>(results_->photos.size());
    }
    int columnCount(const QModelIndex& = {}) const override { return column_count; }
    QVariant data(const QModelIndex& index, int role) const override {
        const PhotoResult& photo = results_->photos[static_cast<std::size_t>(index.row())];
        const bool sorting = role == Qt::UserRole;
        if (role == Qt::TextAlignmentRole && index.column() == score_column)
            return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
        if (role != Qt::DisplayRole && role != Qt::ToolTipRole && !sorting)
            return {};
        switch (index.column()) {
        case score_column:
            return sorting ? QVariant(photo.cider_d) : QString::number(photo.cider_d, 'f', 3);
        case caption_column:
            return QString::fromStdString(photo.caption.text());
        default:
            return QString::fromStdString(photo.id);
        }
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        return section == score_column     ? ResultsBrowser::tr("CIDEr-D")
               : section == caption_column ? ResultsBrowser::tr("Caption")
                                           : ResultsBrowser::tr("Photo");
    }

private:
    std::shared_ptr<const PhotoResults> results_;
};

ResultsBrowser::ResultsBrowser(PhotoReader reader, QWidget* parent)
    : QWidget(parent),
      photos_(std::move(reader), photo_extent),
      pages_(new QStackedWidget),
      notice_(new NoticePage),
      bundle_(new QComboBox),
      caption_(new QPushButton),
      busy_(new BusyLine),
      summary_(new QLabel),
      table_(new QTableView),
      model_(new ResultsModel(this)),
      sorted_(new QSortFilterProxyModel(this)),
      card_(new CaptionCard(QString())),
      references_(new QLabel) {
    summary_->setForegroundRole(QPalette::PlaceholderText);
    summary_->setWordWrap(true);
    summary_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(Qt::UserRole);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    table_->sortByColumn(score_column, Qt::AscendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setWordWrap(false);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setColumnWidth(score_column, 80);
    table_->setColumnWidth(caption_column, 320);
    references_->setWordWrap(true);
    references_->setTextFormat(Qt::PlainText);
    references_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(bundle_);
    bar->addWidget(caption_);
    bar->addWidget(busy_);
    bar->addWidget(summary_, 1);
    auto* detail = new QWidget;
    auto* detail_layout = new QVBoxLayout(detail);
    detail_layout->setContentsMargins(12, 0, 0, 0);
    detail_layout->addWidget(card_, 1);
    detail_layout->addWidget(sectionLabel([] { return tr("What people say"); }));
    detail_layout->addWidget(references_);
    auto* splitter = new QSplitter;
    splitter->addWidget(table_);
    splitter->addWidget(detail);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({560, 560});
    pages_->addWidget(notice_);
    pages_->addWidget(splitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(pages_, 1);

    busy_->setVisible(false);
    connect(busy_, &BusyLine::showingChanged, busy_, &QWidget::setVisible);
    connect(caption_, &QPushButton::clicked, this, [this] {
        fault_.reset();
        summary_->clear();
        busy_->setWork(tr("Reading the model…"));
        Q_EMIT captionRequested(bundle_->currentData().toString());
    });
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ResultsBrowser::showRow);
    connect(&photos_, &ThumbnailService::ready, this, [this](const QString& file, const QImage& photo) {
        if (file == file_)
            card_->setPhoto(photo);
    });
    setBundles({});
    retranslated(this, [this] {
        caption_->setText(tr("&Caption Photos"));
        bundle_->setAccessibleName(tr("Model to look at"));
        summary_->setAccessibleName(tr("Scores"));
        table_->setAccessibleName(tr("Results"));
        references_->setAccessibleName(tr("People's captions"));
        card_->setName(tr("Result"));
        showNotice();
        showSummary();
    });
}

void ResultsBrowser::setBundles(const std::vector<std::pair<QString, QString>>& bundles) {
    const QString before = bundle_->currentData().toString();
    bundle_->clear();
    for (const auto& [name, file] : bundles)
        bundle_->addItem(name, file);
    bundle_->setCurrentIndex(std::max(0, bundle_->findData(before)));
    caption_->setEnabled(!bundles.empty());
    showNotice();
}

void ResultsBrowser::setResults(std::shared_ptr<const PhotoResults> results) {
    busy_->setWork({});
    fault_.reset();
    results_ = std::move(results);
    model_->setResults(results_);
    pages_->setCurrentIndex(results_ ? 1 : 0);
    showSummary();
    if (!results_)
        return;
    table_->selectRow(0);
    showRow();
}

void ResultsBrowser::showNotice() {
    notice_->showNotice(QStringLiteral("photos"), tr("Look at every photo to check on"),
                        bundle_->count() == 0
                            ? tr("After the first epoch there is a model to caption them with.")
                            : tr("Caption them with a model of this run: the worst come first."),
                        {}, {});
}

void ResultsBrowser::showSummary() {
    if (fault_)
        return summary_->setText(fault_->sentence());
    summary_->setText(results_ ? tr("%1 photos   CIDEr-D %2   BLEU-4 %3")
                                     .arg(results_->photos.size())
                                     .arg(results_->cider_d, 0, 'f', 3)
                                     .arg(results_->bleu_4, 0, 'f', 3)
                               : QString());
}

void ResultsBrowser::showProgress(const Progress& progress) {
    busy_->setWork(tr("Captioning photos… %1 of %2").arg(progress.done).arg(progress.total));
}

void ResultsBrowser::showFault(const Fault& fault) {
    busy_->setWork({});
    fault_ = fault;
    showSummary();
}

void ResultsBrowser::showRow() {
    const QModelIndex current = sorted_->mapToSource(table_->currentIndex());
    if (!results_ || !current.isValid())
        return;
    const PhotoResult& photo = results_->photos[static_cast<std::size_t>(current.row())];
    file_ = QString::fromStdString(photo.file.string());
    photos_.request(file_);
    card_->setCaption(photo.caption, results_->placement);
    QStringList lines;
    for (const std::string& reference : photo.references)
        lines += QString::fromStdString(reference);
    references_->setText(lines.join(QLatin1Char('\n')));
}

} // namespace saccade
