#pragma once

#include <QObject>
#include <QTimer>

#include <set>
#include <vector>

namespace saccade {

/// Which words of the caption are being shown: the current one, several that were selected, or one that is
/// only being pointed at. Plays from word to word.
class WordCursor : public QObject {
    Q_OBJECT
public:
    explicit WordCursor(QObject* parent = nullptr);

    /// A new caption: the first word becomes the current one, playing stops. 0: no caption.
    void reset(int words);
    int words() const { return words_; }
    int current() const { return current_; } ///< -1 without a caption
    int shown() const { return preview_ >= 0 ? preview_ : current_; }
    /// shown(), or all selected words in their order; empty without a caption.
    std::vector<int> shownWords() const;

    /// Shows a word without moving to it; -1 goes back to the current one.
    void preview(int word);
    bool isPreviewing() const { return preview_ >= 0; }

    /// Between two words while a hand is scrubbing, else current().
    double position() const { return position_; }
    /// To any place between the first word and the last; the nearest word becomes the current one.
    void scrub(double position);
    /// The hand let go: back on a word.
    void settle();

    /// Two words or more; empty otherwise.
    const std::set<int>& selection() const { return selection_; }
    /// Adds a word to those shown, or takes it out.
    void toggle(int word);
    /// Selects from the word where the selection began to this one.
    void extendTo(int word);
    void selectAll();
    void clearSelection();

    bool isPlaying() const { return timer_.isActive(); }
    /// Starts from the first word when the current one is the last. Stops by itself at the last word, unless
    /// it loops. No word is left out, however late the timer.
    void setPlaying(bool playing);
    bool isLooping() const { return looping_; }
    void setLooping(bool looping) { looping_ = looping; }
    /// Milliseconds that each word is shown for when playing at speed 1.
    void setPace(int milliseconds);
    double speed() const { return speed_; }
    void setSpeed(double speed); ///< clamped to 0.25 to 4

public Q_SLOTS:
    /// Clamped to the caption; nothing is selected any more.
    void moveTo(int word);
    void next() { moveTo(current_ + 1); }
    void previous() { moveTo(current_ - 1); }
    void first() { moveTo(0); }
    void last() { moveTo(words_ - 1); }

Q_SIGNALS:
    void changed(); ///< what is shown, or the current word
    void playingChanged(bool playing);
    void speedChanged(double speed);

private:
    void playOn();
    void select(int from, int to);
    int interval() const;

    int words_ = 0;
    int current_ = -1;
    double position_ = -1;
    int preview_ = -1;
    std::set<int> selection_;
    int anchor_ = -1; ///< where the selection began
    int pace_ = 900;
    double speed_ = 1;
    bool looping_ = false;
    QTimer timer_;
};

} // namespace saccade
