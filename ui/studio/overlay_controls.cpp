#include "ui/studio/overlay_controls.h"

#include "ui/studio/colour_bar.h"
#include "ui/studio/commands.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QSlider>
#include <QVBoxLayout>

#include <cmath>

namespace saccade {

namespace {

void setChoices(QComboBox* box, const QStringList& texts, const QStringList& tips) {
    for (int i = 0; i < texts.size(); ++i) {
        if (i == box->count())
            box->addItem(QString());
        box->setItemText(i, texts[i]);
        box->setItemData(i, tips[i], Qt::ToolTipRole);
    }
}

// A check box that is one with a command: either moves the other.
QCheckBox* checkBoxFor(QAction* action, const std::function<QString()>& text) {
    auto* box = new QCheckBox;
    retranslated(box, [box, action, text] {
        box->setText(text());
        box->setAccessibleName(text());
        box->setToolTip(action->toolTip());
    });
    box->setChecked(action->isChecked());
    QObject::connect(box, &QCheckBox::toggled, action, &QAction::setChecked);
    QObject::connect(action, &QAction::toggled, box, &QCheckBox::setChecked);
    return box;
}

} // namespace

OverlayControls::OverlayControls(const CommandSet& commands, QWidget* parent)
    : QWidget(parent),
      visible_(commands.action(Command::show_overlay)),
      smooth_(commands.action(Command::smooth_overlay)),
      grid_(commands.action(Command::grid_lines)) {
    fades_ = new QCheckBox;

    opacity_ = new QSlider(Qt::Horizontal);
    opacity_->setRange(0, 100);
    opacity_->setPageStep(10);

    subject_ = new QComboBox;
    colours_ = new QComboBox;
    scale_ = new QComboBox;
    placement_ = new QComboBox;
    bar_ = new ColourBar;

    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addRow(
        form, [] { return tr("Shows"); }, subject_);
    addRow(
        form, [] { return tr("Opacity"); }, opacity_);
    addRow(
        form, [] { return tr("Colours"); }, colours_);
    addRow(
        form, [] { return tr("Scale"); }, scale_);
    addRow(
        form, [] { return tr("Placement"); }, placement_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(bar_);
    layout->addSpacing(4);
    layout->addWidget(checkBoxFor(visible_, [] { return tr("Show attention"); }));
    layout->addWidget(checkBoxFor(smooth_, [] { return tr("Smooth the grid"); }));
    layout->addWidget(checkBoxFor(grid_, [] { return tr("Grid lines"); }));
    layout->addWidget(fades_);
    layout->addSpacing(4);
    layout->addLayout(form);

    retranslated(this, [this] {
        setAccessibleName(tr("Attention overlay"));
        subject_->setAccessibleName(tr("Shows"));
        setChoices(subject_, {tr("The word"), tr("Words so far"), tr("Change")},
                   {tr("Where the model looked for the words that are marked, added up"),
                    tr("The gaze that each cell has had up to this word"),
                    tr("Where it looks more and where less than at the word before")});
        fades_->setText(tr("Clear where it does not look"));
        fades_->setAccessibleName(fades_->text());
        fades_->setToolTip(tr("The colours fade out towards the low end of the scale"));
        opacity_->setAccessibleName(tr("Opacity"));
        colours_->setAccessibleName(tr("Colours"));
        setChoices(colours_, {tr("Viridis"), tr("Inferno"), tr("Turbo"), tr("Grey"), tr("Spotlight")},
                   {tr("Even in lightness, safe for colour-blind eyes"),
                    tr("Dark to bright, safe for colour-blind eyes"), tr("A rainbow: strong, but uneven"),
                    tr("Black to white"), tr("Dims the photo where the model does not look")});
        scale_->setAccessibleName(tr("Scale"));
        setChoices(scale_, {tr("Per word"), tr("Per caption"), tr("Fixed, 0 to 1")},
                   {tr("From 0 to the largest value of this word"),
                    tr("From 0 to the largest value of all words: words can be compared"),
                    tr("From 0 to 1: captions can be compared")});
        placement_->setAccessibleName(tr("Placement"));
        setChoices(placement_, {tr("Receptive fields"), tr("Even grid")},
                   {tr("Each cell where the network really looks"),
                    tr("Each cell in an even grid, as most plots do it")});
        showRange(range_, words_);
    });
    setOptions({});
    connect(fades_, &QCheckBox::toggled, this, &OverlayControls::change);
    connect(opacity_, &QSlider::valueChanged, this, &OverlayControls::change);
    for (QComboBox* box : {subject_, colours_, scale_, placement_})
        connect(box, &QComboBox::currentIndexChanged, this, &OverlayControls::change);
    for (QAction* action : {visible_, smooth_, grid_})
        connect(action, &QAction::toggled, this, &OverlayControls::change);
}

void OverlayControls::setOptions(const OverlayOptions& options) {
    updating_ = true;
    visible_->setChecked(options.visible);
    smooth_->setChecked(options.style.field == FieldStyle::smooth);
    grid_->setChecked(options.grid_lines);
    fades_->setChecked(options.fades);
    subject_->setCurrentIndex(static_cast<int>(options.subject));
    opacity_->setValue(static_cast<int>(std::lround(100 * options.style.opacity)));
    colours_->setCurrentIndex(static_cast<int>(options.style.colours));
    scale_->setCurrentIndex(static_cast<int>(options.scale));
    placement_->setCurrentIndex(static_cast<int>(options.placement));
    updating_ = false;
    change();
}

void OverlayControls::showRange(const ColourRange& range, int words) {
    range_ = range;
    words_ = words;
    const bool two_sided = options_.subject == OverlaySubject::change;
    bar_->setScale(two_sided ? ColourMap::difference : options_.style.colours, range,
                   overlayLegend(options_.subject, words));
}

void OverlayControls::change() {
    if (updating_)
        return;
    options_.visible = visible_->isChecked();
    options_.style.field = smooth_->isChecked() ? FieldStyle::smooth : FieldStyle::cells;
    options_.grid_lines = grid_->isChecked();
    options_.fades = fades_->isChecked();
    options_.subject = static_cast<OverlaySubject>(subject_->currentIndex());
    options_.style.opacity = static_cast<float>(opacity_->value()) / 100;
    options_.style.colours = static_cast<ColourMap>(colours_->currentIndex());
    options_.scale = static_cast<OverlayScale>(scale_->currentIndex());
    options_.placement = static_cast<OverlayPlacement>(placement_->currentIndex());
    // One colour cannot say both more and less, and the spotlight fades by nature.
    const bool two_sided = options_.subject == OverlaySubject::change;
    colours_->setEnabled(!two_sided);
    fades_->setEnabled(two_sided || options_.style.colours != ColourMap::spotlight);
    Q_EMIT changed();
}

} // namespace saccade
