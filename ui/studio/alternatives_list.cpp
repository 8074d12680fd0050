#include "ui/studio/alternatives_list.h"

#include "ui/studio/caption_strip.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"
#include "ui/studio/word_chip.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace saccade {

namespace {

constexpr int row_padding = 10;

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
        if (option.state & QStyle::State_HasFocus)
            painter->fillRect(row, tones.chip_hover);
        QFont font = option.font;
        font.setBold(chosen);
        painter->setFont(font);
        painter->setPen(option.palette.color(QPalette::Text));
        const int number_width = option.fontMetrics.horizontalAdvance(QStringLiteral(">99 %")) + 8;
        const QRect text = row.adjusted(0, 2, -2, -6);
        painter->drawText(text.adjusted(0, 0, -number_width, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight,
                                                        text.width() - number_width));
        painter->setPen(tones.quiet_text);
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
    retranslated(this, [this] { setAccessibleName(tr("Alternatives")); });
}

void AlternativesList::showStep(const CaptionStep& step) {
    clear();
    for (const Alternative& each : step.alternatives) {
        const bool end = each.word == "<end>";
        const QString word = end ? tr("end of the caption") : QString::fromStdString(each.word);
        auto* item = new QListWidgetItem(word, this);
        item->setData(probability_role, each.probability);
        item->setData(chosen_role, each.token == step.token);
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(word, percent(each.probability)));
        item->setFlags(Qt::ItemIsEnabled);
    }
}

QSize AlternativesList::sizeHint() const {
    return {200, 10 * (fontMetrics().height() + row_padding)};
}
QSize AlternativesList::minimumSizeHint() const {
    return {120, 3 * (fontMetrics().height() + row_padding)};
}

} // namespace saccade
