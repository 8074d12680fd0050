#include "ui/studio/timeline.h"

#include "ui/studio/key_courtesy.h"

#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStyleOptionSlider>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int steps_a_word = 1000; // of the style, which knows whole numbers alone

} // namespace

Timeline::Timeline(QWidget* parent) : QSlider(Qt::Horizontal, parent) {
    setPageStep(1);
    setTickPosition(QSlider::TicksBelow);
    setTickInterval(1);
    setProperty(yields_keys, true);
}

void Timeline::showPosition(int words, double position) {
    const QSignalBlocker blocker(this);
    setRange(0, std::max(0, words - 1));
    position_ = std::clamp(position, 0.0, static_cast<double>(maximum()));
    setValue(static_cast<int>(std::lround(position_)));
    update();
}

void Timeline::initStyleOption(QStyleOptionSlider* option) const {
    QSlider::initStyleOption(option);
    option->maximum = std::max(1, maximum()) * steps_a_word;
    option->tickInterval = steps_a_word;
    option->singleStep = steps_a_word;
    option->pageStep = steps_a_word;
    option->sliderPosition = static_cast<int>(std::lround(position_ * steps_a_word));
    option->sliderValue = option->sliderPosition;
}

double Timeline::positionAt(double x) const {
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    const double span = std::max(1, groove.width() - handle.width());
    const double share = std::clamp((x - groove.x() - handle.width() / 2.0) / span, 0.0, 1.0);
    return (layoutDirection() == Qt::RightToLeft ? 1 - share : share) * maximum();
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    dragging_ = true;
    setSliderDown(true);
    Q_EMIT scrubbed(positionAt(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
    if (dragging_)
        Q_EMIT scrubbed(positionAt(event->position().x()));
}

void Timeline::mouseReleaseEvent(QMouseEvent*) {
    if (!dragging_)
        return;
    dragging_ = false;
    setSliderDown(false);
    Q_EMIT letGo();
}

} // namespace saccade
