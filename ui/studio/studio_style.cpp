#include "ui/studio/studio_style.h"

#include "ui/studio/theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSlider>
#include <QStyleOption>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr double radius = 5;

void drawBox(QPainter* painter, const QRect& rect, const QColor& fill, const QPen& pen) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(pen);
    const double inset = pen.widthF() / 2;
    painter->drawRoundedRect(rect.toRectF().adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void drawBar(QPainter* painter, const QRect& rect, const QColor& colour) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    const double round = std::min(rect.height(), 8) / 2.0;
    painter->drawRoundedRect(rect, round, round);
    painter->restore();
}

/// @param down  1, or -1 for one that points up.
void drawChevron(QPainter* painter, const QRect& rect, int down, const QColor& colour) {
    const QPointF middle = rect.toRectF().center();
    const double width = std::min(3.5, rect.height() / 3.0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{middle + QPointF(-width, -down * width / 2),
                                    middle + QPointF(0, down * width / 2),
                                    middle + QPointF(width, -down * width / 2)});
    painter->restore();
}

void drawCheckBox(const QStyleOption* option, QPainter* painter) {
    const Tones& tones = tonesOf(option->palette);
    const bool checked = option->state.testFlag(QStyle::State_On);
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const QColor accent = enabled ? tones.accent : tones.quiet_text;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF box = option->rect.toRectF().adjusted(0.75, 0.75, -0.75, -0.75);
    painter->setBrush(checked ? accent : tones.chip);
    painter->setPen(QPen(checked ? accent : tones.quiet_text, 1.5));
    painter->drawRoundedRect(box, 3, 3);
    if (checked) {
        painter->setPen(QPen(tones.on_accent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const auto at = [&box](double x, double y) {
            return QPointF(box.x() + x * box.width(), box.y() + y * box.height());
        };
        painter->drawPolyline(QPolygonF{at(0.25, 0.52), at(0.43, 0.70), at(0.77, 0.32)});
    }
    painter->restore();
}

void drawSlider(const QStyleOptionSlider& slider, const QRect& groove, const QRect& handle,
                QPainter* painter) {
    const Tones& tones = tonesOf(slider.palette);
    const bool enabled = slider.state.testFlag(QStyle::State_Enabled);
    const double middle = handle.toRectF().center().y();
    const double left = groove.left() + handle.width() / 2.0;
    const double right = groove.right() + 1 - handle.width() / 2.0;
    const double place = handle.left() + handle.width() / 2.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tones.line);
    painter->drawRoundedRect(QRectF(left, middle - 2, right - left, 4), 2, 2);
    if (enabled) {
        const double start = slider.upsideDown ? right : left;
        painter->setBrush(tones.accent);
        painter->drawRoundedRect(QRectF(QPointF(start, middle - 2), QPointF(place, middle + 2)).normalized(),
                                 2, 2);
    }
    if (slider.tickPosition != QSlider::NoTicks && slider.tickInterval > 0) {
        const int steps = (slider.maximum - slider.minimum) / slider.tickInterval;
        painter->setBrush(tones.quiet_text);
        for (int i = 0; i <= steps && steps > 0 && enabled; ++i)
            painter->drawEllipse(QPointF(left + (right - left) * i / steps, middle + 11), 1.25, 1.25);
    }
    const bool focused = slider.state.testFlag(QStyle::State_HasFocus) &&
                         slider.state.testFlag(QStyle::State_KeyboardFocusChange);
    painter->setBrush(enabled ? tones.accent : tones.line);
    painter->setPen(QPen(focused ? slider.palette.color(QPalette::WindowText) : tones.chip, 2));
    painter->drawEllipse(QPointF(place, middle), 6, 6);
    painter->restore();
}

// A thin bar that is dragged; there are no arrows at its ends.
QRect scrollBarPart(const QStyleOptionSlider& bar, QStyle::SubControl part) {
    constexpr int shortest = 28;
    const bool lies = bar.orientation == Qt::Horizontal;
    const int length = lies ? bar.rect.width() : bar.rect.height();
    const qint64 range = static_cast<qint64>(bar.maximum) - bar.minimum;
    const int handle = range <= 0 ? length
                                  : std::clamp(static_cast<int>(length * static_cast<qint64>(bar.pageStep) /
                                                                (range + bar.pageStep)),
                                               std::min(shortest, length), length);
    const int start = QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition,
                                                      length - handle, bar.upsideDown);
    const auto piece = [&](int from, int size) {
        return lies ? QRect(bar.rect.x() + from, bar.rect.y(), size, bar.rect.height())
                    : QRect(bar.rect.x(), bar.rect.y() + from, bar.rect.width(), size);
    };
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return bar.rect;
    case QStyle::SC_ScrollBarSlider:
        return piece(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return piece(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return piece(start + handle, length - start - handle);
    default:
        return {};
    }
}

void drawScrollBar(const QStyleOptionSlider& bar, QPainter* painter) {
    const Tones& tones = tonesOf(bar.palette);
    const bool pointed_at =
        bar.state.testFlag(QStyle::State_MouseOver) || bar.state.testFlag(QStyle::State_Sunken);
    painter->fillRect(bar.rect, bar.palette.color(QPalette::Window));
    if (bar.maximum > bar.minimum)
        drawBar(painter, scrollBarPart(bar, QStyle::SC_ScrollBarSlider).adjusted(3, 3, -3, -3),
                pointed_at ? tones.quiet_text : tones.field_line);
}

} // namespace

