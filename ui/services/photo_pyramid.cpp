#include "ui/services/photo_pyramid.h"

namespace saccade {

namespace {

constexpr int smallest_level = 512; // pixels along the longer side, below which drawing needs no help

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
        const QSize half = levels_.back().size() / 2;
        if (std::max(half.width(), half.height()) < smallest_level || half.isEmpty())
            break;
        levels_.push_back(levels_.back()
                              .scaled(half, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                              .convertToFormat(QImage::Format_RGB32));
    }
}

const QImage& PhotoPyramid::levelFor(double width) const {
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        if (level->width() >= width)
            return *level;
    }
    return levels_.front();
}

} // namespace saccade
