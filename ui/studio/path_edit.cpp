#include "ui/studio/path_edit.h"

#include "ui/studio/elided_label.h"

#include <QPainter>
#include <QStyleOptionFrame>

namespace saccade {

namespace {

constexpr int inset = 2; // of a line edit's text, beside what the style leaves

} // namespace

PathEdit::PathEdit(QWidget* parent) : QLineEdit(parent) {
    connect(this, &QLineEdit::textChanged, this, &PathEdit::showTip);
}

void PathEdit::setHint(const QString& hint) {
    hint_ = hint;
    showTip();
}

void PathEdit::showTip() {
    QStringList lines{text(), hint_};
    lines.removeAll(QString());
    setToolTip(plainTip(lines.join(QLatin1Char('\n'))));
}

QRect PathEdit::textRect() const {
    QStyleOptionFrame panel;
    initStyleOption(&panel);
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &panel, this)
        .marginsRemoved(textMargins())
        .adjusted(inset, 0, -inset, 0);
}

QString PathEdit::shownText() const {
    return hasFocus() ? text() : fontMetrics().elidedText(text(), Qt::ElideMiddle, textRect().width());
}

void PathEdit::paintEvent(QPaintEvent* event) {
    const QString shown = shownText();
    if (shown == text()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QPainter painter(this);
    QStyleOptionFrame panel;
    initStyleOption(&panel);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &panel, &painter, this);
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(textRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace saccade
