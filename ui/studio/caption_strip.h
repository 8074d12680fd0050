#pragma once

#include "core/decoding/caption.h"

#include <QImage>
#include <QWidget>

#include <vector>

namespace saccade {

class FlowLayout;
class WordChip;
class WordCursor;

/// A caption as a text of word chips. Pointing at a chip shows its word, a click or the focus moves to it.
class CaptionStrip : public QWidget {
    Q_OBJECT
public:
    explicit CaptionStrip(WordCursor& cursor, QWidget* parent = nullptr);

    void setCaption(const Caption& caption);
    void clear() { setCaption({}); }
    /// A small map a word, a pixel a cell; none: no maps.
    void setMaps(const std::vector<QImage>& maps);
    /// Marks words that another caption does not have; one value a step.
    void setChanged(const std::vector<bool>& changed);
    const std::vector<WordChip*>& chips() const { return chips_; }

private:
    void follow();
    void nameChip(std::size_t word);

    WordCursor& cursor_;
    FlowLayout* layout_;
    std::vector<WordChip*> chips_;
    Caption caption_;
};

/// The word of a step as it is shown: "end" for the step that ends the caption.
QString shownWord(const CaptionStep& step);
bool isEnd(const CaptionStep& step);

} // namespace saccade
