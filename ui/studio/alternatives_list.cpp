#include "ui/studio/alternatives_list.h"

#include "ui/studio/caption_strip.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"
#include "ui/studio/word_chip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

constexpr int row_padding = 10;
constexpr int keys = 9; ///< rows that a digit chooses

enum Role { probability_role = Qt::UserRole, chosen_role };

class BarDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {120, option.fontMetrics.height() + row_padding};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Tones& tones = tonesOf(option.palette);
        const QRect row = option.rect;
        const float probability = index.data(probability_role).toFloat();
        const bool chosen = index.data(chosen_role).toBool();

        painter->save();
        if (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver))
            painter->fillRect(row, tones.chip_hover);
        QFont font = option.font;
        font.setBold(chosen);
        painter->setFont(font);
        painter->setPen(option.palette.color(QPalette::Text));
        const int number_width = option.fontMetrics.horizontalAdvance(QStringLiteral(">99 %")) + 8;
        const int key_width = option.fontMetrics.horizontalAdvance(QStringLiteral("0")) + 8;
        const QRect text = row.adjusted(0, 2, -2, -6);
        const QRect word = text.adjusted(key_width, 0, -number_width, 0);
        painter->drawText(
            word, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, word.width()));
        painter->setPen(tones.quiet_text);
        painter->setFont(option.font);
        if (index.row() < keys)
            painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, QString::number(index.row() + 1));
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, percent(probability));

        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        QRectF bar(row.left(), row.bottom() - 4, row.width() - 2, 3);
        painter->setBrush(tones.line);
        painter->drawRoundedRect(bar, 1.5, 1.5);
        bar.setWidth(std::max(3.0, bar.width() * static_cast<double>(probability)));
        painter->setBrush(chosen ? tones.accent : tones.quiet_text);
        painter->drawRoundedRect(bar, 1.5, 1.5);
        painter->restore();
    }
};

} // namespace

AlternativesList::AlternativesList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new BarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    viewport()->setAutoFillBackground(false);
    retranslated(this, [this] {
        setAccessibleName(tr("Alternatives"));
        setToolTip(tr("Say this word instead, and go on from there"));
    });
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setCursor(Qt::PointingHandCursor);
}

void AlternativesList::showStep(const CaptionStep& step) {
    const int row = currentRow();
    clear();
    words_ = step.alternatives;
    pressed_ = -1;
    for (const Alternative& each : step.alternatives) {
        const bool end = each.word == "<end>";
        const QString word = end ? tr("end of the caption") : QString::fromStdString(each.word);
        auto* item = new QListWidgetItem(word, this);
        item->setData(probability_role, each.probability);
        item->setData(chosen_role, each.token == step.token);
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(word, percent(each.probability)));
        item->setFlags(Qt::ItemIsEnabled);
    }
    if (hasFocus())
        setCurrentRow(std::clamp(row, 0, count() - 1));
}

void AlternativesList::choose(int row) {
    if (row >= 0 && row < count())
        Q_EMIT chosen(words_[static_cast<std::size_t>(row)]);
}

void AlternativesList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentRow());
    else
        QListWidget::keyPressEvent(event);
}

// By hand, because the second click of a double click would otherwise choose among the words of the next
// caption.
void AlternativesList::mousePressEvent(QMouseEvent* event) {
    QListWidget::mousePressEvent(event);
    pressed_ = event->button() == Qt::LeftButton ? indexAt(event->pos()).row() : -1;
}

void AlternativesList::mouseReleaseEvent(QMouseEvent* event) {
    QListWidget::mouseReleaseEvent(event);
    const int row = std::exchange(pressed_, -1);
    if (row >= 0 && row == indexAt(event->pos()).row())
        choose(row);
}

void AlternativesList::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
}

QSize AlternativesList::sizeHint() const {
    return {200, 10 * (fontMetrics().height() + row_padding)};
}
QSize AlternativesList::minimumSizeHint() const {
    return {120, 3 * (fontMetrics().height() + row_padding)};
}

} // namespace saccade
