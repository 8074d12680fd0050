#include "ui/studio/linked_cursors.h"

#include "core/decoding/word_alignment.h"
#include "ui/studio/word_cursor.h"

namespace saccade {

LinkedCursors::LinkedCursors(WordCursor& left, WordCursor& right, QObject* parent)
    : QObject(parent),
      cursors_{&left, &right} {
    for (int side = 0; side < 2; ++side)
        connect(cursors_[static_cast<std::size_t>(side)], &WordCursor::changed, this,
                [this, side] { follow(side); });
}

void LinkedCursors::setCaptions(const Caption& left, const Caption& right) {
    WordAlignment alignment = align_words(left, right);
    const std::array<const Caption*, 2> captions{&left, &right};
    counterparts_ = {std::move(alignment.left), std::move(alignment.right)};
    differences_ = 0;
    for (std::size_t side = 0; side < 2; ++side) {
        const auto& steps = captions[side]->steps;
        const auto& others = captions[1 - side]->steps;
        changed_[side].assign(steps.size(), false);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const int there = counterparts_[side][i];
            changed_[side][i] = there < 0 || others[static_cast<std::size_t>(there)].word != steps[i].word;
            // A changed word is on both sides, and is one difference.
            if (changed_[side][i] && steps[i].word != "<end>" && (side == 0 || there < 0))
                ++differences_;
        }
    }
    follow(0);
}

int LinkedCursors::counterpart(int side, int step) const {
    const auto& counterparts = counterparts_[static_cast<std::size_t>(side)];
    return step >= 0 && step < static_cast<int>(counterparts.size())
               ? counterparts[static_cast<std::size_t>(step)]
               : -1;
}

int LinkedCursors::nearestAligned(int side, int step) const {
    for (int each = step; each >= 0; --each) {
        if (const int there = counterpart(side, each); there >= 0)
            return there;
    }
    return 0;
}

bool LinkedCursors::isAligned() const {
    return counterpart(leader_, cursors_[static_cast<std::size_t>(leader_)]->shown()) >= 0;
}

void LinkedCursors::follow(int leader) {
    if (following_)
        return;
    following_ = true;
    leader_ = leader;
    const WordCursor& from = *cursors_[static_cast<std::size_t>(leader)];
    WordCursor& to = *cursors_[static_cast<std::size_t>(1 - leader)];
    to.moveTo(nearestAligned(leader, from.current()));
    to.preview(from.shown() == from.current() ? -1 : nearestAligned(leader, from.shown()));
    following_ = false;
    Q_EMIT moved();
}

} // namespace saccade
