#pragma once

#include "core/decoding/caption.h"

#include <QObject>

#include <array>
#include <vector>

namespace saccade {

class WordCursor;

/// Keeps the cursors of two captions on words that belong together: where one is moved to a word, or points
/// at it, so does the other to its counterpart. For a word that only one caption has, the other stays at the
/// nearest earlier word that has a counterpart.
class LinkedCursors : public QObject {
    Q_OBJECT
public:
    LinkedCursors(WordCursor& left, WordCursor& right, QObject* parent = nullptr);

    /// Call once both cursors stand on these captions.
    void setCaptions(const Caption& left, const Caption& right);
    /// Whether the word at which the side that was moved last is has a counterpart; the other side is then on
    /// it.
    bool isAligned() const;
    /// 0: left, 1: right.
    int leader() const { return leader_; }
    /// The step of the other caption that belongs to a step of this one; -1 without one.
    int counterpart(int side, int step) const;
    /// One value a step: the other caption has another word there, or none.
    const std::vector<bool>& changed(int side) const { return changed_[static_cast<std::size_t>(side)]; }
    /// How many words were changed, left out or put in from one caption to the other.
    int differences() const { return differences_; }

Q_SIGNALS:
    void moved(); ///< which words are shown

private:
    void follow(int leader);
    int nearestAligned(int side, int step) const;

    std::array<WordCursor*, 2> cursors_;
    std::array<std::vector<int>, 2> counterparts_;
    std::array<std::vector<bool>, 2> changed_;
    int differences_ = 0;
    int leader_ = 0;
    bool following_ = false;
};

} // namespace saccade
