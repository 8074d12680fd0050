#include "ui/studio/word_cursor.h"

#include <algorithm>

namespace saccade {

WordCursor::WordCursor(QObject* parent) : QObject(parent) {
    timer_.setInterval(900);
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (current_ + 1 < words_)
            next();
        if (current_ + 1 >= words_)
            setPlaying(false);
    });
}

void WordCursor::reset(int words) {
    setPlaying(false);
    words_ = words;
    current_ = words > 0 ? 0 : -1;
    preview_ = -1;
    Q_EMIT changed();
}

void WordCursor::moveTo(int word) {
    if (words_ == 0)
        return;
    const int to = std::clamp(word, 0, words_ - 1);
    if (to == current_ && preview_ < 0)
        return;
    current_ = to;
    preview_ = -1;
    Q_EMIT changed();
}

void WordCursor::preview(int word) {
    const int to = word >= 0 && word < words_ ? word : -1;
    if (to == preview_)
        return;
    preview_ = to;
    Q_EMIT changed();
}

void WordCursor::setPlaying(bool playing) {
    if (playing == timer_.isActive() || (playing && words_ < 2))
        return;
    if (playing) {
        if (current_ + 1 >= words_)
            first();
        timer_.start();
    } else {
        timer_.stop();
    }
    Q_EMIT playingChanged(playing);
}

} // namespace saccade
