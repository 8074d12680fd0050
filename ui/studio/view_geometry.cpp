#include "ui/studio/view_geometry.h"

#include <algorithm>

namespace saccade {

namespace {

double kept(double centre, double photo, double view, double scale) {
    const double half = view / scale / 2;
    return photo <= 2 * half ? photo / 2 : std::clamp(centre, half, photo - half);
}

ViewGeometry settled(ViewGeometry geometry) {
    geometry.centre = {
        kept(geometry.centre.x(), geometry.photo.width(), geometry.view.width(), geometry.scale),
        kept(geometry.centre.y(), geometry.photo.height(), geometry.view.height(), geometry.scale)};
    return geometry;
}

} // namespace

QRectF ViewGeometry::photoRect() const {
    const QPointF middle(view.width() / 2, view.height() / 2);
    return {middle - centre * scale, photo * scale};
}

QPointF ViewGeometry::toPhoto(QPointF in_view) const {
    return centre + (in_view - QPointF(view.width() / 2, view.height() / 2)) / scale;
}

ViewGeometry fitted(QSizeF photo, QSizeF view, double margin) {
    const double width = std::max(1.0, view.width() - 2 * margin);
    const double height = std::max(1.0, view.height() - 2 * margin);
    const double scale = std::min(width / photo.width(), height / photo.height());
    return {photo, view, scale, QPointF(photo.width() / 2, photo.height() / 2)};
}

ViewGeometry zoomed(const ViewGeometry& from, double factor, QPointF fixed, double margin, double max_scale) {
    const double least = fitted(from.photo, from.view, margin).scale;
    ViewGeometry to = from;
    to.scale = std::clamp(from.scale * factor, least, std::max(least, max_scale));
    const QPointF offset = fixed - QPointF(from.view.width() / 2, from.view.height() / 2);
    to.centre = from.toPhoto(fixed) - offset / to.scale;
    return settled(to);
}

ViewGeometry panned(const ViewGeometry& from, QPointF delta) {
    ViewGeometry to = from;
    to.centre -= delta / from.scale;
    return settled(to);
}

ViewGeometry resized(const ViewGeometry& from, QSizeF view) {
    ViewGeometry to = from;
    to.view = view;
    return settled(to);
}

VisiblePart visiblePart(const QRectF& target, const QRectF& view, QSizeF image) {
    const QRectF seen = target & view;
    const double x = image.width() / target.width();
    const double y = image.height() / target.height();
    return {seen, QRectF((seen.x() - target.x()) * x, (seen.y() - target.y()) * y, seen.width() * x,
                         seen.height() * y)};
}

} // namespace saccade
