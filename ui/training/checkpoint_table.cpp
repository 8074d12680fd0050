#include "ui/training/checkpoint_table.h"

#include "ui/studio/elided_label.h"
#include "ui/studio/flow_layout.h"
#include "ui/studio/retranslated.h"

#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace saccade {

QString checkpointName(const RunCheckpoint& checkpoint) {
    switch (checkpoint.kind) {
    case RunCheckpoint::Kind::best:
        return CheckpointTable::tr("best (epoch %1)").arg(checkpoint.epoch);
    case RunCheckpoint::Kind::last:
        return CheckpointTable::tr("last");
    case RunCheckpoint::Kind::epoch:
        break;
    }
    return CheckpointTable::tr("epoch %1").arg(checkpoint.epoch);
}

CheckpointTable::CheckpointTable(QWidget* parent)
    : QWidget(parent),
      table_(new QTableWidget(0, 5)),
      open_(new QPushButton),
      compare_(new QPushButton),
      continue_(new QPushButton),
      export_(new QPushButton),
      delete_(new QPushButton) {
    table_->verticalHeader()->hide();
    table_->setShowGrid(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setColumnWidth(0, 200);
    auto* buttons = new FlowLayout(8);
    for (QPushButton* button : {open_, compare_, continue_, export_, delete_})
        buttons->addWidget(button);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(buttons);
    layout->addWidget(table_, 1);

    connect(table_, &QTableWidget::itemSelectionChanged, this, &CheckpointTable::updateButtons);
    connect(table_, &QTableWidget::itemDoubleClicked, this, [this] {
        if (chosen().size() == 1)
            Q_EMIT openRequested(chosen().front());
    });
    connect(open_, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(chosen().front()); });
    connect(compare_, &QPushButton::clicked, this, [this] {
        const QStringList two = chosen();
        Q_EMIT compareRequested(two[0], two[1]);
    });
    connect(continue_, &QPushButton::clicked, this, [this] { Q_EMIT continueRequested(chosen().front()); });
    connect(export_, &QPushButton::clicked, this, [this] { Q_EMIT exportRequested(chosen().front()); });
    connect(delete_, &QPushButton::clicked, this, [this] {
        for (const QString& bundle : chosen())
            Q_EMIT deleteRequested(bundle);
    });
    updateButtons();
    retranslated(this, [this] {
        open_->setText(tr("&Open in Studio"));
        compare_->setText(tr("&Compare Two"));
        continue_->setText(tr("&Train On from Here…"));
        export_->setText(tr("&Export…"));
        delete_->setText(tr("&Delete"));
        table_->setAccessibleName(tr("Checkpoints"));
        table_->setHorizontalHeaderLabels(
            {tr("Model"), tr("CIDEr-D"), tr("BLEU-4"), tr("Validation loss"), tr("Size")});
        setCheckpoints(checkpoints_);
    });
}

void CheckpointTable::setCheckpoints(std::vector<RunCheckpoint> checkpoints) {
    checkpoints_ = std::move(checkpoints);
    const QStringList before = chosen();
    table_->clearSelection();
    table_->setRowCount(static_cast<int>(checkpoints_.size()));
    int row = 0;
    for (const RunCheckpoint& checkpoint : checkpoints_) {
        const auto score = [&](double EpochReport::*value) {
            return checkpoint.scores ? QString::number((*checkpoint.scores).*value, 'f', 4)
                                     : QStringLiteral("–");
        };
        const QStringList texts{checkpointName(checkpoint), score(&EpochReport::cider_d),
                                score(&EpochReport::bleu_4), score(&EpochReport::validation_loss),
                                QLocale().formattedDataSize(static_cast<qint64>(checkpoint.bytes))};
        const QString file = QString::fromStdString(checkpoint.file.string());
        for (int column = 0; column < texts.size(); ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setData(Qt::UserRole, file);
            item->setToolTip(plainTip(file));
            table_->setItem(row, column, item);
        }
        if (before.contains(file))
            table_->selectionModel()->select(table_->model()->index(row, 0),
                                             QItemSelectionModel::Select | QItemSelectionModel::Rows);
        ++row;
    }
    updateButtons();
}

QStringList CheckpointTable::chosen() const {
    QStringList files;
    for (const QModelIndex& index : table_->selectionModel()->selectedRows())
        files += index.data(Qt::UserRole).toString();
    return files;
}

void CheckpointTable::updateButtons() {
    const auto count = chosen().size();
    for (QPushButton* button : {open_, continue_, export_})
        button->setEnabled(count == 1);
    compare_->setEnabled(count == 2);
    delete_->setEnabled(count > 0);
}

} // namespace saccade
