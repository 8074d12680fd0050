#include "ui/studio/caption_strip.h"

#include "ui/studio/flow_layout.h"
#include "ui/studio/key_courtesy.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"
#include "ui/studio/word_cursor.h"

#include <algorithm>

namespace saccade {

bool isEnd(const CaptionStep& step) {
    return step.word == "<end>";
}

QString shownWord(const CaptionStep& step) {
    return isEnd(step) ? CaptionStrip::tr("end") : QString::fromStdString(step.word);
}

namespace {

QString nameOf(const CaptionStep& step, int place, int count) {
    return CaptionStrip::tr("Word %1 of %2: %3, probability %4")
        .arg(QString::number(place + 1), QString::number(count), shownWord(step), percent(step.probability));
}

} // namespace

CaptionStrip::CaptionStrip(WordCursor& cursor, QWidget* parent)
    : QWidget(parent),
      cursor_(cursor),
      layout_(new FlowLayout(8, this)) {
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&cursor_, &WordCursor::changed, this, &CaptionStrip::follow);
    retranslated(this, [this] {
        setAccessibleName(tr("Caption"));
        for (std::size_t i = 0; i < chips_.size(); ++i)
            nameChip(i);
    });
}

void CaptionStrip::setCaption(const Caption& caption) {
    for (WordChip* chip : chips_) {
        layout_->removeWidget(chip);
        chip->hide();
        chip->deleteLater();
    }
    chips_.clear();
    caption_ = caption;
    const int count = static_cast<int>(caption.steps.size());
    for (int i = 0; i < count; ++i) {
        const CaptionStep& step = caption.steps[static_cast<std::size_t>(i)];
        auto* chip = new WordChip(shownWord(step), step.probability, isEnd(step), this);
        chip->setProperty(yields_keys, true);
        connect(chip, &WordChip::clicked, this, [this, i] { cursor_.moveTo(i); });
        connect(chip, &WordChip::toggled, this, [this, i] { cursor_.toggle(i); });
        connect(chip, &WordChip::extended, this, [this, i] { cursor_.extendTo(i); });
        connect(chip, &WordChip::escaped, &cursor_, &WordCursor::clearSelection);
        connect(chip, &WordChip::pointedAt, this, [this, i] { cursor_.preview(i); });
        connect(chip, &WordChip::left, this, [this] { cursor_.preview(-1); });
        layout_->addWidget(chip);
        chip->show();
        chips_.push_back(chip);
        nameChip(static_cast<std::size_t>(i));
    }
    setAccessibleDescription(QString::fromStdString(caption.text()));
    updateGeometry();
}

void CaptionStrip::nameChip(std::size_t i) {
    const CaptionStep& step = caption_.steps[i];
    const QString name = nameOf(step, static_cast<int>(i), static_cast<int>(caption_.steps.size()));
    chips_[i]->setText(shownWord(step));
    chips_[i]->setAccessibleName(chips_[i]->isChanged() ? tr("%1, changed").arg(name) : name);
    chips_[i]->setToolTip(isEnd(step) ? tr("Here the model ended its caption") : QString());
}

void CaptionStrip::setMaps(const std::vector<QImage>& maps) {
    for (std::size_t i = 0; i < chips_.size(); ++i)
        chips_[i]->setMap(i < maps.size() ? maps[i] : QImage());
}

void CaptionStrip::setChanged(const std::vector<bool>& changed) {
    for (std::size_t i = 0; i < std::min(changed.size(), chips_.size()); ++i) {
        if (changed[i] == chips_[i]->isChanged())
            continue;
        chips_[i]->setChanged(changed[i]);
        nameChip(i);
    }
}

void CaptionStrip::follow() {
    const bool focused = isAncestorOf(window()->focusWidget());
    const std::vector<int> marked = cursor_.shownWords();
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        const bool shown = std::binary_search(marked.begin(), marked.end(), static_cast<int>(i));
        const bool current = static_cast<int>(i) == cursor_.current();
        chips_[i]->setState(shown     ? WordChip::State::shown
                            : current ? WordChip::State::current
                                      : WordChip::State::resting);
        // One stop for the Tab key, as in a row of radio buttons; the arrows go on from there.
        chips_[i]->setFocusPolicy(current ? Qt::StrongFocus : Qt::ClickFocus);
        if (current && focused && !chips_[i]->hasFocus())
            chips_[i]->setFocus(Qt::OtherFocusReason);
    }
}

} // namespace saccade
