#pragma once

#include <QAbstractButton>
#include <QImage>

namespace saccade {

/// One word of a caption: where the model looked for it, the word, and how probable it was, as a bar and in
/// per cent.
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
    /// Its attention in small, a pixel a cell; null: none is shown.
    void setMap(const QImage& map);
    const QImage& map() const { return map_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void pointedAt();
    void left();
    void toggled();  ///< clicked with Ctrl: to be shown beside others
    void extended(); ///< clicked with Shift
    void escaped();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QFont wordFont() const;
    QFont numberFont() const;

    QImage map_;
    float probability_;
    bool is_end_;
    bool pointed_at_ = false;
    bool changed_ = false;
    State state_ = State::resting;
};

/// "72 %", and "<1 %" or ">99 %" where rounding would say 0 or 100.
QString percent(float probability);

} // namespace saccade
