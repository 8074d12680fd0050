#pragma once

#include "ui/studio/overlay_options.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QSlider;

namespace saccade {

class ColourBar;

/// Everything that decides how the attention is drawn.
class OverlayControls : public QWidget {
    Q_OBJECT
public:
    /// `visible` and `smooth` are the commands of the same meaning: they and the controls stay in step.
    OverlayControls(QAction* visible, QAction* smooth, QWidget* parent = nullptr);

    const OverlayOptions& options() const { return options_; }
    void setOptions(const OverlayOptions& options);
    /// What the colours stand for at the moment.
    void showRange(const ColourRange& range);

Q_SIGNALS:
    void changed();

private:
    void change();

    OverlayOptions options_;
    QAction* visible_;
    QAction* smooth_;
    QCheckBox* fades_;
    QSlider* opacity_;
    QComboBox* colours_;
    QComboBox* scale_;
    QComboBox* placement_;
    ColourBar* bar_;
    bool updating_ = false;
};

} // namespace saccade
