#pragma once

#include <QObject>
#include <QTimer>

namespace saccade {

/// Which word of the caption is being shown: the current one, or one that is only being pointed at. Plays
/// from word to word.
class WordCursor : public QObject {
    Q_OBJECT
public:
    explicit WordCursor(QObject* parent = nullptr);

    /// A new caption: the first word becomes the current one, playing stops. 0: no caption.
    void reset(int words);
    int words() const { return words_; }
    int current() const { return current_; } ///< -1 without a caption
    int shown() const { return preview_ >= 0 ? preview_ : current_; }

    /// Shows a word without moving to it; -1 goes back to the current one.
    void preview(int word);
    bool isPlaying() const { return timer_.isActive(); }
    /// Starts from the first word when the current one is the last. Stops by itself at the last word.
    void setPlaying(bool playing);
    /// Milliseconds that each word is shown for when playing.
    void setPace(int milliseconds) { timer_.setInterval(milliseconds); }

public Q_SLOTS:
    /// Clamped to the caption.
    void moveTo(int word);
    void next() { moveTo(current_ + 1); }
    void previous() { moveTo(current_ - 1); }
    void first() { moveTo(0); }
    void last() { moveTo(words_ - 1); }

Q_SIGNALS:
    void changed(); ///< current() or shown()
    void playingChanged(bool playing);

private:
    int words_ = 0;
    int current_ = -1;
    int preview_ = -1;
    QTimer timer_;
};

} // namespace saccade
