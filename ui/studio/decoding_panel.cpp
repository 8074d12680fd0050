#include "ui/studio/decoding_panel.h"

#include "ui/studio/decoding_store.h"
#include "ui/studio/retranslated.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

using namespace decoding_range;

QSpinBox* makeNumber(int least, int most) {
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setKeyboardTracking(false);
    return box;
}

QDoubleSpinBox* makeFraction(double least, double most, double step) {
    auto* box = new QDoubleSpinBox;
    box->setRange(least, most);
    box->setSingleStep(step);
    box->setDecimals(2);
    box->setKeyboardTracking(false);
    return box;
}

/// Names a row and its input, and says what it does.
void nameRow(QFormLayout* form, QWidget* input, const QString& name, const QString& tip) {
    if (auto* label = qobject_cast<QLabel*>(form->labelForField(input))) {
        label->setText(name);
        label->setToolTip(tip);
    }
    input->setAccessibleName(name);
    if (auto* edit = input->findChild<QLineEdit*>()) // of a spin box: it takes the focus
        edit->setAccessibleName(name);
    input->setToolTip(tip);
}

std::vector<std::string> wordsOf(const Caption& caption) {
    std::vector<std::string> words;
    for (const CaptionStep& step : caption.steps)
        words.push_back(step.word);
    return words;
}

bool hasOneOf(const Caption& caption, const std::vector<std::string>& words) {
    return std::ranges::any_of(caption.steps, [&words](const CaptionStep& step) {
        return std::ranges::find(words, step.word) != words.end();
    });
}

} // namespace

DecodingPanel::DecodingPanel(QAction* another_sample, QWidget* parent)
    : QWidget(parent),
      another_sample_(another_sample) {
    makeForm();
    captions_label_ = new QLabel;
    captions_label_->setForegroundRole(QPalette::PlaceholderText);
    captions_list_ = new QListWidget;
    captions_list_->setFrameShape(QFrame::NoFrame);
    captions_list_->setWordWrap(true);
    captions_list_->setSpacing(3);
    captions_list_->viewport()->setAutoFillBackground(false);
    captions_list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    captions_list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    captions_list_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(form_);
    layout->addWidget(captions_label_);
    layout->addWidget(captions_list_);

    connect(method_, &QComboBox::currentIndexChanged, this, &DecodingPanel::change);
    for (QSpinBox* box : {beam_width_, n_best_, top_k_, samples_, seed_, max_words_, no_repeat_})
        connect(box, &QSpinBox::valueChanged, this, &DecodingPanel::change);
    for (QDoubleSpinBox* box : {length_penalty_, temperature_, top_p_, repetition_penalty_})
        connect(box, &QDoubleSpinBox::valueChanged, this, &DecodingPanel::change);
    connect(another_sample_, &QAction::triggered, this, &DecodingPanel::drawAnother);
    connect(captions_list_, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT captionChosen(row);
    });
    retranslated(this, [this] { setTexts(); });
    setSettings({});
}

void DecodingPanel::makeForm() {
    method_ = new QComboBox;
    method_->addItems({QString(), QString(), QString()});
    explanation_ = new QLabel;
    explanation_->setWordWrap(true);
    explanation_->setForegroundRole(QPalette::PlaceholderText);
    beam_width_ = makeNumber(1, widest_beam);
    n_best_ = makeNumber(1, widest_beam);
    length_penalty_ = makeFraction(0, highest_penalty, 0.1);
    temperature_ = makeFraction(lowest_temperature, highest_temperature, 0.1);
    top_k_ = makeNumber(0, highest_top_k);
    top_p_ = makeFraction(lowest_top_p, 1, 0.05);
    samples_ = makeNumber(1, most_samples);
    seed_ = makeNumber(0, highest_seed);
    auto* another = new QToolButton;
    another->setDefaultAction(another_sample_);
    another->setToolButtonStyle(Qt::ToolButtonTextOnly);
    another->setFocusPolicy(Qt::StrongFocus);
    another_ = another;
    max_words_ = makeNumber(0, most_words);
    no_repeat_ = makeNumber(0, longest_ngram);
    repetition_penalty_ = makeFraction(0, highest_repetition_penalty, 0.5);

    form_ = new QFormLayout;
    form_->setContentsMargins(0, 0, 0, 0);
    form_->setHorizontalSpacing(16);
    form_->setVerticalSpacing(8);
    form_->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const QString named_later = QStringLiteral(" ");
    form_->addRow(named_later, method_);
    form_->addRow(explanation_);
    for (QWidget* input : std::initializer_list<QWidget*>{beam_width_, n_best_, length_penalty_, temperature_,
                                                          top_k_, top_p_, samples_, seed_})
        form_->addRow(named_later, input);
    form_->addRow(QString(), another_);
    form_->addRow(named_later, max_words_);
    form_->addRow(named_later, no_repeat_);
    form_->addRow(named_later, repetition_penalty_);
}

