#include "ui/studio/region_tool.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr double grip_reach = 7;    // view pixels about an edge
constexpr double handle_extent = 8; // likewise
constexpr double key_step = 1.0 / 64;
constexpr double brush_step = 0.01;  // of the photo's longer side
constexpr double first_extent = 0.5; // of a rectangle that no mouse has drawn
const QColor dark_ink(0, 0, 0, 190);
const QColor light_ink(255, 255, 255);

RegionPoint placeOf(QPointF at, const ViewGeometry& geometry) {
    const QPointF pixel = geometry.toPhoto(at);
    return {pixel.x() / geometry.photo.width(), pixel.y() / geometry.photo.height()};
}

QRectF inView(const RegionRectangle& rectangle, const ViewGeometry& geometry) {
    const QRectF photo = geometry.photoRect();
    return {photo.x() + rectangle.left * photo.width(), photo.y() + rectangle.top * photo.height(),
            rectangle.width() * photo.width(), rectangle.height() * photo.height()};
}

bool isArrow(int key) {
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
}

/// One side of a rectangle, moved within [0, 1] without changing its length.
void shift(double& low, double& high, double by) {
    const double step = std::clamp(by, -low, 1 - high);
    low += step;
    high += step;
}

/// From where it was when the mouse was pressed: what was pushed against an edge comes back with the mouse.
RegionRectangle pulled(const RegionRectangle& from, const RegionGrip& grip, double dx, double dy) {
    RegionRectangle to = from;
    if (grip.all()) {
        shift(to.left, to.right, dx);
        shift(to.top, to.bottom, dy);
        return to;
    }
    to.left += grip.left ? dx : 0;
    to.right += grip.right ? dx : 0;
    to.top += grip.top ? dy : 0;
    to.bottom += grip.bottom ? dy : 0;
    return rectangle_between({to.left, to.top}, {to.right, to.bottom});
}

/// Dashes of white on black: seen on any photo. On whole pixels, so that they are as crisp as they can be.
void drawInBothInks(QPainter& painter, const QRectF& rectangle) {
    const QRectF crisp = QRectF(rectangle.toRect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(dark_ink, 3));
    painter.drawRect(crisp);
    QPen dashes(light_ink, 1);
    dashes.setDashPattern({6, 4});
    painter.setPen(dashes);
    painter.drawRect(crisp);
}

void erase(RegionMask& mask, RegionPoint from, RegionPoint to, double radius) {
    RegionMask gone = mask;
    std::ranges::fill(gone.inside, std::uint8_t{0});
    brush(gone, from, to, radius);
    for (std::size_t i = 0; i < mask.inside.size(); ++i)
        mask.inside[i] = gone.inside[i] != 0 ? 0 : mask.inside[i];
}

/// Inside a veil of white, along the border white and black by turns.
QImage imageOf(const RegionMask& mask) {
    const QRgb inside = qPremultiply(qRgba(255, 255, 255, 70));
    QImage image(mask.width, mask.height, QImage::Format_ARGB32_Premultiplied);
    const auto is_inside = [&mask](int x, int y) {
        return x >= 0 && y >= 0 && x < mask.width && y < mask.height &&
               mask.inside[static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width) +
                           static_cast<std::size_t>(x)] != 0;
    };
    for (int y = 0; y < mask.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < mask.width; ++x) {
            if (!is_inside(x, y)) {
                line[x] = 0;
                continue;
            }
            const bool border =
                !is_inside(x - 1, y) || !is_inside(x + 1, y) || !is_inside(x, y - 1) || !is_inside(x, y + 1);
            const bool dash = (x + y) / 4 % 2 == 0;
            line[x] = !border ? inside : dash ? light_ink.rgba() : qRgba(0, 0, 0, 255);
        }
    }
    return image;
}

} // namespace

RegionTool::RegionTool(QObject* parent) : QObject(parent) {}

void RegionTool::setMode(Mode mode) {
    if (mode == mode_)
        return;
    mode_ = mode;
    grip_ = {};
    hover_.reset();
    Q_EMIT modeChanged();
    Q_EMIT repaintNeeded();
}

void RegionTool::setPhoto(QSize size) {
    photo_ = size;
    grip_ = {};
    change({});
}

void RegionTool::setRegion(const Region& region) {
    change(region);
}

void RegionTool::clear() {
    change({});
}

