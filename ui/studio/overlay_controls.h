#pragma once

#include "ui/studio/overlay_options.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QComboBox;
class QSlider;

namespace saccade {

class ColourBar;
class CommandSet;

/// Everything that decides how the attention is drawn.
class OverlayControls : public QWidget {
    Q_OBJECT
public:
    /// The commands that switch something and the controls of the same meaning stay in step.
    explicit OverlayControls(const CommandSet& commands, QWidget* parent = nullptr);

    const OverlayOptions& options() const { return options_; }
    void setOptions(const OverlayOptions& options);
    /// What the colours stand for at the moment.
    void showRange(const ColourRange& range, int words = 1);

Q_SIGNALS:
    void changed();

private:
    void change();

    OverlayOptions options_;
    QAction* visible_;
    QAction* smooth_;
    QAction* grid_;
    QCheckBox* fades_;
    QSlider* opacity_;
    QComboBox* subject_;
    QComboBox* colours_;
    QComboBox* scale_;
    QComboBox* placement_;
    ColourBar* bar_;
    ColourRange range_; ///< that is shown, and of how many words
    int words_ = 1;
    bool updating_ = false;
};

} // namespace saccade
