#include "core/image/photo.h"
#include "ui/studio/attention_layer.h"

#include <QPainter>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace saccade::test {
namespace {

constexpr int grey = 128;

AttentionLayer layer_of_peaks() {
    AttentionLayer layer;
    layer.map.resize(64);
    for (std::size_t i = 0; i < layer.map.size(); ++i)
        layer.map[i] = static_cast<float>(i * 37 % 64) / 2016;
    layer.placement = GridPlacement::even(8, 8);
    layer.range = {0, 63.0F / 2016};
    layer.style.opacity = 0.6F;
    return layer;
}

QImage painted(const AttentionLayer& layer, const QSize& view, const QRectF& photo, double ratio = 1) {
    QImage image(view * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(QColor(grey, grey, grey));
    QPainter painter(&image);
    paintLayer(painter, QRectF(QPointF(), view), photo, layer);
    return image;
}

/// The largest difference of any channel.
int distance(const QImage& a, const QImage& b) {
    EXPECT_EQ(a.size(), b.size());
    int largest = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            largest = std::max({largest, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)),
                                std::abs(qBlue(p) - qBlue(q))});
        }
    return largest;
}

TEST(AttentionLayerTest, IsOnTheScreenWhatAnExportShows) {
    const AttentionLayer layer = layer_of_peaks();
    const QSize size(311, 207);
    Photo photo;
    photo.width = size.width();
    photo.height = size.height();
    photo.rgb.assign(std::size_t{3} * 311 * 207, grey);
    const Photo expected = render_overlay(photo, layer.map, layer.placement, layer.range, layer.style);
    const QImage exported(expected.rgb.data(), size.width(), size.height(), 3 * size.width(),
                          QImage::Format_RGB888);
    // One entry of the colour table and one rounding of the blend.
    EXPECT_LE(distance(painted(layer, size, QRectF(QPointF(), size)), exported), 4);
}

TEST(AttentionLayerTest, APartOfALargePhotoIsThatPartOfTheWhole) {
    const AttentionLayer layer = layer_of_peaks();
    const QImage whole = painted(layer, {1200, 900}, {0, 0, 1200, 900});
    const QRect part(500, 300, 400, 333);
    EXPECT_LE(
        distance(painted(layer, part.size(), QRectF(-part.topLeft(), QSizeF(1200, 900))), whole.copy(part)),
        4);
}

TEST(AttentionLayerTest, AFineScreenShowsItInItsOwnPixels) {
    const AttentionLayer layer = layer_of_peaks();
    const QImage coarse = painted(layer, {600, 400}, {20, 10, 560, 380});
    for (const double ratio : {1.25, 2.0}) {
        const QSize points = (QSizeF(600, 400) / ratio).toSize();
        const QRectF photo(QPointF(20, 10) / ratio, QSizeF(560, 380) / ratio);
        EXPECT_LE(distance(painted(layer, points, photo, ratio), coarse), 4) << ratio;
    }
}

TEST(AttentionLayerTest, NothingIsDrawnBesideThePhoto) {
    const QImage image = painted(layer_of_peaks(), {300, 200}, {40.4, 30.6, 200, 120});
    const QColor ground(grey, grey, grey);
    for (const QPoint outside : {QPoint(39, 100), QPoint(241, 100), QPoint(100, 30), QPoint(100, 152)})
        EXPECT_EQ(image.pixelColor(outside), ground) << outside.x() << ", " << outside.y();
    for (const QPoint inside : {QPoint(41, 100), QPoint(239, 100), QPoint(100, 32), QPoint(100, 149)})
        EXPECT_NE(image.pixelColor(inside), ground) << inside.x() << ", " << inside.y();
}

TEST(AttentionLayerTest, WhatIsNoNumberCountsAsLow) {
    AttentionLayer layer = layer_of_peaks();
    std::ranges::fill(layer.map, 0.0F);
    const QImage low = painted(layer, {64, 64}, {0, 0, 64, 64});
    std::ranges::fill(layer.map, std::numeric_limits<float>::quiet_NaN());
    EXPECT_EQ(painted(layer, {64, 64}, {0, 0, 64, 64}), low);
}

} // namespace
} // namespace saccade::test
