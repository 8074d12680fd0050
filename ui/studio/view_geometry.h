#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace saccade {

/// Where a photo lies in a view: pure functions, lengths in the view's pixels unless said otherwise.
struct ViewGeometry {
    QSizeF photo;   ///< pixels of the photo
    QSizeF view;    ///< size of the view
    double scale;   ///< view pixels a photo pixel, > 0
    QPointF centre; ///< the point of the photo, in photo pixels, that is at the middle of the view

    QRectF photoRect() const;
    QPointF toPhoto(QPointF in_view) const;
};

/// The whole photo, as large as fits inside a margin.
ViewGeometry fitted(QSizeF photo, QSizeF view, double margin);

/// Scaled by `factor` with the point of the photo under `fixed` staying there. The scale stays between that
/// of the whole photo and `max_scale`.
ViewGeometry zoomed(const ViewGeometry& from, double factor, QPointF fixed, double margin,
                    double max_scale = 32);

/// Moved by `delta`. A photo smaller than the view stays centred, a larger one leaves no gap at an edge.
ViewGeometry panned(const ViewGeometry& from, QPointF delta);

/// The same part of the photo in a view of another size.
ViewGeometry resized(const ViewGeometry& from, QSizeF view);

/// What has to be drawn of an image that fills `target`: never more than the view shows, however far it is
/// zoomed.
struct VisiblePart {
    QRectF target; ///< in the view
    QRectF source; ///< in pixels of the image
};
VisiblePart visiblePart(const QRectF& target, const QRectF& view, QSizeF image);

} // namespace saccade
