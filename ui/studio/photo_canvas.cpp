#include "ui/studio/photo_canvas.h"

#include "ui/studio/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saccade {

namespace {

constexpr double margin = 16;
constexpr double zoom_step = 1.25;

bool samePlace(const AttentionLayer& a, const AttentionLayer& b) {
    return a.placement.centre_x == b.placement.centre_x && a.placement.centre_y == b.placement.centre_y &&
           a.style.field == b.style.field && a.style.colours == b.style.colours &&
           a.style.opacity == b.style.opacity && a.fades == b.fades && a.grid_lines == b.grid_lines;
}

/// From cell to cell; nothing for other keys.
std::optional<QPoint> cellStep(const QKeyEvent& event) {
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::ControlModifier)
        return std::nullopt;
    switch (event.key()) {
    case Qt::Key_Left:
        return QPoint(-1, 0);
    case Qt::Key_Right:
        return QPoint(1, 0);
    case Qt::Key_Up:
        return QPoint(0, -1);
    case Qt::Key_Down:
        return QPoint(0, 1);
    default:
        return std::nullopt;
    }
}

} // namespace

PhotoCanvas::PhotoCanvas(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAutoFillBackground(false);
    setMouseTracking(true);
    fade_.setStartValue(0.0);
    fade_.setEndValue(1.0);
    fade_.setDuration(150);
    fade_.setEasingCurve(QEasingCurve::InOutQuad);
    connect(&fade_, &QVariantAnimation::valueChanged, this, [this](const QVariant& t) {
        shown_ = mixed(fade_from_, layer_, t.toFloat());
        update();
    });
}

QSize PhotoCanvas::sizeHint() const {
    return {720, 480};
}
QSize PhotoCanvas::minimumSizeHint() const {
    return {240, 180};
}

void PhotoCanvas::setPhoto(const PhotoPyramid& photo) {
    photo_ = photo;
    tool_pressed_ = false; // what was being done was done on another photo
    drag_from_.reset();
    fade_.stop();
    layer_ = {};
    shown_ = {};
    pointAt(std::nullopt);
    fit();
}

void PhotoCanvas::clear() {
    photo_ = {};
    view_.reset();
    fade_.stop();
    layer_ = {};
    shown_ = {};
    photo_pixmap_ = {};
    pointAt(std::nullopt);
    showCursor();
    update();
}

void PhotoCanvas::setLayer(const AttentionLayer& layer) {
    fade_.stop();
    fade_from_ = shown_;
    layer_ = layer;
    const bool glides =
        fade_.duration() > 0 && isVisible() && !fade_from_.isEmpty() && samePlace(fade_from_, layer);
    if (glides && fade_from_.map != layer.map) {
        fade_.start();
    } else {
        shown_ = layer_;
        update();
    }
    pointAt(cell_); // it may have another value now
}

void PhotoCanvas::scrubTo(const AttentionLayer& layer) {
    fade_.stop();
    layer_ = layer;
    shown_ = layer;
    pointAt(cell_);
}

// Of the map that is there; a cell that it does not have is none.
void PhotoCanvas::pointAt(std::optional<Cell> cell) {
    const GridPlacement& grid = layer_.placement;
    if (layer_.isEmpty() || (cell && (cell->row >= grid.rows || cell->column >= grid.cols)))
        cell.reset();
    cell_ = cell;
    update();
    Q_EMIT cellPointedAt(cell ? cellText(layer_, *cell) : QString());
}

void PhotoCanvas::pointAtPlace(const QPointF& place) {
    const QRectF photo = view_->photoRect();
    pointer_ = place;
    pointAt(cell_at(layer_.placement, (place.x() - photo.x()) / photo.width(),
                    (place.y() - photo.y()) / photo.height()));
}

void PhotoCanvas::stepToCell(const QPoint& step) {
    const GridPlacement& grid = layer_.placement;
    Cell cell = cell_.value_or(Cell{grid.rows / 2 - step.y(), grid.cols / 2 - step.x()});
    cell.row = std::clamp(cell.row + step.y(), 0, grid.rows - 1);
    cell.column = std::clamp(cell.column + step.x(), 0, grid.cols - 1);
    pointer_ = cellRect(view_->photoRect(), grid, cell).center();
    pointAt(cell);
}

void PhotoCanvas::paintCell(QPainter& painter) const {
    const QRectF cell = cellRect(view_->photoRect(), layer_.placement, *cell_);
    painter.setBrush(Qt::NoBrush);
    for (const auto& [colour, width] : {std::pair{QColor(0, 0, 0, 170), 4.0}, {QColor(Qt::white), 2.0}}) {
        painter.setPen(QPen(colour, width));
        painter.drawRect(cell);
    }
    const QString text = cellText(layer_, *cell_);
    QRectF label = QRectF(fontMetrics().boundingRect(text)).adjusted(-8, -4, 8, 4);
    label.moveTopLeft(pointer_ + QPointF(16, 20));
    label.moveRight(std::min(label.right(), width() - 4.0));
    label.moveBottom(std::min(label.bottom(), height() - 4.0));
    label.moveLeft(std::max(label.left(), 4.0));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(20, 20, 20, 220));
    painter.drawRoundedRect(label, 5, 5);
    painter.setPen(Qt::white);
    painter.drawText(label, Qt::AlignCenter, text);
}

void PhotoCanvas::setCrossFade(int milliseconds) {
    fade_.setDuration(milliseconds);
}

void PhotoCanvas::setGeometryOfPhoto(const ViewGeometry& geometry) {
    view_ = geometry;
    photo_pixmap_ = {};
    showCursor();
    update();
    Q_EMIT placeChanged();
}

