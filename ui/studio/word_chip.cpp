#include "ui/studio/word_chip.h"

#include "ui/studio/theme.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int padding = 12;
constexpr int gap = 4;
constexpr int bar_height = 4;
constexpr double changed_corner = 14;
constexpr int map_side = 32;

} // namespace

QString percent(float probability) {
    const int rounded = static_cast<int>(std::lround(100 * probability));
    if (rounded == 0 && probability > 0)
        return QStringLiteral("<1 %");
    if (rounded == 100 && probability < 1)
        return QStringLiteral(">99 %");
    return QStringLiteral("%1 %").arg(rounded);
}

WordChip::WordChip(const QString& word, float probability, bool is_end, QWidget* parent)
    : QAbstractButton(parent),
      probability_(probability),
      is_end_(is_end) {
    setText(word);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void WordChip::setState(State state) {
    if (state == state_)
        return;
    state_ = state;
    update();
}

void WordChip::setChanged(bool changed) {
    changed_ = changed;
    update();
}

QFont WordChip::wordFont() const {
    QFont result = font();
    result.setPointSizeF(font().pointSizeF() * 1.3);
    result.setItalic(is_end_);
    return result;
}

QFont WordChip::numberFont() const {
    QFont result = font();
    result.setPointSizeF(font().pointSizeF() * 0.85);
    return result;
}

void WordChip::setMap(const QImage& map) {
    if (map.isNull() != map_.isNull())
        updateGeometry();
    map_ = map;
    update();
}

QSize WordChip::sizeHint() const {
    const QFontMetrics word(wordFont());
    const QFontMetrics number(numberFont());
    const int width =
        std::max(word.horizontalAdvance(text()), number.horizontalAdvance(QStringLiteral("100 %")));
    const int above = map_.isNull() ? 0 : map_side + gap;
    return {std::max(width, map_.isNull() ? 0 : map_side) + 2 * padding,
            8 + above + word.height() + gap + bar_height + gap + number.height() + 4};
}

void WordChip::paintEvent(QPaintEvent*) {
    const Tones& tones = tonesOf(palette());
    const bool shown = state_ == State::shown;
    const QColor ink = shown ? tones.on_accent : palette().color(QPalette::WindowText);
    const QColor quiet = shown ? tones.on_accent : tones.quiet_text;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);

    const QRectF body = rect().toRectF().adjusted(1, 1, -1, -1);
    painter.setBrush(shown ? tones.accent : pointed_at_ ? tones.chip_hover : tones.chip);
    painter.setPen(state_ == State::current ? QPen(tones.accent, 2)
                                            : QPen(shown ? tones.accent : tones.line, 1));
    painter.drawRoundedRect(body, 8, 8);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(shown ? tones.on_accent : tones.accent, 1.5));
        painter.drawRoundedRect(body.adjusted(2.5, 2.5, -2.5, -2.5), 6, 6);
    }

    if (changed_) { // a corner, as on a page to come back to
        QPainterPath outline;
        outline.addRoundedRect(body, 8, 8);
        painter.setClipPath(outline);
        painter.setPen(Qt::NoPen);
        painter.setBrush(shown ? tones.on_accent : tones.changed);
        painter.drawPolygon(QPolygonF({body.topRight(), body.topRight() - QPointF(changed_corner, 0),
                                       body.topRight() + QPointF(0, changed_corner)}));
        painter.setClipping(false);
    }

    const QFontMetrics word(wordFont());
    const QFontMetrics number(numberFont());
    QRect line(padding, 8, width() - 2 * padding, word.height());
    if (!map_.isNull()) {
        const QRect place((width() - map_side) / 2, 8, map_side, map_side);
        painter.drawImage(place, map_); // every cell a square: it is a chart, not a picture
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(tones.line, 1));
        painter.drawRect(place);
        line.translate(0, map_side + gap);
    }
    painter.setFont(wordFont());
    painter.setPen(is_end_ ? quiet : ink);
    painter.drawText(line, Qt::AlignCenter, text());

    const QRectF track(padding, line.bottom() + 1 + gap, line.width(), bar_height);
    QColor faint = quiet;
    faint.setAlphaF(0.25F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faint);
    painter.drawRoundedRect(track, bar_height / 2.0, bar_height / 2.0);
    const double filled = std::max<double>(bar_height, track.width() * std::clamp(probability_, 0.0F, 1.0F));
    painter.setBrush(shown ? tones.on_accent : tones.accent);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(filled, bar_height)), bar_height / 2.0,
                            bar_height / 2.0);

    line = QRect(padding, static_cast<int>(track.bottom()) + gap, line.width(), number.height());
    painter.setFont(numberFont());
    painter.setPen(quiet);
    painter.drawText(line, Qt::AlignCenter, percent(probability_));
}

void WordChip::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ControlModifier)
        Q_EMIT toggled();
    else if (event->button() == Qt::LeftButton && event->modifiers() == Qt::ShiftModifier)
        Q_EMIT extended();
    else
        QAbstractButton::mousePressEvent(event);
}

void WordChip::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        Q_EMIT escaped();
    QAbstractButton::keyPressEvent(event);
}

// Moving, not entering: a chip that appears under a resting pointer is not being pointed at.
void WordChip::mouseMoveEvent(QMouseEvent* event) {
    QAbstractButton::mouseMoveEvent(event);
    if (pointed_at_)
        return;
    pointed_at_ = true;
    update();
    Q_EMIT pointedAt();
}

void WordChip::leaveEvent(QEvent* event) {
    QAbstractButton::leaveEvent(event);
    if (!pointed_at_)
        return;
    pointed_at_ = false;
    update();
    Q_EMIT left();
}

void WordChip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

} // namespace saccade