void RegionTool::setBrushRadius(double radius) {
    const double within = std::clamp(radius, least_brush, largest_brush);
    if (within == brush_radius_)
        return;
    brush_radius_ = within;
    Q_EMIT brushChanged();
    Q_EMIT repaintNeeded();
}

void RegionTool::enlargeBrush() {
    setBrushRadius(brush_radius_ + brush_step);
}

void RegionTool::shrinkBrush() {
    setBrushRadius(brush_radius_ - brush_step);
}

void RegionTool::setErasing(bool erasing) {
    if (erasing == erasing_)
        return;
    erasing_ = erasing;
    Q_EMIT brushChanged();
    Q_EMIT repaintNeeded();
}

void RegionTool::change(std::optional<Region> region) {
    if (!region && !region_)
        return;
    region_ = std::move(region);
    reshaped_.reset();
    mask_image_ = {};
    Q_EMIT changed();
    Q_EMIT repaintNeeded();
}

RegionGrip RegionTool::gripAt(QPointF at, const ViewGeometry& geometry) const {
    const auto* rectangle = region_ ? std::get_if<RegionRectangle>(&*region_) : nullptr;
    if (rectangle == nullptr)
        return {};
    const QRectF body = inView(*rectangle, geometry);
    const QRectF reach = body.adjusted(-grip_reach, -grip_reach, grip_reach, grip_reach);
    if (!reach.contains(at))
        return {};
    RegionGrip grip{std::abs(at.x() - body.left()) <= grip_reach, std::abs(at.y() - body.top()) <= grip_reach,
                    std::abs(at.x() - body.right()) <= grip_reach,
                    std::abs(at.y() - body.bottom()) <= grip_reach};
    if (grip.left && grip.right)
        grip.left = false;
    if (grip.top && grip.bottom)
        grip.top = false;
    return grip.any() ? grip : RegionGrip{true, true, true, true};
}

bool RegionTool::press(QPointF at, const ViewGeometry& geometry) {
    if (mode_ == Mode::none || photo_.isEmpty())
        return false;
    pressed_at_ = placeOf(at, geometry);
    if (mode_ == Mode::brush) {
        stroke(pressed_at_, pressed_at_);
        return true;
    }
    grip_ = gripAt(at, geometry);
    if (grip_.any()) {
        pressed_on_ = std::get<RegionRectangle>(*region_);
    } else {
        grip_ = {false, false, true, true};
        pressed_on_ = rectangle_between(pressed_at_, pressed_at_);
        change(pressed_on_);
    }
    return true;
}

void RegionTool::drag(QPointF at, const ViewGeometry& geometry) {
    const RegionPoint place = placeOf(at, geometry);
    hover_ = at;
    if (mode_ == Mode::brush) {
        stroke(pressed_at_, place);
        pressed_at_ = place;
    } else if (grip_.any()) {
        change(pulled(pressed_on_, grip_, place.x - pressed_at_.x, place.y - pressed_at_.y));
    }
}

void RegionTool::release() {
    grip_ = {};
    if (region_ && is_empty(*region_)) // a click beside the rectangle
        clear();
}

void RegionTool::stroke(RegionPoint from, RegionPoint to) {
    if (erasing_ && !(region_ && std::holds_alternative<RegionMask>(*region_)))
        return; // no brush went over anything, and a rectangle has its edges
    RegionMask mask = region_ && std::holds_alternative<RegionMask>(*region_)
                          ? std::get<RegionMask>(std::move(*region_))
                          : empty_mask(photo_.width(), photo_.height());
    if (erasing_)
        erase(mask, from, to, brush_radius_);
    else
        brush(mask, from, to, brush_radius_);
    change(std::move(mask));
}

std::optional<QCursor> RegionTool::hover(std::optional<QPointF> at, const ViewGeometry& geometry) {
    if (mode_ == Mode::none)
        return {};
    hover_ = at;
    if (mode_ == Mode::brush) {
        Q_EMIT repaintNeeded(); // the ring
        return QCursor(Qt::CrossCursor);
    }
    const RegionGrip grip = at ? gripAt(*at, geometry) : RegionGrip{};
    if (!grip.any())
        return QCursor(Qt::CrossCursor);
    if (grip.all())
        return QCursor(Qt::SizeAllCursor);
    if ((grip.left && grip.top) || (grip.right && grip.bottom))
        return QCursor(Qt::SizeFDiagCursor);
    if ((grip.right && grip.top) || (grip.left && grip.bottom))
        return QCursor(Qt::SizeBDiagCursor);
    return QCursor(grip.left || grip.right ? Qt::SizeHorCursor : Qt::SizeVerCursor);
}

