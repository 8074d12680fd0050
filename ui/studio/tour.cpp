#include "ui/studio/tour.h"

#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QApplication>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade {

namespace {

constexpr int gap = 14; // between bubble and target; the arrow fills it
constexpr int margin = 8;

// Beside the target where there is room, else in its middle.
QRect bubbleRect(const QSize& size, const QRect& target, const QRect& window) {
    QRect bubble(QPoint(), size);
    const auto fits = [&](const QPoint& middle) {
        bubble.moveCenter(middle);
        bubble.moveLeft(std::clamp(bubble.left(), window.left() + margin,
                                   std::max(window.left() + margin, window.right() - margin - size.width())));
        bubble.moveTop(std::clamp(bubble.top(), window.top() + margin,
                                  std::max(window.top() + margin, window.bottom() - margin - size.height())));
        return !bubble.intersects(target);
    };
    const int across = size.width() / 2 + gap;
    const int down = size.height() / 2 + gap;
    const QPoint middle = target.center();
    for (const QPoint& place :
         {QPoint(middle.x(), target.top() - down), QPoint(middle.x(), target.bottom() + down),
          QPoint(target.left() - across, middle.y()), QPoint(target.right() + across, middle.y())}) {
        if (fits(place))
            return bubble;
    }
    fits(middle);
    return bubble;
}

// From the bubble's edge to the target's; empty when one lies in the other.
QPolygonF arrow(const QRectF& bubble, const QRectF& target) {
    constexpr double half = 9;
    const auto tip_along = [](double low, double high, double wanted) {
        return std::clamp(wanted, low + 2 * half, high - 2 * half);
    };
    if (bubble.bottom() < target.top() || bubble.top() > target.bottom()) {
        const bool above = bubble.bottom() < target.top();
        const double x = tip_along(bubble.left(), bubble.right(), target.center().x());
        const double edge = above ? bubble.bottom() - 2 : bubble.top() + 2; // joins the bubble
        return {{QPointF(x - half, edge), QPointF(x, edge + (above ? 1 : -1) * (gap - 2)),
                 QPointF(x + half, edge)}};
    }
    if (bubble.right() < target.left() || bubble.left() > target.right()) {
        const bool left = bubble.right() < target.left();
        const double y = tip_along(bubble.top(), bubble.bottom(), target.center().y());
        const double edge = left ? bubble.right() - 2 : bubble.left() + 2;
        return {{QPointF(edge, y - half), QPointF(edge + (left ? 1 : -1) * (gap - 2), y),
                 QPointF(edge, y + half)}};
    }
    return {};
}

} // namespace

Tour::Tour(QWidget* window, std::vector<TourStop> stops)
    : QWidget(window),
      stops_(std::move(stops)),
      back_to_(QApplication::focusWidget()),
      bubble_(new QFrame(this)),
      title_(new QLabel),
      text_(new QLabel),
      count_(new QLabel),
      skip_(new QPushButton),
      back_(new QPushButton),
      next_(new QPushButton) {
    QFont large = title_->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    text_->setWordWrap(true);
    count_->setForegroundRole(QPalette::PlaceholderText);
    next_->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(count_, 1);
    for (QPushButton* button : {skip_, back_, next_})
        buttons->addWidget(button);
    auto* layout = new QVBoxLayout(bubble_);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    layout->addWidget(title_);
    layout->addWidget(text_);
    layout->addSpacing(8);
    layout->addLayout(buttons);

    connect(skip_, &QPushButton::clicked, this, &Tour::end);
    connect(back_, &QPushButton::clicked, this, [this] { go(-1); });
    connect(next_, &QPushButton::clicked, this, [this] { go(1); });
    window->installEventFilter(this);
    for (QPushButton* button : {skip_, back_, next_})
        button->installEventFilter(this);
    for (const TourStop& stop : stops_) {
        for (QWidget* each = stop.target; each != nullptr && each != window; each = each->parentWidget())
            each->installEventFilter(this);
    }
    setGeometry(window->rect());
    show();
    raise();
    retranslated(this, [this] { setTexts(); });
    go(1);
}

int Tour::next(int from, int direction) const {
    for (int i = from + direction; i >= 0 && i < static_cast<int>(stops_.size()); i += direction) {
        const QWidget* target = stops_[static_cast<std::size_t>(i)].target;
        if (target != nullptr && target->isVisible())
            return i;
    }
    return -1;
}

