#include "ui/studio/difference_pane.h"

#include "core/attention/map_difference.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/colour_bar.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"

#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace saccade {

namespace {

constexpr float opacity = 0.8F;

AttentionLayer layerOf(const std::vector<float>& left, const std::vector<float>& right,
                       const GridPlacement& placement) {
    AttentionLayer layer;
    layer.map = map_difference(left, right);
    layer.placement = placement;
    layer.range = symmetric_range(layer.map);
    layer.style.colours = ColourMap::difference;
    layer.style.opacity = opacity;
    layer.fades = true;
    return layer;
}

} // namespace

DifferencePane::DifferencePane(QWidget* parent)
    : QWidget(parent),
      canvas_(new PhotoCanvas),
      bar_(new ColourBar),
      words_(new QLabel),
      reason_(new QLabel) {
    canvas_->setMinimumHeight(180);
    words_->setTextFormat(Qt::PlainText);
    words_->setWordWrap(true);
    reason_->setWordWrap(true);
    reason_->setTextFormat(Qt::PlainText);
    reason_->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(canvas_, 1);
    layout->addWidget(bar_);
    layout->addWidget(words_);
    layout->addWidget(reason_);
    retranslated(this, [this] {
        setAccessibleName(tr("Difference"));
        canvas_->setAccessibleName(tr("Difference map"));
        words_->setAccessibleName(tr("Difference in probability"));
        reason_->setAccessibleName(tr("Why there is no difference map"));
    });
    showNothing();
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
        comparable ? layerOf(a.attention, b.attention, left.placement) : AttentionLayer{};
    canvas_->setLayer(layer);
    bar_->setVisible(comparable);
    if (comparable)
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
    const long points = std::lround(100 * (left.probability - right.probability));
    const QString signed_points = points > 0 ? QStringLiteral("+%1").arg(points) : QString::number(points);
    words_->setText(tr("“%1” %2 on the left, “%3” %4 on the right: %5 points")
                        .arg(shownWord(left), percent(left.probability), shownWord(right),
                             percent(right.probability), signed_points));
}

void DifferencePane::showNothing(const QString& why) {
    canvas_->setLayer({});
    bar_->hide();
    words_->hide();
    reason_->setText(why);
    reason_->setVisible(!why.isEmpty());
}

} // namespace saccade
