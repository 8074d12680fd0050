#include "ui/studio/word_cursor.h"

#include <algorithm>
#include <cmath>

namespace saccade {

WordCursor::WordCursor(QObject* parent) : QObject(parent) {
    timer_.setTimerType(Qt::PreciseTimer); // a coarse one comes up to 5 % early
    timer_.setSingleShot(true);            // a late one must not be followed at once by the next
    connect(&timer_, &QTimer::timeout, this, &WordCursor::playOn);
}

int WordCursor::interval() const {
    return static_cast<int>(std::lround(pace_ / speed_));
}

void WordCursor::playOn() {
    const bool was_last = current_ + 1 >= words_;
    moveTo(was_last && looping_ ? 0 : current_ + 1);
    if (looping_ || current_ + 1 < words_)
        timer_.start(interval());
    else
        Q_EMIT playingChanged(false);
}

void WordCursor::reset(int words) {
    setPlaying(false);
    words_ = words;
    current_ = words > 0 ? 0 : -1;
    position_ = current_;
    preview_ = -1;
    selection_.clear();
    Q_EMIT changed();
}

void WordCursor::moveTo(int word) {
    if (words_ == 0)
        return;
    const int to = std::clamp(word, 0, words_ - 1);
    if (to == current_ && preview_ < 0 && position_ == to && selection_.empty())
        return;
    current_ = to;
    position_ = to;
    preview_ = -1;
    selection_.clear();
    Q_EMIT changed();
}

void WordCursor::preview(int word) {
    const int to = word >= 0 && word < words_ ? word : -1;
    if (to == preview_)
        return;
    preview_ = to;
    Q_EMIT changed();
}

void WordCursor::scrub(double position) {
    if (words_ == 0 || !std::isfinite(position))
        return;
    position_ = std::clamp(position, 0.0, static_cast<double>(words_ - 1));
    current_ = static_cast<int>(std::lround(position_));
    preview_ = -1;
    selection_.clear();
    Q_EMIT changed();
}

void WordCursor::settle() {
    if (position_ == current_)
        return;
    position_ = current_;
    Q_EMIT changed();
}

std::vector<int> WordCursor::shownWords() const {
    if (preview_ < 0 && !selection_.empty())
        return {selection_.begin(), selection_.end()};
    return shown() < 0 ? std::vector<int>{} : std::vector{shown()};
}

void WordCursor::toggle(int word) {
    if (word < 0 || word >= words_)
        return;
    if (selection_.empty()) {
        selection_.insert(current_);
        anchor_ = current_;
    }
    if (const auto [place, added] = selection_.insert(word); !added && selection_.size() > 1)
        selection_.erase(place);
    current_ = selection_.contains(word) ? word : *selection_.begin();
    if (selection_.size() < 2)
        selection_.clear();
    position_ = current_;
    preview_ = -1;
    Q_EMIT changed();
}

void WordCursor::select(int from, int to) {
    selection_.clear();
    for (int i = std::min(from, to); i <= std::max(from, to); ++i)
        selection_.insert(i);
    if (selection_.size() < 2)
        selection_.clear();
    position_ = current_;
    preview_ = -1;
    Q_EMIT changed();
}

void WordCursor::extendTo(int word) {
    if (words_ == 0)
        return;
    if (selection_.empty())
        anchor_ = current_;
    current_ = std::clamp(word, 0, words_ - 1);
    select(anchor_, current_);
}

void WordCursor::selectAll() {
    anchor_ = 0;
    if (words_ > 1)
        select(0, words_ - 1);
}

void WordCursor::clearSelection() {
    if (selection_.empty())
        return;
    selection_.clear();
    Q_EMIT changed();
}

void WordCursor::setPace(int milliseconds) {
    pace_ = milliseconds;
    timer_.setInterval(interval());
}

void WordCursor::setSpeed(double speed) {
    speed_ = std::clamp(speed, 0.25, 4.0);
    timer_.setInterval(interval());
    Q_EMIT speedChanged(speed_);
}

void WordCursor::setPlaying(bool playing) {
    if (playing == timer_.isActive() || (playing && words_ < 2))
        return;
    if (playing) {
        if (current_ + 1 >= words_)
            first();
        timer_.start(interval());
    } else {
        timer_.stop();
    }
    Q_EMIT playingChanged(playing);
}

} // namespace saccade