void Tour::go(int direction) {
    const int stop = next(current_, direction);
    if (stop < 0) {
        if (direction > 0)
            end();
        return;
    }
    current_ = stop;
    setTexts();
    place();
    next_->setFocus();
}

void Tour::end() {
    hide();
    if (back_to_ != nullptr && back_to_->isVisible())
        back_to_->setFocus();
    deleteLater();
    Q_EMIT ended();
}

void Tour::setTexts() {
    setAccessibleName(tr("Guided tour"));
    skip_->setText(tr("&Skip"));
    back_->setText(tr("&Back"));
    title_->setAccessibleName(tr("What this is"));
    text_->setAccessibleName(tr("What it is for"));
    count_->setAccessibleName(tr("Place in the tour"));
    if (current_ < 0)
        return;
    const TourStop& stop = stops_[static_cast<std::size_t>(current_)];
    const bool last = next(current_, 1) < 0;
    title_->setText(stop.title());
    text_->setText(stop.text());
    count_->setText(tr("%1 of %2").arg(current_ + 1).arg(stops_.size()));
    next_->setText(last ? tr("&Done") : tr("&Next"));
    next_->setAccessibleDescription(QStringLiteral("%1. %2").arg(stop.title(), stop.text()));
    skip_->setVisible(!last);
    back_->setVisible(next(current_, -1) >= 0);
}

QRect Tour::targetRect() const {
    if (current_ < 0)
        return {};
    const QWidget* target = stops_[static_cast<std::size_t>(current_)].target;
    if (target == nullptr)
        return {};
    return QRect(mapFromGlobal(target->mapToGlobal(QPoint())), target->size()).intersected(rect());
}

void Tour::place() {
    setGeometry(parentWidget()->rect());
    const int width = std::min(fontMetrics().averageCharWidth() * 56, this->width() - 2 * margin);
    bubble_->setFixedWidth(width);
    bubble_->setFixedHeight(bubble_->layout()->hasHeightForWidth() ? bubble_->layout()->heightForWidth(width)
                                                                   : bubble_->sizeHint().height());
    bubble_->move(bubbleRect(bubble_->size(), targetRect(), rect()).topLeft());
    update();
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress: // buttons would take the arrows, and Tab would leave the bubble
        if (watched->parent() != bubble_ || static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space)
            break;
        keyPressEvent(static_cast<QKeyEvent*>(event));
        return true;
    case QEvent::Resize:
    case QEvent::Move:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::LayoutRequest:
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

// The window's shortcuts are no part of the tour, and Tab stays in the bubble.
bool Tour::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void Tour::keyPressEvent(QKeyEvent* event) {
    const std::vector<QPushButton*> row{skip_, back_, next_};
    const auto step = [&row](int direction) {
        std::vector<QPushButton*> shown;
        std::ranges::copy_if(row, std::back_inserter(shown),
                             [](const QPushButton* each) { return each->isVisible(); });
        const auto at = std::ranges::find_if(shown, [](const QPushButton* each) { return each->hasFocus(); });
        const auto count = static_cast<int>(shown.size());
        const int place = at == shown.end() ? count - 1 : static_cast<int>(at - shown.begin());
        shown[static_cast<std::size_t>((place + direction + count) % count)]->setFocus(Qt::TabFocusReason);
    };
    switch (event->key()) {
    case Qt::Key_Escape:
        return end();
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return go(1);
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        return go(-1);
    case Qt::Key_Tab:
        return step(1);
    case Qt::Key_Backtab:
        return step(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        for (QPushButton* button : row) {
            if (button->hasFocus())
                return button->click();
        }
        return go(1);
    default:
        event->accept();
    }
}

void Tour::mousePressEvent(QMouseEvent* event) {
    event->accept();
}

void Tour::paintEvent(QPaintEvent*) {
    const Tones& tones = tonesOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bright = targetRect().toRectF().adjusted(2, 2, -2, -2);
    QPainterPath dim;
    dim.addRect(rect());
    QPainterPath hole;
    hole.addRoundedRect(bright, 6, 6);
    painter.fillPath(dim.subtracted(hole), QColor(0, 0, 0, isDark(palette()) ? 150 : 110));
    painter.setPen(QPen(tones.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(hole);

    const QRectF bubble = bubble_->geometry().toRectF().adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(bubble, 8, 8);
    QPainterPath tip;
    tip.addPolygon(arrow(bubble, bright));
    tip.closeSubpath();
    painter.setPen(QPen(tones.field_line, 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawPath(shape.united(tip));
}

void Tour::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
}

} // namespace saccade