StudioStyle::StudioStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void StudioStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                const QWidget* widget) const {
    const Tones& tones = tonesOf(option->palette);
    const auto has = [option](QStyle::StateFlag flag) { return option->state.testFlag(flag); };
    switch (element) {
    case PE_IndicatorCheckBox:
        drawCheckBox(option, painter);
        return;
    case PE_PanelButtonTool: {
        const bool pressed = has(State_On) || has(State_Sunken);
        const bool lit = pressed || (has(State_Enabled) && has(State_MouseOver));
        if (!has(State_AutoRaise))
            drawBox(painter, option->rect, lit ? tones.chip_hover : tones.chip,
                    pressed              ? QPen(tones.accent, 1.5)
                    : has(State_Enabled) ? QPen(tones.field_line)
                                         : QPen(tones.line));
        else if (lit)
            drawBox(painter, option->rect, tones.chip_hover, Qt::NoPen);
        return;
    }
    case PE_PanelButtonCommand: {
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        const bool first = button != nullptr && button->features.testFlag(QStyleOptionButton::DefaultButton);
        drawBox(painter, option->rect,
                has(State_MouseOver) || has(State_Sunken) ? tones.chip_hover : tones.chip,
                first && has(State_Enabled) ? QPen(tones.accent, 2) : QPen(tones.field_line));
        return;
    }
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame != nullptr && frame->lineWidth > 0) {
            drawBox(painter, option->rect, option->palette.color(QPalette::Base),
                    has(State_HasFocus) ? QPen(tones.accent, 1.5) : QPen(tones.field_line));
            return;
        }
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea*>(widget) != nullptr) {
            const bool typed = qobject_cast<const QPlainTextEdit*>(widget) != nullptr;
            drawBox(painter, option->rect, Qt::transparent, QPen(typed ? tones.field_line : tones.line));
            return;
        }
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_FrameFocusRect:
        drawBox(painter, option->rect, Qt::transparent, QPen(tones.accent, 1.5));
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void StudioStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
    if (element == CE_ToolBar) {
        painter->fillRect(option->rect, option->palette.window());
        painter->fillRect(QRect(option->rect.bottomLeft(), option->rect.bottomRight()),
                          tonesOf(option->palette).line);
        return;
    }
    if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
        if (element == CE_ProgressBarGroove) {
            drawBar(painter, option->rect, tonesOf(option->palette).line);
            return;
        }
        if (element == CE_ProgressBarContents && bar->maximum > bar->minimum) {
            QRect done = option->rect;
            const double share =
                static_cast<double>(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
            done.setWidth(static_cast<int>(std::lround(done.width() * std::clamp(share, 0.0, 1.0))));
            if (done.width() > 0)
                drawBar(painter, done, tonesOf(option->palette).accent);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void StudioStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                     QPainter* painter, const QWidget* widget) const {
    const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (control == CC_ComboBox && box != nullptr && !box->editable) {
        const Tones& tones = tonesOf(option->palette);
        drawBox(painter, option->rect,
                option->state.testFlag(State_MouseOver) ? tones.chip_hover : tones.chip,
                option->state.testFlag(State_HasFocus) ? QPen(tones.accent, 1.5) : QPen(tones.field_line));
        drawChevron(painter, subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget), 1,
                    tones.quiet_text);
        return;
    }
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (control == CC_SpinBox && spin != nullptr && spin->frame) {
        const Tones& tones = tonesOf(option->palette);
        drawBox(painter, option->rect, option->palette.color(QPalette::Base),
                option->state.testFlag(State_HasFocus) ? QPen(tones.accent, 1.5) : QPen(tones.field_line));
        drawChevron(painter, subControlRect(control, option, SC_SpinBoxUp, widget), -1, tones.quiet_text);
        drawChevron(painter, subControlRect(control, option, SC_SpinBoxDown, widget), 1, tones.quiet_text);
        return;
    }
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && slider != nullptr) {
        drawScrollBar(*slider, painter);
        return;
    }
    if (control == CC_Slider && slider != nullptr && slider->orientation == Qt::Horizontal) {
        drawSlider(*slider, subControlRect(CC_Slider, option, SC_SliderGroove, widget),
                   subControlRect(CC_Slider, option, SC_SliderHandle, widget), painter);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect StudioStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                  const QWidget* widget) const {
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && bar != nullptr)
        return visualRect(bar->direction, bar->rect, scrollBarPart(*bar, part));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

int StudioStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                           QStyleHintReturn* result) const {
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0; // Qt's own do not follow the palette
    return QProxyStyle::styleHint(hint, option, widget, result);
}

int StudioStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_LayoutHorizontalSpacing:
        return 8;
    case PM_LayoutVerticalSpacing:
        return 6;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

} // namespace saccade
