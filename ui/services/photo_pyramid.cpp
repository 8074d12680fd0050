#include "ui/services/photo_pyramid.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int smallest_level = 512; // pixels along the longer side, below which drawing needs no help

/// Rounded down, which QSize's own division does not.
QSize halfOf(const QSize& size) {
    return {size.width() / 2, size.height() / 2};
}

/// The mean of each four pixels; a last odd row or column is left out. QImage::scaled() does the same to a
/// copy of the whole image in 32 bits, which is 400 MB of a hundred megapixels.
QImage halved(const QImage& image) {
    QImage half(halfOf(image.size()), QImage::Format_RGB32);
    const bool packed = image.format() == QImage::Format_RGB888; // red, green, blue; else a QRgb a pixel
    for (int y = 0; y < half.height(); ++y) {
        const uchar* above = image.constScanLine(2 * y);
        const uchar* below = image.constScanLine(2 * y + 1);
        auto* out = reinterpret_cast<QRgb*>(half.scanLine(y));
        if (packed) {
            for (int x = 0; x < half.width(); ++x, above += 6, below += 6) {
                const auto mean = [&](int i) {
                    return (above[i] + above[i + 3] + below[i] + below[i + 3] + 2) / 4;
                };
                out[x] = qRgb(mean(0), mean(1), mean(2));
            }
        } else {
            const auto* a = reinterpret_cast<const QRgb*>(above);
            const auto* b = reinterpret_cast<const QRgb*>(below);
            for (int x = 0; x < half.width(); ++x, a += 2, b += 2) {
                const auto mean = [&](int shift) {
                    const auto channel = [shift](QRgb pixel) {
                        return static_cast<int>(pixel >> shift & 0xFFU);
                    };
                    return (channel(a[0]) + channel(a[1]) + channel(b[0]) + channel(b[1]) + 2) / 4;
                };
                out[x] = qRgb(mean(16), mean(8), mean(0));
            }
        }
    }
    return half;
}

} // namespace

QImage imageOf(std::shared_ptr<const Photo> photo) {
    const std::uint8_t* pixels = photo->rgb.data();
    const int width = photo->width;
    const int height = photo->height;
    auto* owner = new std::shared_ptr<const Photo>(std::move(photo));
    const auto release = [](void* pointer) { delete static_cast<std::shared_ptr<const Photo>*>(pointer); };
    return QImage(pixels, width, height, qsizetype{3} * width, QImage::Format_RGB888, release, owner);
}

PhotoPyramid::PhotoPyramid(std::shared_ptr<const Photo> photo) : photo_(std::move(photo)) {
    levels_.push_back(imageOf(photo_));
    while (true) {
        const QSize half = halfOf(levels_.back().size());
        if (std::max(half.width(), half.height()) < smallest_level || half.isEmpty())
            break;
        levels_.push_back(halved(levels_.back()));
    }
}

const QImage& PhotoPyramid::levelFor(double width) const {
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        if (level->width() >= width)
            return *level;
    }
    return levels_.front();
}

QImage shrunk(const std::shared_ptr<const Photo>& photo, int extent) {
    QImage image = imageOf(photo);
    while (std::max(image.width(), image.height()) >= 4 * extent && !halfOf(image.size()).isEmpty())
        image = halved(image);
    const QSize small =
        QSize(photo->width, photo->height).scaled(extent, extent, Qt::KeepAspectRatio).expandedTo({1, 1});
    const bool line = std::min(image.width(), image.height()) == 1; // Qt would look beside it
    return image
        .scaled(small, Qt::IgnoreAspectRatio, line ? Qt::FastTransformation : Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

} // namespace saccade
