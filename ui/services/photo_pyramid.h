#pragma once

#include "core/image/photo.h"

#include <QImage>

#include <memory>
#include <vector>

namespace saccade {

/// A photo ready to be drawn at any size: each level is half as large as the one before. Made off the GUI
/// thread; immutable, copies are cheap. The first level is the decoded photo itself, not a copy of it.
class PhotoPyramid {
public:
    PhotoPyramid() = default;
    explicit PhotoPyramid(std::shared_ptr<const Photo> photo);

    bool isNull() const { return levels_.empty(); }
    QSize size() const { return levels_.empty() ? QSize() : levels_.front().size(); }
    /// The smallest level that is at least `width` pixels wide; the photo itself when none is.
    const QImage& levelFor(double width) const;
    const std::shared_ptr<const Photo>& photo() const { return photo_; }

private:
    std::shared_ptr<const Photo> photo_;
    std::vector<QImage> levels_;
};

/// A view of the photo's pixels that keeps them alive.
QImage imageOf(std::shared_ptr<const Photo> photo);

/// The photo in small, its longer side `extent` pixels.
QImage shrunk(const std::shared_ptr<const Photo>& photo, int extent);

} // namespace saccade
