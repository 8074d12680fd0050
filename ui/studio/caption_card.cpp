#include "ui/studio/caption_card.h"

#include "ui/studio/caption_strip.h"
#include "ui/studio/photo_canvas.h"

#include <QVBoxLayout>

namespace saccade {

namespace {

std::shared_ptr<const Photo> photoOf(const QImage& image) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    auto photo = std::make_shared<Photo>();
    photo->width = rgb.width();
    photo->height = rgb.height();
    photo->rgb.reserve(static_cast<std::size_t>(rgb.width()) * static_cast<std::size_t>(rgb.height()) * 3);
    for (int y = 0; y < rgb.height(); ++y)
        photo->rgb.insert(photo->rgb.end(), rgb.constScanLine(y), rgb.constScanLine(y) + rgb.width() * 3);
    return photo;
}

} // namespace

CaptionCard::CaptionCard(const QString& name, QWidget* parent)
    : QWidget(parent),
      canvas_(new PhotoCanvas),
      strip_(new CaptionStrip(cursor_)) {
    setName(name);
    canvas_->setMinimumHeight(180);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(canvas_, 1);
    layout->addWidget(strip_);
    connect(&cursor_, &WordCursor::changed, this, &CaptionCard::showStep);
}

void CaptionCard::setName(const QString& name) {
    setAccessibleName(name);
    canvas_->setAccessibleName(name);
}

void CaptionCard::setPhoto(const PhotoPyramid& photo) {
    canvas_->setPhoto(photo);
    showStep();
}

void CaptionCard::setPhoto(const QImage& photo) {
    setPhoto(PhotoPyramid(photoOf(photo)));
}

void CaptionCard::setPhotoHeight(int pixels) {
    canvas_->setFixedHeight(pixels);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

bool CaptionCard::hasPhoto() const {
    return canvas_->hasPhoto();
}

void CaptionCard::setCaption(const Caption& caption, const GridPlacement& placement) {
    const int word = std::max(cursor_.current(), 0);
    caption_ = caption;
    placement_ = placement;
    strip_->setCaption(caption_);
    cursor_.reset(static_cast<int>(caption_.steps.size()));
    cursor_.moveTo(word);
    showStep();
}

int CaptionCard::wordsHeight() const {
    return strip_->heightForWidth(width());
}

void CaptionCard::setLeastWordsHeight(int height) {
    strip_->setMinimumHeight(height);
}

void CaptionCard::setOverlay(const OverlayOptions& options) {
    options_ = options;
    showStep();
}

void CaptionCard::clear() {
    canvas_->clear();
    setCaption({}, {});
}

void CaptionCard::setChanged(const std::vector<bool>& changed) {
    strip_->setChanged(changed);
}

void CaptionCard::showStep() {
    canvas_->setLayer(layerFor(caption_, placement_, cursor_.shown(), options_));
}

} // namespace saccade