void DecodingPanel::setTexts() {
    setAccessibleName(tr("Decoding"));
    const QStringList methods{tr("Greedy"), tr("Beam search"), tr("Sampling")};
    for (int i = 0; i < methods.size(); ++i)
        method_->setItemText(i, methods[i]);
    explanation_->setAccessibleName(tr("What the method does"));
    captions_list_->setAccessibleName(tr("Captions found"));
    another_->setAccessibleName(tr("Another sample"));
    top_k_->setSpecialValueText(tr("all words"));
    max_words_->setSpecialValueText(tr("as the model"));
    no_repeat_->setSpecialValueText(tr("anything may"));

    nameRow(form_, method_, tr("Method"), tr("How the words of a caption are chosen"));
    nameRow(form_, beam_width_, tr("Beam width"),
            tr("How many captions are kept side by side while searching. 1 is greedy"));
    nameRow(form_, n_best_, tr("List the best"), tr("How many captions to list, at most the beam's width"));
    nameRow(form_, length_penalty_, tr("Length penalty"),
            tr("0 ranks by probability, which favours short captions; more favours longer ones"));
    nameRow(form_, temperature_, tr("Temperature"),
            tr("Below 1 likely words become likelier; above 1 rare words come more often"));
    nameRow(form_, top_k_, tr("Top-k"), tr("Draw from the so many most probable words alone"));
    nameRow(form_, top_p_, tr("Top-p"),
            tr("Draw from the fewest words that together reach this probability"));
    nameRow(form_, samples_, tr("Samples"), tr("How many captions to draw"));
    nameRow(form_, seed_, tr("Seed"), tr("The same seed draws the same captions"));
    nameRow(form_, max_words_, tr("Longest"), tr("Captions are cut after so many words, their end counted"));
    nameRow(form_, no_repeat_, tr("No repeats of"), tr("No run of so many words stands twice in a caption"));
    nameRow(form_, repetition_penalty_, tr("Repetition penalty"),
            tr("What a noun, verb or adjective loses that the caption has said already; 0: nothing"));
    showMethod();
    fillCaptions();
}

void DecodingPanel::setSettings(const DecodingSettings& settings) {
    updating_ = true;
    method_->setCurrentIndex(static_cast<int>(settings.method));
    beam_width_->setValue(settings.beam_width);
    n_best_->setMaximum(settings.beam_width);
    n_best_->setValue(settings.n_best);
    length_penalty_->setValue(settings.length_penalty);
    temperature_->setValue(settings.temperature);
    top_k_->setValue(settings.top_k);
    top_p_->setValue(settings.top_p);
    samples_->setValue(settings.samples);
    seed_->setValue(static_cast<int>(std::min<std::uint64_t>(settings.seed, highest_seed)));
    max_words_->setValue(settings.max_words);
    no_repeat_->setValue(settings.no_repeat_ngram);
    repetition_penalty_->setValue(settings.repetition_penalty);
    updating_ = false;
    change();
}

