#pragma once

#include "core/decoding/caption.h"
#include "core/model/feature_grid.h"
#include "ui/services/photo_pyramid.h"
#include "ui/studio/overlay_options.h"
#include "ui/studio/word_cursor.h"

#include <QWidget>

namespace saccade {

class CaptionStrip;
class PhotoCanvas;

/// A photo with its caption under it; the map follows the word.
class CaptionCard : public QWidget {
    Q_OBJECT
public:
    explicit CaptionCard(const QString& name, QWidget* parent = nullptr);

    void setPhoto(const PhotoPyramid& photo);
    void setName(const QString& name);
    void setPhoto(const QImage& photo);
    bool hasPhoto() const;
    /// Instead of filling what room there is.
    void setPhotoHeight(int pixels);
    void setCaption(const Caption& caption, const GridPlacement& placement);
    /// How high the words are at the card's width, and how high they are at least: cards side by side show
    /// their photos equally large.
    int wordsHeight() const;
    void setLeastWordsHeight(int height);
    void setOverlay(const OverlayOptions& options);
    /// Neither photo nor caption.
    void clear();
    /// Marks words that another caption does not have; one value a step.
    void setChanged(const std::vector<bool>& changed);
    const Caption& caption() const { return caption_; }
    WordCursor& cursor() { return cursor_; }

private:
    void showStep();

    WordCursor cursor_;
    PhotoCanvas* canvas_;
    CaptionStrip* strip_;
    Caption caption_;
    GridPlacement placement_;
    OverlayOptions options_;
};

} // namespace saccade
