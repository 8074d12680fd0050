#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace saccade {

/// Says what the program is at, but only once that took half a second.
class BusyLine : public QWidget {
    Q_OBJECT
public:
    explicit BusyLine(QWidget* parent = nullptr);

    /// Starts to wait, or changes the text of what runs already. Empty: done.
    void setWork(const QString& text);
    bool isShowing() const { return showing_; }
    QString text() const;

Q_SIGNALS:
    void showingChanged(bool showing);

private:
    void setShowing(bool showing);

    QLabel* text_;
    QProgressBar* bar_;
    QTimer delay_;
    bool showing_ = false;
};

} // namespace saccade
