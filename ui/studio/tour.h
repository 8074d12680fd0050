#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>
#include <vector>

class QFrame;
class QLabel;
class QPushButton;

namespace saccade {

/// One thing that a tour points at.
struct TourStop {
    QPointer<QWidget> target; ///< passed over while it is not on screen
    std::function<QString()> title;
    std::function<QString()> text; ///< asked for again when the language changes
};

/// Walks over a window: dims it, leaves one widget bright at a time and says in a bubble what it is. Lies
/// over the window and keeps keyboard and mouse to itself until it ends, by its buttons or by Escape; then it
/// deletes itself.
class Tour : public QWidget {
    Q_OBJECT
public:
    Tour(QWidget* window, std::vector<TourStop> stops);

Q_SIGNALS:
    void ended();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void go(int direction);
    void end();
    void setTexts();
    void place();
    /// The next stop from here whose target is on screen, or -1.
    int next(int from, int direction) const;
    QRect targetRect() const;

    std::vector<TourStop> stops_;
    int current_ = -1;
    QWidget* back_to_; ///< what had the keyboard focus before
    QFrame* bubble_;
    QLabel* title_;
    QLabel* text_;
    QLabel* count_;
    QPushButton* skip_;
    QPushButton* back_;
    QPushButton* next_;
};

} // namespace saccade