bool RegionTool::wantsKey(const QKeyEvent& event) const {
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    return !photo_.isEmpty() && mode_ != Mode::none && isArrow(event.key()) &&
           (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier);
}

void RegionTool::keyPress(const QKeyEvent& event) {
    if (!region_ || is_empty(*region_)) {
        begin();
        return;
    }
    RegionRectangle bounds = reshaped_ ? reshaped_to_ : bounds_of(*region_);
    const int key = event.key();
    const double dx = key == Qt::Key_Left ? -key_step : key == Qt::Key_Right ? key_step : 0;
    const double dy = key == Qt::Key_Up ? -key_step : key == Qt::Key_Down ? key_step : 0;
    if (!event.modifiers().testFlag(Qt::ShiftModifier)) {
        reshape(pulled(bounds, {true, true, true, true}, dx, dy));
        return;
    }
    bounds.right = std::clamp(bounds.right + dx, std::min(bounds.left + key_step, 1.0), 1.0);
    bounds.bottom = std::clamp(bounds.bottom + dy, std::min(bounds.top + key_step, 1.0), 1.0);
    reshape(bounds);
}

void RegionTool::begin() {
    if (mode_ == Mode::rectangle) {
        constexpr double edge = (1 - first_extent) / 2;
        change(RegionRectangle{edge, edge, 1 - edge, 1 - edge});
    } else {
        stroke({0.5, 0.5}, {0.5, 0.5});
    }
}

// A mask is always made from what a hand has drawn, so that it does not wear out from key to key.
void RegionTool::reshape(const RegionRectangle& bounds) {
    const auto* mask = std::get_if<RegionMask>(&*region_);
    if (mask == nullptr) {
        change(bounds);
        return;
    }
    RegionMask drawn = reshaped_ ? *std::move(reshaped_) : *mask;
    RegionMask moved = fitted_to(drawn, bounds);
    if (!is_empty(moved)) {
        change(std::move(moved));
        reshaped_to_ = bounds;
    }
    reshaped_ = std::move(drawn);
}

void RegionTool::paint(QPainter& painter, const ViewGeometry& geometry) {
    if (photo_.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (region_) {
        if (const auto* rectangle = std::get_if<RegionRectangle>(&*region_))
            paintRectangle(painter, geometry, *rectangle);
        else
            paintMask(painter, geometry, std::get<RegionMask>(*region_));
    }
    if (mode_ == Mode::brush && hover_) {
        const double radius = brush_radius_ * std::max(photo_.width(), photo_.height()) * geometry.scale;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(dark_ink, 3));
        painter.drawEllipse(*hover_, radius, radius);
        painter.setPen(QPen(light_ink, 1.5));
        painter.drawEllipse(*hover_, radius, radius);
        if (erasing_) { // a minus in the ring
            const QPointF half(std::min(radius / 2, 5.0), 0);
            painter.setPen(QPen(dark_ink, 4));
            painter.drawLine(*hover_ - half, *hover_ + half);
            painter.setPen(QPen(light_ink, 2));
            painter.drawLine(*hover_ - half, *hover_ + half);
        }
    }
    painter.restore();
}

void RegionTool::paintRectangle(QPainter& painter, const ViewGeometry& geometry,
                                const RegionRectangle& rectangle) const {
    const QRectF body = inView(rectangle, geometry);
    drawInBothInks(painter, body);
    if (mode_ != Mode::rectangle)
        return;
    painter.setPen(QPen(dark_ink, 1.5));
    painter.setBrush(light_ink);
    const QPointF middle = body.center();
    for (const double x : {body.left(), middle.x(), body.right()}) {
        for (const double y : {body.top(), middle.y(), body.bottom()}) {
            if (QPointF(x, y) != middle)
                painter.drawRect(
                    QRectF(x - handle_extent / 2, y - handle_extent / 2, handle_extent, handle_extent));
        }
    }
}

void RegionTool::paintMask(QPainter& painter, const ViewGeometry& geometry, const RegionMask& mask) {
    if (mask_image_.isNull())
        mask_image_ = imageOf(mask);
    const VisiblePart part =
        visiblePart(geometry.photoRect(), QRectF(QPointF(), geometry.view), mask_image_.size());
    painter.drawImage(part.target, mask_image_, part.source);
}

} // namespace saccade
