#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;

namespace saccade {

class Timeline;
class WordCursor;

/// The caption as time: play, a timeline to scrub along, speed and loop.
class TransportBar : public QWidget {
    Q_OBJECT
public:
    TransportBar(WordCursor& cursor, QAction* play, QAction* loop, QWidget* parent = nullptr);

private:
    void follow();
    void showSpeed(double speed);

    WordCursor& cursor_;
    Timeline* timeline_;
    QLabel* place_;
    QComboBox* speed_;
};

} // namespace saccade
