#pragma once

#include "ui/studio/compared.h"

#include <QWidget>

#include <array>

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
    PhotoCanvas* canvas() const { return canvas_; }
    /// Steps that belong together.
    void showDifference(const Compared& left, int left_step, const Compared& right, int right_step);
    /// There is no difference to show, and why.
    void showNothing(const QString& why = {});

private:
    void describe(const CaptionStep& left, const CaptionStep& right);

    PhotoCanvas* canvas_;
    ColourBar* bar_;
    QLabel* words_;
    QLabel* reason_;
};

} // namespace saccade
