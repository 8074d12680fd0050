#include "ui/studio/attention_layer.h"

#include "ui/studio/view_geometry.h"

#include <QCoreApplication>
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

void paintCells(QPainter& painter, const QRectF& view, const QRectF& photo, const AttentionLayer& layer) {
    std::size_t i = 0;
    for (int row = 0; row < layer.placement.rows; ++row) {
        for (int column = 0; column < layer.placement.cols; ++column) {
            const float place = placeIn(layer.range, layer.map[i++]);
            painter.fillRect(cellRect(photo, layer.placement, {row, column}) & view,
                             colourAt(place, layer.style.colours, layer.fades));
        }
    }
}

// A light line on a dark one is seen on any photo.
void paintGrid(QPainter& painter, const QRectF& photo, const GridPlacement& placement) {
    QList<QLineF> lines;
    const std::vector<double> columns = cell_borders(placement.centre_x);
    const std::vector<double> rows = cell_borders(placement.centre_y);
    for (std::size_t i = 1; i + 1 < columns.size(); ++i) {
        const double x = photo.x() + columns[i] * photo.width();
        lines += QLineF(x, photo.top(), x, photo.bottom());
    }
    for (std::size_t i = 1; i + 1 < rows.size(); ++i) {
        const double y = photo.y() + rows[i] * photo.height();
        lines += QLineF(photo.left(), y, photo.right(), y);
    }
    for (const auto& [colour, width] :
         {std::pair{QColor(0, 0, 0, 90), 3.0}, {QColor(255, 255, 255, 190), 1.0}}) {
        painter.setPen(QPen(colour, width));
        painter.drawLines(lines);
    }
}

} // namespace

float placeIn(const ColourRange& range, float value) {
    const float span = range.high - range.low;
    return span > 0 ? std::clamp((value - range.low) / span, 0.0F, 1.0F) : 0.0F;
}

QRectF cellRect(const QRectF& photo, const GridPlacement& placement, const Cell& cell) {
    const std::vector<double> columns = cell_borders(placement.centre_x);
    const std::vector<double> rows = cell_borders(placement.centre_y);
    const auto column = static_cast<std::size_t>(cell.column);
    const auto row = static_cast<std::size_t>(cell.row);
    const auto at = [&photo](double x, double y) {
        return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height());
    };
    return {at(columns[column], rows[row]), at(columns[column + 1], rows[row + 1])};
}

QString cellText(const AttentionLayer& layer, const Cell& cell) {
    const auto value = static_cast<double>(
        layer.map[static_cast<std::size_t>(cell.row * layer.placement.cols + cell.column)]);
    const QString number = QString::number(value, 'f', 3);
    const QString place = QCoreApplication::translate("AttentionLayer", "row %1, column %2")
                              .arg(cell.row + 1)
                              .arg(cell.column + 1);
    if (layer.style.colours == ColourMap::difference)
        return QStringLiteral("%1: %2").arg(place, value > 0 ? QLatin1Char('+') + number : number);
    return QCoreApplication::translate("AttentionLayer", "%1: %2, %3 times an even share")
        .arg(place, number)
        .arg(value * static_cast<double>(layer.map.size()), 0, 'f', 1);
}

QColor colourAt(float place, ColourMap map, bool fades) {
    if (map == ColourMap::spotlight)
        return {0, 0, 0, static_cast<int>(std::lround(255 * (1 - place)))};
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
    if (layer.grid_lines) {
        painter.setOpacity(1);
        painter.setClipRect(photo_rect & view);
        paintGrid(painter, photo_rect, layer.placement);
    }
    painter.restore();
}

} // namespace saccade
