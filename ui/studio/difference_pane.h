#pragma once

#include "ui/studio/compared.h"
#include "ui/studio/overlay_options.h"

#include <QWidget>

class QLabel;

namespace saccade {

class ColourBar;
class PhotoCanvas;

/// Where one of two words was looked at more than the other: the map of the left one less that of the right
/// one.
class DifferencePane : public QWidget {
    Q_OBJECT
public:
    explicit DifferencePane(QWidget* parent = nullptr);

    void setPhoto(const PhotoPyramid& photo);
    /// How the grid is drawn; the colours and their range are the pane's own.
    void setOverlay(const OverlayOptions& options);
    /// How high the words under the picture are at the pane's width, and how high they are at least.
    int wordsHeight() const;
    void setLeastWordsHeight(int height);
    /// Of steps that belong together. Both are copied from.
    void showDifference(const Compared& left, int left_step, const Compared& right, int right_step);
    /// There is no difference to show, and why.
    void showNothing(const QString& why = {});

private:
    void describe(const CaptionStep& left, const CaptionStep& right);

    PhotoCanvas* canvas_;
    QWidget* lower_;
    QWidget* scale_; ///< the bar and what its ends mean
    ColourBar* bar_;
    QLabel* low_;
    QLabel* high_;
    QLabel* words_;
    QLabel* reason_;
    OverlayOptions options_;
};

} // namespace saccade
