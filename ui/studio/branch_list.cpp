#include "ui/studio/branch_list.h"

#include "ui/studio/branch_names.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"
#include "ui/studio/what_if_state.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <map>

namespace saccade {

namespace {

constexpr int padding = 4;
constexpr int most_rows = 6; ///< before it scrolls

enum Role { id_role = Qt::UserRole, caption_role, score_role };

int rowHeightFor(const QFontMetrics& metrics) {
    return 2 * metrics.height() + 2 * padding;
}

/// The name and its log-probability, under it the caption.
class BranchDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {120, rowHeightFor(option.fontMetrics)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tones& tones = tonesOf(option.palette);
        const bool current = (option.state & QStyle::State_Selected) != 0;
        painter->save();
        if (current || (option.state & QStyle::State_MouseOver)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(option.state & QStyle::State_HasFocus ? QPen(tones.accent, 1.5) : Qt::NoPen);
            painter->setBrush(tones.chip_hover);
            painter->drawRoundedRect(option.rect.toRectF().adjusted(1, 1, -1, -1), 4, 4);
        }
        const QRect text = option.rect.adjusted(padding + 2, padding, -padding - 2, -padding);
        const QRect upper(text.left(), text.top(), text.width(), option.fontMetrics.height());
        const QString score = index.data(score_role).toString();
        const int score_width = option.fontMetrics.horizontalAdvance(score) + 8;
        painter->setPen(tones.quiet_text);
        painter->drawText(upper, Qt::AlignRight | Qt::AlignVCenter, score);
        painter->drawText(upper.translated(0, option.fontMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(caption_role).toString(), Qt::ElideRight,
                                                        upper.width()));
        QFont font = option.font;
        font.setWeight(current ? QFont::DemiBold : QFont::Normal);
        painter->setFont(font);
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight,
                                                        upper.width() - score_width));
        painter->restore();
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
        auto* editor = new QLineEdit(parent);
        editor->setMaxLength(200);
        editor->setAccessibleName(BranchList::tr("Name of the branch"));
        return editor;
    }

    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex&) const override {
        editor->setGeometry(option.rect);
    }
};

} // namespace

BranchList::BranchList(QWidget* parent) : QTreeWidget(parent) {
    setItemDelegate(new BranchDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(14);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    retranslated(this, [this] { setAccessibleName(tr("Branches")); });
    connect(this, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (!updating_ && item != nullptr)
            Q_EMIT walked(item->data(0, id_role).toInt());
    });
    connect(this, &QTreeWidget::itemChanged, this, [this](const QTreeWidgetItem* item) {
        if (!updating_)
            Q_EMIT renamed(item->data(0, id_role).toInt(), item->text(0).trimmed());
    });
}

void BranchList::showState(const WhatIfState& state) {
    updating_ = true;
    clear();
    std::map<int, QTreeWidgetItem*> items;
    for (const int id : state.tree.depth_first()) {
        const Branch& branch = state.tree.at(id);
        const auto parent = items.find(branch.parent);
        auto* item = parent == items.end() ? new QTreeWidgetItem(this) : new QTreeWidgetItem(parent->second);
        const QString caption = QString::fromStdString(branch.caption->text());
        const QString score = logProbability(branch.caption->log_probability);
        item->setText(0, shownName(branch));
        item->setData(0, id_role, id);
        item->setData(0, caption_role, caption);
        item->setData(0, score_role, score);
        item->setData(0, Qt::AccessibleTextRole,
                      tr("%1: %2, log-probability %3").arg(shownName(branch), caption, score));
        item->setToolTip(0, caption);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
        items[id] = item;
    }
    expandAll();
    if (const auto current = items.find(state.current); current != items.end())
        setCurrentItem(current->second);
    updating_ = false;
    setFixedHeight(sizeHint().height());
}

void BranchList::startRenaming() {
    if (currentItem() != nullptr)
        editItem(currentItem());
}

QSize BranchList::sizeHint() const {
    int rows = 0;
    for (QTreeWidgetItemIterator each(const_cast<BranchList*>(this)); *each != nullptr; ++each)
        ++rows;
    return {200, std::clamp(rows, 1, most_rows) * rowHeightFor(fontMetrics())};
}

QSize BranchList::minimumSizeHint() const {
    return {120, rowHeightFor(fontMetrics())};
}

// The delegate draws what is current. The style would lay a block over all of the row and put an arrow before
// it.
void BranchList::drawRow(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem plain = option;
    plain.palette.setBrush(QPalette::Highlight, Qt::transparent);
    QTreeWidget::drawRow(painter, plain, index);
}

// A line from the caption that it grew from.
void BranchList::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const {
    if (!index.parent().isValid())
        return;
    painter->save();
    painter->setPen(QPen(tonesOf(palette()).field_line, 1));
    const int middle = rect.top() + padding + fontMetrics().height() / 2;
    int right = rect.right() + 1;
    for (QModelIndex each = index; each.parent().isValid(); each = each.parent()) {
        const int x = right - indentation() / 2;
        const bool last = !each.sibling(each.row() + 1, 0).isValid();
        if (each == index) {
            painter->drawLine(x, rect.top(), x, last ? middle : rect.bottom());
            painter->drawLine(x, middle, right - 1, middle);
        } else if (!last) {
            painter->drawLine(x, rect.top(), x, rect.bottom());
        }
        right -= indentation();
    }
    painter->restore();
}

void BranchList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && currentItem() != nullptr)
        Q_EMIT removeRequested(currentItem()->data(0, id_role).toInt());
    else
        QTreeWidget::keyPressEvent(event);
}

void BranchList::changeEvent(QEvent* event) {
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setFixedHeight(sizeHint().height());
}

} // namespace saccade
