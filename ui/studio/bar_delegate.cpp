#include "ui/studio/bar_delegate.h"

#include "ui/studio/theme.h"

#include <QPainter>

#include <algorithm>

namespace saccade {

namespace {

constexpr int row_padding = 12;
constexpr double bar_height = 3;
constexpr double mark_height = 7;

} // namespace

int BarDelegate::rowHeight(const QFontMetrics& metrics) {
    return metrics.height() + row_padding;
}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {120, rowHeight(option.fontMetrics)};
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const {
    const Tones& tones = tonesOf(option.palette);
    const bool strong = index.data(strong_role).toBool();
    const QString figure = index.data(figure_role).toString();
    painter->save();
    if (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver))
        painter->fillRect(option.rect, tones.chip_hover);

    const QVariant key = index.data(key_role);
    const int key_width = key.isValid() ? option.fontMetrics.horizontalAdvance(QStringLiteral("0")) + 8 : 0;
    const QRect text = option.rect.adjusted(2, 2, -2, -8);
    const QRect own = text.adjusted(key_width, 0, -option.fontMetrics.horizontalAdvance(figure) - 8, 0);
    QFont font = option.font;
    font.setBold(strong);
    painter->setFont(font);
    painter->setPen(option.palette.color(QPalette::Text));
    painter->drawText(own, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, own.width()));
    painter->setFont(option.font);
    painter->setPen(tones.quiet_text);
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, key.toString());
    painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, figure);

    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QRectF track(option.rect.left() + 2, option.rect.bottom() - 5, option.rect.width() - 4, bar_height);
    painter->setBrush(tones.line);
    painter->drawRoundedRect(track, bar_height / 2, bar_height / 2);
    const double share = std::clamp(index.data(share_role).toDouble(), 0.0, 1.0);
    if (share > 0) {
        const QRectF bar(track.topLeft(), QSizeF(std::max(bar_height, track.width() * share), bar_height));
        painter->setBrush(strong ? tones.accent : tones.quiet_text);
        painter->drawRoundedRect(bar, bar_height / 2, bar_height / 2);
    }
    bool has_mark = false;
    const double mark = index.data(mark_role).toDouble(&has_mark);
    if (has_mark) {
        const double x = track.left() + std::clamp(mark, 0.0, 1.0) * track.width();
        painter->setBrush(option.palette.color(QPalette::Text));
        painter->drawRect(QRectF(x - 0.75, track.center().y() - mark_height / 2, 1.5, mark_height));
    }
    painter->restore();
}

} // namespace saccade
