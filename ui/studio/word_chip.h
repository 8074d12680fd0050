#pragma once

#include <QAbstractButton>

namespace saccade {

/// One word of a caption: the word, and under it how probable it was, as a bar and in per cent.
class WordChip : public QAbstractButton {
    Q_OBJECT
public:
    enum class State { resting, current, shown }; ///< `current` alone: another word is being pointed at

    WordChip(const QString& word, float probability, bool is_end, QWidget* parent = nullptr);

    void setState(State state);
    State state() const { return state_; }
    /// Marks the word as one that another caption does not have.
    void setChanged(bool changed);
    bool isChanged() const { return changed_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void pointedAt();
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QFont wordFont() const;
    QFont numberFont() const;

    float probability_;
    bool is_end_;
    bool pointed_at_ = false;
    bool changed_ = false;
    State state_ = State::resting;
};

/// "72 %", and "<1 %" or ">99 %" where rounding would say 0 or 100.
QString percent(float probability);

} // namespace saccade
