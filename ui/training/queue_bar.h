#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace saccade {

class RunQueue;

/// Says which runs wait for their turn. Hidden when none does.
class QueueBar : public QWidget {
    Q_OBJECT
public:
    explicit QueueBar(RunQueue& queue, QWidget* parent = nullptr);

    /// While a run trains, the next one begins by itself.
    void setTraining(bool training);

Q_SIGNALS:
    void startRequested();
    void clearRequested();

private:
    void update();

    RunQueue& queue_;
    QLabel* text_;
    QPushButton* start_;
    QPushButton* clear_;
    bool training_ = false;
};

} // namespace saccade
