#include "ui/studio/beam_tree_dialog.h"

#include "ui/studio/beam_tree_view.h"
#include "ui/studio/branch_names.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/overlay_options.h"
#include "ui/studio/photo_canvas.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace saccade {

namespace {

constexpr int widest = 20;    ///< wider trees are for the command line
constexpr int patience = 250; ///< milliseconds from a change of the settings to the search

/// The path to a node as the caption that it is.
Caption captionOf(const BeamTree& tree, std::size_t node) {
    Caption caption;
    for (const std::size_t each : tree.path(node)) {
        CaptionStep& step = caption.steps.emplace_back();
        step.token = tree.nodes[each].token;
        step.word = tree.nodes[each].word;
        step.probability = tree.nodes[each].probability;
        step.attention = tree.nodes[each].attention;
    }
    caption.finished = tree.nodes[node].fate == BeamFate::finished;
    return caption;
}

} // namespace

BeamTreeDialog::BeamTreeDialog(WhatIfService& service, const PhotoPyramid& photo,
                               const GridPlacement& placement, const DecodingSettings& settings,
                               std::vector<std::string> banned, QWidget* parent)
    : QDialog(parent),
      service_(service),
      placement_(placement),
      banned_(std::move(banned)),
      width_(new QSpinBox),
      penalty_(new QDoubleSpinBox),
      summary_(new QLabel),
      message_(new InlineMessage(tr("What is wrong with the search"))),
      view_(new BeamTreeView),
      canvas_(new PhotoCanvas),
      words_(new QLabel),
      numbers_(new QLabel),
      fate_(new QLabel) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    width_->setRange(1, widest);
    width_->setValue(std::clamp(settings.beam_width, 1, widest));
    penalty_->setRange(0, 10);
    penalty_->setSingleStep(0.1);
    penalty_->setDecimals(1);
    penalty_->setValue(settings.length_penalty);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    message_->hide();
    canvas_->setPhoto(photo);
    canvas_->setFocusPolicy(Qt::NoFocus);
    canvas_->setMinimumSize(260, 180);
    for (QLabel* label : {words_, numbers_, fate_}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    QFont large = font();
    large.setPointSizeF(font().pointSizeF() * 1.3);
    words_->setFont(large);
    fate_->setForegroundRole(QPalette::PlaceholderText);

    auto* width_label = new QLabel;
    width_label->setBuddy(width_);
    auto* penalty_label = new QLabel;
    penalty_label->setBuddy(penalty_);
    auto* bar = new QHBoxLayout;
    bar->setSpacing(8);
    bar->addWidget(width_label);
    bar->addWidget(width_);
    bar->addSpacing(12);
    bar->addWidget(penalty_label);
    bar->addWidget(penalty_);
    bar->addSpacing(12);
    bar->addWidget(summary_, 1);

    auto* side = new QVBoxLayout;
    side->setSpacing(8);
    side->addWidget(canvas_, 1);
    side->addWidget(words_);
    side->addWidget(numbers_);
    side->addWidget(fate_);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(16);
    middle->addWidget(view_, 3);
    middle->addLayout(side, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    take_ = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    take_->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(bar);
    layout->addWidget(message_);
    layout->addLayout(middle, 1);
    layout->addWidget(buttons);
    resize(parent->size() * 0.92);

    retranslated(this, [this, width_label, penalty_label] {
        setWindowTitle(tr("Beam tree"));
        setAccessibleName(tr("Beam tree window"));
        width_label->setText(tr("&Width of the beam"));
        width_->setAccessibleName(tr("Width of the beam"));
        width_->setToolTip(tr("How many hypotheses are kept at each word"));
        penalty_label->setText(tr("&Length penalty"));
        penalty_->setAccessibleName(tr("Length penalty"));
        penalty_->setToolTip(tr("0 favours short captions"));
        canvas_->setAccessibleName(tr("Where the hypothesis looks"));
        words_->setAccessibleName(tr("Hypothesis"));
        numbers_->setAccessibleName(tr("Score of the hypothesis"));
        fate_->setAccessibleName(tr("What became of it"));
        summary_->setAccessibleName(tr("Summary of the search"));
        take_->setText(tr("&Make It a Branch"));
        showHypothesis();
    });

    auto* wait = new QTimer(this);
    wait->setSingleShot(true);
    wait->setInterval(patience);
    connect(wait, &QTimer::timeout, this, &BeamTreeDialog::search);
    connect(width_, &QSpinBox::valueChanged, wait, qOverload<>(&QTimer::start));
    connect(penalty_, &QDoubleSpinBox::valueChanged, wait, qOverload<>(&QTimer::start));
    connect(view_, &BeamTreeView::shownChanged, this, &BeamTreeDialog::showHypothesis);
    connect(view_, &BeamTreeView::chosen, this, &BeamTreeDialog::choose);
    connect(take_, &QPushButton::clicked, this, [this] { choose(view_->current()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&service_, &WhatIfService::searched, this, &BeamTreeDialog::showTree);
    connect(&service_, &WhatIfService::searchFailed, this, [this](const WhatIfFault& fault) {
        showTree({});
        summary_->clear();
        message_->showMessage([fault] { return fault.fault.sentence(); });
    });
    for (QAbstractButton* button : buttons->buttons())
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    view_->setFocus();
    search();
}

BeamTreeDialog::~BeamTreeDialog() {
    view_->disconnect(this);
    service_.cancelSearch();
}

void BeamTreeDialog::search() {
    message_->hide();
    summary_->setText(tr("Searching…"));
    service_.search({width_->value(), penalty_->value(), banned_});
}

void BeamTreeDialog::showTree(const BeamTree& tree) {
    view_->setTree(tree);
    const auto count = [&](BeamFate fate) {
        return static_cast<int>(std::ranges::count(tree.nodes, fate, &BeamTreeNode::fate));
    };
    summary_->setText(tr("%1 hypotheses kept, %2 of them dropped, %3 came to an end")
                          .arg(QString::number(tree.nodes.size()), QString::number(count(BeamFate::pruned)),
                               QString::number(count(BeamFate::finished))));
}

void BeamTreeDialog::showHypothesis() {
    const BeamTree& tree = view_->tree();
    const std::size_t node = view_->shown();
    take_->setEnabled(view_->current() < tree.nodes.size());
    if (node >= tree.nodes.size()) {
        for (QLabel* label : {words_, numbers_, fate_})
            label->clear();
        canvas_->setLayer({});
        return;
    }
    const BeamTreeNode& shown = tree.nodes[node];
    const Caption caption = captionOf(tree, node);
    words_->setText(shown.fate == BeamFate::finished
                        ? QString::fromStdString(caption.text())
                        : QString::fromStdString(caption.text()) + QStringLiteral(" …"));
    numbers_->setText(tr("Score %1  ·  log-probability %2  ·  this word %3")
                          .arg(logProbability(shown.score), logProbability(shown.log_probability),
                               percent(shown.probability)));
    fate_->setText(fateText(shown));
    view_->setAccessibleDescription(
        QStringLiteral("%1. %2. %3").arg(words_->text(), numbers_->text(), fate_->text()));
    canvas_->setLayer(layerFor(caption, placement_, static_cast<int>(caption.steps.size()) - 1, {}));
}

QString BeamTreeDialog::fateText(const BeamTreeNode& node) const {
    switch (node.fate) {
    case BeamFate::continued:
        return tr("It was kept, and goes on.");
    case BeamFate::pruned:
        return std::isfinite(node.best_next)
                   ? tr("Dropped after word %1: its best continuation would have scored %2, and the worst "
                        "that was "
                        "kept scored %3.")
                         .arg(QString::number(node.step), logProbability(node.best_next),
                              logProbability(node.needed))
                   : tr("Dropped after word %1: no word was allowed to follow.").arg(node.step);
    case BeamFate::finished:
        return tr("It came to its end after %1 words.").arg(node.step - 1);
    case BeamFate::cut:
        return tr("Cut at word %1: the limit of words.").arg(node.step);
    case BeamFate::stopped:
        return tr("Still alive when the search ended: it could not have become better than what was found.");
    }
    return {};
}

void BeamTreeDialog::choose(std::size_t node) {
    const BeamTree& tree = view_->tree();
    if (node >= tree.nodes.size())
        return;
    std::vector<std::int32_t> tokens = tree.tokens(node);
    const bool finished = tree.nodes[node].fate == BeamFate::finished;
    if (finished)
        tokens.pop_back(); // the end follows by itself
    Q_EMIT hypothesisChosen(tokens, finished);
    accept();
}

} // namespace saccade
