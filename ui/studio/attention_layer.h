#pragma once

#include "core/attention/gaze.h"
#include "core/attention/overlay.h"

#include <QImage>

#include <vector>

class QPainter;
class QRectF;

namespace saccade {

/// One attention map as it is laid over the photo: everything that decides the colour of a pixel.
struct AttentionLayer {
    std::vector<float> map; ///< rows x cols of the placement, row-major; empty: nothing is drawn
    GridPlacement placement;
    ColourRange range;
    OverlayStyle style;
    bool fades =
        false; ///< the opacity follows the value, so that the photo is clear where nothing is attended

    bool grid_lines = false; ///< along the borders of the cells

    bool isEmpty() const { return map.empty() || style.opacity <= 0; }
};

/// The layer between two: `t` = 0 is `from`, 1 is `to`. Maps that do not match cannot be mixed: then it is
/// `to`.
AttentionLayer mixed(const AttentionLayer& from, const AttentionLayer& to, float t);

/// The part of the view that a cell's part of the photo covers.
QRectF cellRect(const QRectF& photo_rect, const GridPlacement& placement, const Cell& cell);

/// What the layer says of one cell, for people: "row 3, column 5: 0.082, 5.2 times an even share".
QString cellText(const AttentionLayer& layer, const Cell& cell);

/// Draws the layer over the photo that lies at `photo_rect` of a view; as render_overlay would when it does
/// not fade.
/// @throws UsageError when the map does not fit its placement.
void paintLayer(QPainter& painter, const QRectF& view, const QRectF& photo_rect, const AttentionLayer& layer);

/// How far a value is into the range, from 0 to 1.
float placeIn(const ColourRange& range, float value);

/// The colour of a place between the ends of a colour map. If it fades it is transparent where nothing is:
/// towards the low end, in the middle of a map for differences. The spotlight is clear at the high end.
QColor colourAt(float place, ColourMap map, bool fades = false);

} // namespace saccade
