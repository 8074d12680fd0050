#include "ui/studio/word_panel.h"

#include "core/attention/gaze.h"
#include "ui/studio/alternatives_list.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace saccade {

namespace {

const QString nothing = QStringLiteral("–");

using Text = std::function<QString()>;

QLabel* addValue(QFormLayout* form, const Text& name, const Text& tip) {
    auto* value = new QLabel;
    value->setWordWrap(true);
    auto* label = new QLabel;
    label->setForegroundRole(QPalette::PlaceholderText);
    retranslated(label, [=] {
        value->setAccessibleName(name());
        value->setToolTip(tip());
        label->setText(name());
        label->setToolTip(tip());
    });
    form->addRow(label, value);
    return value;
}

} // namespace

WordPanel::WordPanel(QWidget* parent) : QWidget(parent) {
    word_ = new QLabel;
    word_->setTextFormat(Qt::PlainText);
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.7);
    word_->setFont(large);
    word_->setContentsMargins(PanelSection::inset, 0, PanelSection::inset, 0);

    auto* form = new QFormLayout;
    form->setContentsMargins(PanelSection::inset, 0, PanelSection::inset, 4);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(4);
    probability_ = addValue(
        form, [] { return tr("Probability"); }, [] { return tr("How sure the model was of this word"); });
    entropy_ = addValue(
        form, [] { return tr("Entropy"); },
        [] {
            return tr(
                "How open the choice of the word was: 0 when there was only one, more with each rival; and "
                "among how many equally likely words a choice would be as open");
        });
    gaze_ = addValue(
        form, [] { return tr("Gaze"); },
        [] {
            return tr(
                "How many cells of the grid the gaze is spread over: 1 is a stare, all is no look at all");
        });

    moved_ = addValue(
        form, [] { return tr("Moved"); },
        [] { return tr("The share of the gaze that was elsewhere at the word before"); });
    covered_ = addValue(
        form, [] { return tr("Covered"); },
        [] { return tr("The cells that have had, up to this word, at least what an even gaze gives each"); });
    cell_ = addValue(
        form, [] { return tr("Cell"); },
        [] {
            return tr(
                "The cell under the pointer; Ctrl and the arrow keys move from cell to cell on the photo");
        });
    showCell({});

    alternatives_ = new AlternativesList;
    section_ = new PanelSection(
        QStringLiteral("alternatives"), [] { return tr("It could have said"); }, alternatives_);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(word_);
    layout->addLayout(form);
    layout->addWidget(section_);
    retranslated(this, [this] {
        word_->setAccessibleName(tr("Word"));
        setTexts();
    });
}

void WordPanel::showStep(const Caption& caption, int place) {
    caption_ = caption;
    place_ = place;
    setTexts();
}

void WordPanel::showCell(const QString& text) {
    cell_->setText(text.isEmpty() ? nothing : text);
}

void WordPanel::setTexts() {
    if (place_ < 0)
        return clear();
    const auto place = static_cast<std::size_t>(place_);
    const CaptionStep& step = caption_.steps[place];
    const std::size_t cells = step.attention.size();
    word_->setText(shownWord(step));
    probability_->setText(percent(step.probability));
    const auto entropy = static_cast<double>(step.entropy);
    const double rivals = std::exp(entropy);
    entropy_->setText(
        tr("%1 nats ≈ %2 words").arg(entropy, 0, 'f', 2).arg(rivals, 0, 'f', rivals < 10 ? 1 : 0));
    const double spread = std::exp(static_cast<double>(step.attention_entropy));
    gaze_->setText(tr("about %1 of %2 cells").arg(std::lround(spread)).arg(cells));
    moved_->setText(place == 0 ? nothing
                               : percent(static_cast<float>(
                                     gaze_moved(caption_.steps[place - 1].attention, step.attention))));
    covered_->setText(tr("%1 of %2 cells").arg(cells_covered(coverage(caption_, place))).arg(cells));
    alternatives_->showStep(step);
}

void WordPanel::clear() {
    caption_ = {};
    place_ = -1;
    word_->setText(nothing);
    for (QLabel* value : {probability_, entropy_, gaze_, moved_, covered_})
        value->setText(nothing);
    alternatives_->clear();
}

} // namespace saccade
