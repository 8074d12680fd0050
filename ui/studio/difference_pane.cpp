#include "ui/studio/difference_pane.h"

#include "core/attention/map_difference.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/colour_bar.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace saccade {

namespace {

constexpr float least_opacity = 0.8F; // fading takes most of it where little differs

AttentionLayer layerOf(const std::vector<float>& left, const std::vector<float>& right,
                       const GridPlacement& placement, const OverlayOptions& options) {
    AttentionLayer layer;
    if (!options.visible)
        return layer;
    layer.map = map_difference(left, right);
    layer.placement = options.placement == OverlayPlacement::naive
                          ? GridPlacement::even(placement.rows, placement.cols)
                          : placement;
    layer.range = symmetric_range(layer.map);
    layer.style.field = options.style.field;
    layer.style.colours = ColourMap::difference;
    layer.style.opacity = std::max(options.style.opacity, least_opacity);
    layer.fades = true;
    return layer;
}

QLabel* makeQuietLabel() {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

DifferencePane::DifferencePane(QWidget* parent)
    : QWidget(parent),
      canvas_(new PhotoCanvas),
      lower_(new QWidget),
      scale_(new QWidget),
      bar_(new ColourBar),
      low_(makeQuietLabel()),
      high_(makeQuietLabel()),
      words_(new QLabel),
      reason_(makeQuietLabel()) {
    canvas_->setMinimumHeight(180);
    words_->setTextFormat(Qt::PlainText);
    words_->setWordWrap(true);
    reason_->setWordWrap(true);
    auto* ends = new QHBoxLayout;
    ends->addWidget(low_);
    ends->addStretch(1);
    ends->addWidget(high_);
    auto* scale = new QVBoxLayout(scale_);
    scale->setContentsMargins(0, 0, 0, 0);
    scale->setSpacing(0);
    scale->addWidget(bar_);
    scale->addLayout(ends);
    auto* lower = new QVBoxLayout(lower_);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(8);
    lower->addWidget(scale_);
    lower->addWidget(words_);
    lower->addWidget(reason_);
    lower->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(canvas_, 1);
    layout->addWidget(lower_);
    retranslated(this, [this] {
        setAccessibleName(tr("Difference"));
        canvas_->setAccessibleName(tr("Difference map"));
        words_->setAccessibleName(tr("Difference in probability"));
        reason_->setAccessibleName(tr("Why there is no difference map"));
        low_->setText(tr("more on the right"));
        high_->setText(tr("more on the left"));
    });
    showNothing();
}

void DifferencePane::setOverlay(const OverlayOptions& options) {
    options_ = options;
}

int DifferencePane::wordsHeight() const {
    return lower_->layout()->hasHeightForWidth() ? lower_->layout()->totalHeightForWidth(width())
                                                 : lower_->sizeHint().height();
}

void DifferencePane::setLeastWordsHeight(int height) {
    lower_->setMinimumHeight(height);
}

void DifferencePane::setPhoto(const PhotoPyramid& photo) {
    canvas_->setPhoto(photo);
}

void DifferencePane::showDifference(const Compared& left, int left_step, const Compared& right,
                                    int right_step) {
    const CaptionStep& a = left.caption.steps[static_cast<std::size_t>(left_step)];
    const CaptionStep& b = right.caption.steps[static_cast<std::size_t>(right_step)];
    const bool comparable = is_same_grid(left.placement, right.placement);
    const AttentionLayer layer =
        comparable ? layerOf(a.attention, b.attention, left.placement, options_) : AttentionLayer{};
    canvas_->setLayer(layer);
    scale_->setVisible(!layer.isEmpty());
    if (!layer.isEmpty())
        bar_->setScale(ColourMap::difference, layer.range);
    describe(a, b);
    const bool same_size =
        left.placement.rows == right.placement.rows && left.placement.cols == right.placement.cols;
    reason_->setText(
        comparable ? QString()
        : same_size
            ? tr("The cells of the two grids lie in different places: their maps cannot be subtracted.")
            : tr("The two look through different grids, of %1 × %2 and of %3 × %4 "
                 "cells: their maps cannot be subtracted.")
                  .arg(left.placement.cols)
                  .arg(left.placement.rows)
                  .arg(right.placement.cols)
                  .arg(right.placement.rows));
    words_->show();
    reason_->setVisible(!comparable);
}

void DifferencePane::describe(const CaptionStep& left, const CaptionStep& right) {
    const double points =
        100.0 * (static_cast<double>(left.probability) - static_cast<double>(right.probability));
    const QString by = (points > 0 ? QStringLiteral("+") : QString()) + QString::number(points, 'f', 1);
    words_->setText(left.word == right.word
                        ? tr("“%1”: %2 on the left, %3 on the right, %4 points")
                              .arg(shownWord(left), percent(left.probability), percent(right.probability), by)
                        : tr("“%1” %2 on the left, “%3” %4 on the right, %5 points")
                              .arg(shownWord(left), percent(left.probability), shownWord(right),
                                   percent(right.probability), by));
}

void DifferencePane::showNothing(const QString& why) {
    canvas_->setLayer({});
    scale_->hide();
    words_->hide();
    reason_->setText(why);
    reason_->setVisible(!why.isEmpty());
}

} // namespace saccade
