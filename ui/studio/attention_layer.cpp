#include "ui/studio/attention_layer.h"

#include "ui/studio/view_geometry.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

// A field that is linear between 8 x 8 centres needs no more than this to be drawn at any size.
constexpr int field_extent = 512;
// A little below 1, so that the lower half of the scale is seen as more than a trace.
constexpr float fade_exponent = 0.9F;

QSize fieldSize(const QSizeF& photo) {
    const double longer = std::max({photo.width(), photo.height(), 1.0});
    const auto side = [longer](double length) {
        return std::max(1, static_cast<int>(std::lround(field_extent * length / longer)));
    };
    return {side(photo.width()), side(photo.height())};
}

QImage smoothImage(const AttentionLayer& layer, const QSize& size) {
    const auto field =
        heat_field(layer.map, layer.placement, size.width(), size.height(), FieldStyle::smooth);
    std::array<QRgb, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const QColor colour = colourAt(static_cast<float>(i) / 255, layer.style.colours, layer.fades);
        colours[i] = qPremultiply(colour.rgba());
    }
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    std::size_t i = 0;
    for (int y = 0; y < size.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < size.width(); ++x)
            line[x] = colours[static_cast<std::size_t>(std::lround(255 * placeIn(layer.range, field[i++])))];
    }
    return image;
}

// The borders of the cells along one side, as fractions: each point belongs to the nearest centre.
std::vector<double> borders(const std::vector<float>& centres) {
    std::vector<double> result{0};
    for (std::size_t i = 1; i < centres.size(); ++i)
        result.push_back((static_cast<double>(centres[i - 1]) + centres[i]) / 2);
    result.push_back(1);
    return result;
}

void paintCells(QPainter& painter, const QRectF& view, const QRectF& photo, const AttentionLayer& layer) {
    const auto columns = borders(layer.placement.centre_x);
    const auto rows = borders(layer.placement.centre_y);
    std::size_t i = 0;
    for (std::size_t row = 0; row + 1 < rows.size(); ++row) {
        for (std::size_t column = 0; column + 1 < columns.size(); ++column) {
            const QPointF top_left(photo.x() + columns[column] * photo.width(),
                                   photo.y() + rows[row] * photo.height());
            const QPointF bottom_right(photo.x() + columns[column + 1] * photo.width(),
                                       photo.y() + rows[row + 1] * photo.height());
            const float place = placeIn(layer.range, layer.map[i++]);
            painter.fillRect(QRectF(top_left, bottom_right) & view,
                             colourAt(place, layer.style.colours, layer.fades));
        }
    }
}

} // namespace

float placeIn(const ColourRange& range, float value) {
    const float span = range.high - range.low;
    return span > 0 ? std::clamp((value - range.low) / span, 0.0F, 1.0F) : 0.0F;
}

QColor colourAt(float place, ColourMap map, bool fades) {
    const auto entry = static_cast<std::size_t>(std::lround(255 * place));
    const auto& [red, green, blue] = colour_table(map)[entry];
    const float amount = map == ColourMap::difference ? std::abs(2 * place - 1) : place;
    const auto alpha = fades ? static_cast<int>(std::lround(255 * std::pow(amount, fade_exponent))) : 255;
    return {red, green, blue, alpha};
}

AttentionLayer mixed(const AttentionLayer& from, const AttentionLayer& to, float t) {
    if (from.map.size() != to.map.size())
        return to;
    AttentionLayer result = to;
    for (std::size_t i = 0; i < to.map.size(); ++i)
        result.map[i] = std::lerp(from.map[i], to.map[i], t);
    result.range = {std::lerp(from.range.low, to.range.low, t), std::lerp(from.range.high, to.range.high, t)};
    return result;
}

void paintLayer(QPainter& painter, const QRectF& view, const QRectF& photo_rect,
                const AttentionLayer& layer) {
    if (layer.isEmpty())
        return;
    painter.save();
    painter.setOpacity(static_cast<double>(layer.style.opacity));
    if (layer.style.field == FieldStyle::cells) {
        paintCells(painter, view, photo_rect, layer);
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QImage image = smoothImage(layer, fieldSize(photo_rect.size()));
        const VisiblePart part = visiblePart(photo_rect, view, image.size());
        painter.drawImage(part.target, image, part.source);
    }
    painter.restore();
}

} // namespace saccade
