#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QSlider;

namespace saccade {

class WordCursor;

/// Play button and slider: the caption as time.
class TransportBar : public QWidget {
    Q_OBJECT
public:
    TransportBar(WordCursor& cursor, QAction* play, QWidget* parent = nullptr);

private:
    void follow();

    WordCursor& cursor_;
    QSlider* slider_;
    QLabel* place_;
};

} // namespace saccade
