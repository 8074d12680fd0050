#include "ui/studio/word_panel.h"

#include "ui/studio/alternatives_list.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"
#include "ui/studio/word_chip.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <cmath>

namespace saccade {

namespace {

using Text = std::function<QString()>;

QLabel* addValue(QFormLayout* form, const Text& name, const Text& tip) {
    auto* value = new QLabel;
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

    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(4);
    probability_ = addValue(
        form, [] { return tr("Probability"); }, [] { return tr("How sure the model was of this word"); });
    entropy_ = addValue(
        form, [] { return tr("Entropy"); },
        [] {
            return tr("How open the choice of the word was: 0 when there was only one, more with each rival");
        });
    gaze_ = addValue(
        form, [] { return tr("Gaze"); },
        [] {
            return tr(
                "How many cells of the grid the gaze is spread over: 1 is a stare, all is no look at all");
        });

    alternatives_ = new AlternativesList;
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(word_);
    layout->addLayout(form);
    layout->addSpacing(8);
    layout->addWidget(sectionLabel([] { return tr("It could have said"); }));
    layout->addWidget(alternatives_, 1);
    retranslated(this, [this] {
        word_->setAccessibleName(tr("Word"));
        setTexts();
    });
}

void WordPanel::showStep(const CaptionStep& step) {
    step_ = step;
    setTexts();
}

void WordPanel::setTexts() {
    if (!step_)
        return clear();
    const CaptionStep& step = *step_;
    word_->setText(shownWord(step));
    probability_->setText(percent(step.probability));
    entropy_->setText(tr("%1 nats").arg(static_cast<double>(step.entropy), 0, 'f', 2));
    const double spread = std::exp(static_cast<double>(step.attention_entropy));
    gaze_->setText(tr("about %1 of %2 cells").arg(std::lround(spread)).arg(step.attention.size()));
    alternatives_->showStep(step);
}

void WordPanel::clear() {
    step_.reset();
    const QString nothing = QStringLiteral("–");
    word_->setText(nothing);
    for (QLabel* value : {probability_, entropy_, gaze_})
        value->setText(nothing);
    alternatives_->clear();
}

} // namespace saccade
