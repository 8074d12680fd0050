#pragma once

#include <QSlider>

namespace saccade {

/// The caption as time: a tick a word. The keys go from word to word; a hand that drags moves freely between
/// them. The slider's value is the nearest word.
class Timeline : public QSlider {
    Q_OBJECT
public:
    explicit Timeline(QWidget* parent = nullptr);

    /// @param position  between 0 and words - 1.
    void showPosition(int words, double position);

Q_SIGNALS:
    void scrubbed(double position);
    void letGo();

protected:
    void initStyleOption(QStyleOptionSlider* option) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    double positionAt(double x) const;

    double position_ = 0;
    bool dragging_ = false;
};

} // namespace saccade
