#include "ui/studio/attention_layer.h"

#include "core/attention/field_rows.h"

#include <QCoreApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

constexpr int band_rows = 64; // as many as stay in the processor's cache from being coloured to being drawn
// A little below 1, so that the lower half of the scale is seen as more than a trace.
constexpr float fade_exponent = 0.9F;

/// The device pixels whose centres lie inside.
QRect devicePixels(const QRectF& area, double ratio) {
    const int left = qRound(area.left() * ratio);
    const int top = qRound(area.top() * ratio);
    return {left, top, qRound(area.right() * ratio) - left, qRound(area.bottom() * ratio) - top};
}

/// The cells' centres as shares of the window instead of the photo; those outside of it are below 0 or
/// above 1.
GridPlacement seenThrough(const GridPlacement& placement, const QRectF& photo, const QRectF& window) {
    GridPlacement seen = placement;
    for (float& x : seen.centre_x)
        x = static_cast<float>((photo.x() + static_cast<double>(x) * photo.width() - window.x()) /
                               window.width());
    for (float& y : seen.centre_y)
        y = static_cast<float>((photo.y() + static_cast<double>(y) * photo.height() - window.y()) /
                               window.height());
    return seen;
}

std::array<QRgb, 256> coloursOf(const AttentionLayer& layer) {
    std::array<QRgb, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const QColor colour = colourAt(static_cast<float>(i) / 255, layer.style.colours, layer.fades);
        colours[i] = qPremultiply(colour.rgba());
    }
    return colours;
}

/// In device pixels, and of those only what the view shows.
void paintSmooth(QPainter& painter, const QRectF& view, const QRectF& photo, const AttentionLayer& layer) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QRect window = devicePixels(photo & view, ratio);
    if (window.isEmpty())
        return;
    const QRectF whole(photo.topLeft() * ratio, photo.size() * ratio);
    const GridPlacement placement = seenThrough(layer.placement, whole, window);
    FieldRows field(layer.map, placement, window.width(), window.height(), FieldStyle::smooth);

    const std::array<QRgb, 256> colours = coloursOf(layer);
    const float span = layer.range.high - layer.range.low;
    const float scale = span > 0 ? 255 / span : 0.0F;
    const float offset = 0.5F - layer.range.low * scale;
    std::vector<float> row(static_cast<std::size_t>(window.width()));
    QImage band(window.width(), std::min(band_rows, window.height()), QImage::Format_ARGB32_Premultiplied);
    band.setDevicePixelRatio(ratio);
    for (int top = 0; top < window.height(); top += band_rows) {
        const int rows = std::min(band_rows, window.height() - top);
        for (int y = 0; y < rows; ++y) {
            field.fill(top + y, row);
            auto* line = reinterpret_cast<QRgb*>(band.scanLine(y));
            for (const float value : row)
                *line++ = colours[static_cast<std::size_t>(
                    static_cast<int>(std::min(std::max(0.0F, value * scale + offset), 255.5F)))];
        }
        painter.drawImage(
            QRectF(QPointF(window.x(), window.y() + top) / ratio, QSizeF(window.width(), rows) / ratio), band,
            QRectF(0, 0, window.width(), rows));
    }
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
        paintSmooth(painter, view, photo_rect, layer);
    }
    if (layer.grid_lines) {
        painter.setOpacity(1);
        painter.setClipRect(photo_rect & view);
        paintGrid(painter, photo_rect, layer.placement);
    }
    painter.restore();
}

} // namespace saccade