void PhotoCanvas::showCursor() {
    if (drag_from_)
        setCursor(Qt::ClosedHandCursor);
    else if (tool_cursor_)
        setCursor(*tool_cursor_);
    else if (view_ && !fitted_)
        setCursor(Qt::OpenHandCursor);
    else
        unsetCursor();
}

void PhotoCanvas::setTool(CanvasTool* tool) {
    tool_ = tool;
    tool_pressed_ = false;
    tool_cursor_.reset();
    showCursor();
    update();
}

void PhotoCanvas::fit() {
    if (photo_.isNull())
        return;
    fitted_ = true;
    setGeometryOfPhoto(fitted(photo_.size(), size(), margin));
}

void PhotoCanvas::zoomBy(double factor, QPointF fixed) {
    if (!view_)
        return;
    const ViewGeometry to = zoomed(*view_, factor, fixed, margin);
    fitted_ = to.scale <= fitted(photo_.size(), size(), margin).scale;
    setGeometryOfPhoto(to);
}

void PhotoCanvas::setPlace(double scale, QPointF centre) {
    if (!view_ || !std::isfinite(scale) || scale <= 0 || !std::isfinite(centre.x()) ||
        !std::isfinite(centre.y()))
        return;
    zoomBy(scale / view_->scale, rect().toRectF().center());
    setGeometryOfPhoto(panned(*view_, (view_->centre - centre) * view_->scale));
}

void PhotoCanvas::zoomIn() {
    zoomBy(zoom_step, rect().toRectF().center());
}
void PhotoCanvas::zoomOut() {
    zoomBy(1 / zoom_step, rect().toRectF().center());
}

const QPixmap& PhotoCanvas::photoPixmap() {
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (photo_pixmap_.size() != wanted || photo_pixmap_.devicePixelRatio() != ratio) {
        photo_pixmap_ = QPixmap(wanted);
        photo_pixmap_.setDevicePixelRatio(ratio);
        photo_pixmap_.fill(tonesOf(palette()).ground);
        if (view_) {
            const QRectF target = view_->photoRect();
            QPainter painter(&photo_pixmap_);
            const double device_pixels = view_->scale * ratio;
            painter.setRenderHint(QPainter::SmoothPixmapTransform, device_pixels < 4);
            const QImage& level = photo_.levelFor(target.width() * ratio);
            const VisiblePart part = visiblePart(target, rect(), level.size());
            painter.drawImage(part.target, level, part.source);
        }
    }
    return photo_pixmap_;
}

void PhotoCanvas::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.drawPixmap(0, 0, photoPixmap());
    if (view_)
        paintLayer(painter, rect(), view_->photoRect(), shown_);
    if (view_ && cell_ && !drag_from_ && !tool_pressed_) {
        painter.save();
        paintCell(painter);
        painter.restore();
    }
    if (view_ && tool_ != nullptr)
        tool_->paint(painter, *view_);
    if (focused_by_key_) {
        painter.setPen(QPen(tonesOf(palette()).accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void PhotoCanvas::resizeEvent(QResizeEvent*) {
    if (!view_)
        return;
    if (fitted_)
        fit();
    else
        setGeometryOfPhoto(resized(*view_, size()));
}

void PhotoCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0)
        zoomBy(std::pow(zoom_step, notches), event->position());
    event->accept();
}

void PhotoCanvas::mousePressEvent(QMouseEvent* event) {
    if (!view_)
        return;
    const bool pans = event->button() == Qt::MiddleButton || event->modifiers() == Qt::ControlModifier;
    if (tool_ != nullptr && event->button() == Qt::LeftButton && !pans) {
        tool_pressed_ = tool_->press(event->position(), *view_);
        if (tool_pressed_)
            return;
    }
    if (fitted_ || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
        return;
    drag_from_ = event->position();
    showCursor();
}

void PhotoCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!view_)
        return;
    if (tool_pressed_) {
        tool_->drag(event->position(), *view_);
    } else if (drag_from_) {
        setGeometryOfPhoto(panned(*view_, event->position() - *drag_from_));
        drag_from_ = event->position();
    } else {
        pointAtPlace(event->position());
        if (tool_ != nullptr)
            tool_cursor_ = tool_->hover(event->position(), *view_);
        showCursor();
    }
}

void PhotoCanvas::mouseReleaseEvent(QMouseEvent*) {
    if (std::exchange(tool_pressed_, false))
        tool_->release();
    drag_from_.reset();
    showCursor();
}

void PhotoCanvas::leaveEvent(QEvent* event) {
    pointAt(std::nullopt);
    if (tool_ != nullptr && view_)
        tool_->hover({}, *view_);
    QWidget::leaveEvent(event);
}

bool PhotoCanvas::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && tool_ != nullptr && view_ &&
        tool_->wantsKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && !layer_.isEmpty() &&
        cellStep(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void PhotoCanvas::keyPressEvent(QKeyEvent* event) {
    if (tool_ != nullptr && view_ && tool_->wantsKey(*event))
        tool_->keyPress(*event);
    else if (const auto step = cellStep(*event); step && view_ && !layer_.isEmpty())
        stepToCell(*step);
    else
        QWidget::keyPressEvent(event);
}

void PhotoCanvas::focusInEvent(QFocusEvent* event) {
    focused_by_key_ = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void PhotoCanvas::focusOutEvent(QFocusEvent*) {
    focused_by_key_ = false;
    update();
}

void PhotoCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        photo_pixmap_ = {};
    QWidget::changeEvent(event);
}

void PhotoCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    if (tool_cursor_) // with a tool in hand it is one more press
        mousePressEvent(event);
    else
        fit();
}

} // namespace saccade