void DecodingPanel::change() {
    if (updating_)
        return;
    {
        const QSignalBlocker quiet(n_best_);
        n_best_->setMaximum(beam_width_->value());
    }
    DecodingSettings chosen;
    chosen.method = static_cast<DecodingMethod>(method_->currentIndex());
    chosen.beam_width = beam_width_->value();
    chosen.n_best = n_best_->value();
    chosen.length_penalty = length_penalty_->value();
    chosen.temperature = temperature_->value();
    chosen.top_k = top_k_->value();
    chosen.top_p = top_p_->value();
    chosen.samples = samples_->value();
    chosen.seed = static_cast<std::uint64_t>(seed_->value());
    chosen.max_words = max_words_->value();
    chosen.no_repeat_ngram = no_repeat_->value();
    chosen.repetition_penalty = repetition_penalty_->value();
    settings_ = chosen;
    showMethod();
    Q_EMIT changed(settings_);
}

void DecodingPanel::showMethod() {
    const bool beam = settings_.method == DecodingMethod::beam;
    const bool sampling = settings_.method == DecodingMethod::sampling;
    for (QWidget* input : std::initializer_list<QWidget*>{beam_width_, n_best_, length_penalty_})
        form_->setRowVisible(input, beam);
    for (QWidget* input :
         std::initializer_list<QWidget*>{temperature_, top_k_, top_p_, samples_, seed_, another_})
        form_->setRowVisible(input, sampling);
    another_sample_->setEnabled(sampling);
    explanation_->setText(beam ? tr("Keeps several captions at once and takes the best in the end.")
                          : sampling
                              ? tr("Draws each word by its probability: another seed, another caption.")
                              : tr("Takes the most probable word each time."));
}

void DecodingPanel::drawAnother() {
    const auto drawn = static_cast<int>(QRandomGenerator::global()->bounded(highest_seed));
    seed_->setValue(drawn != seed_->value() ? drawn : drawn + 1);
}

void DecodingPanel::setCaptions(const std::vector<Caption>& captions) {
    captions_ = captions;
    fillCaptions();
}

void DecodingPanel::setShown(const Caption& caption) {
    shown_ = wordsOf(caption);
    markShown();
}

void DecodingPanel::setBanned(const std::vector<std::string>& words) {
    banned_ = words;
    fillCaptions();
}

void DecodingPanel::markShown() {
    const QSignalBlocker quiet(captions_list_);
    const int chosen = captions_list_->currentRow();
    if (captions_list_->count() == 0 ||
        (chosen >= 0 && wordsOf(captions_[static_cast<std::size_t>(chosen)]) == shown_))
        return; // one that is drawn twice
    const auto found = std::ranges::find(captions_, shown_, wordsOf);
    captions_list_->setCurrentRow(found == captions_.end() ? -1
                                                           : static_cast<int>(found - captions_.begin()));
}

void DecodingPanel::fillCaptions() {
    const QSignalBlocker quiet(captions_list_);
    captions_list_->clear();
    const bool several = captions_.size() > 1;
    captions_label_->setVisible(several);
    captions_list_->setVisible(several);
    if (!several)
        return;
    captions_label_->setText(captions_.front().method == "beam" ? tr("Captions found, the best first")
                                                                : tr("Captions drawn"));
    for (const Caption& caption : captions_) {
        const QString text = QString::fromStdString(caption.text());
        const QString log_probability = tr("log-probability %1").arg(caption.log_probability, 0, 'f', 2);
        const bool ranked = std::abs(caption.score - caption.log_probability) > 0.005;
        const QString numbers =
            ranked ? tr("%1, score %2").arg(log_probability).arg(caption.score, 0, 'f', 2) : log_probability;
        auto* item = new QListWidgetItem(text + QLatin1Char('\n') + numbers, captions_list_);
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(text, numbers));
        if (hasOneOf(caption, banned_))
            item->setFlags(Qt::NoItemFlags);
    }
    markShown();
    captions_list_->setFixedHeight((4 * fontMetrics().height()) * std::min(captions_list_->count(), 4));
}

} // namespace saccade
