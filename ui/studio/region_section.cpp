#include "ui/studio/region_section.h"

#include "ui/studio/bar_delegate.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/commands.h"
#include "ui/studio/flow_layout.h"
#include "ui/studio/inline_message.h"
#include "ui/studio/panel_section.h"
#include "ui/studio/region_tool.h"
#include "ui/studio/word_chip.h"

#include <QAction>
#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QScrollArea>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int step_role = Qt::UserRole + 100;
constexpr double brush_unit = 0.005; // of the photo's longer side

QWidget* buttonsFor(const CommandSet& commands, std::initializer_list<Command> shown) {
    auto* row = new QWidget;
    auto* layout = new FlowLayout(6, row);
    for (const Command command : shown) {
        auto* button = new QToolButton;
        button->setDefaultAction(commands.action(command));
        button->setToolButtonStyle(command == Command::clear_region ? Qt::ToolButtonIconOnly
                                                                    : Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        retranslated(button, [button] {
            button->setAccessibleName(button->defaultAction()->text().remove(QLatin1Char('&')));
        });
        layout->addWidget(button);
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    row->setSizePolicy(policy);
    return row;
}

/// The word, with its place where another one is the same.
QString nameOf(const Caption& caption, std::size_t step) {
    const QString word = shownWord(caption.steps[step]);
    const auto same = std::ranges::count(caption.steps, caption.steps[step].word, &CaptionStep::word);
    return same > 1 ? RegionSection::tr("%1 (word %2)").arg(word).arg(step + 1) : word;
}

QString times(double ratio) {
    return QString::number(ratio, 'f', ratio < 10 ? 1 : 0);
}

} // namespace

RegionSection::RegionSection(const CommandSet& commands, QWidget* parent)
    : QWidget(parent),
      summary_(new QLabel),
      words_(new QListWidget),
      brush_row_(new QWidget),
      brush_label_(new QLabel),
      brush_size_(new QSlider(Qt::Horizontal)),
      erases_(new QCheckBox),
      work_(new QLabel),
      fault_(new InlineMessage) {
    summary_->setWordWrap(true);
    summary_->setForegroundRole(QPalette::PlaceholderText);
    work_->setWordWrap(true);
    work_->setForegroundRole(QPalette::PlaceholderText);
    fault_->setClosable(true);
    brush_size_->setRange(static_cast<int>(std::lround(least_brush / brush_unit)),
                          static_cast<int>(std::lround(largest_brush / brush_unit)));
    brush_label_->setForegroundRole(QPalette::PlaceholderText);
    auto* size = new QHBoxLayout;
    size->addWidget(brush_label_);
    size->addWidget(brush_size_, 1);
    auto* brush = new QVBoxLayout(brush_row_);
    brush->setContentsMargins(0, 0, 0, 0);
    brush->addLayout(size);
    brush->addWidget(erases_);

    words_->setItemDelegate(new BarDelegate(words_));
    words_->setFrameShape(QFrame::NoFrame);
    words_->setSelectionMode(QAbstractItemView::NoSelection);
    words_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    words_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    words_->setUniformItemSizes(true);
    words_->setMouseTracking(true);
    words_->viewport()->setAutoFillBackground(false);
    words_->viewport()->installEventFilter(this);
    words_->installEventFilter(this);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(
        buttonsFor(commands, {Command::region_rectangle, Command::region_brush, Command::clear_region}));
    layout->addWidget(brush_row_);
    layout->addWidget(summary_);
    layout->addWidget(words_);
    layout->addWidget(buttonsFor(commands, {Command::hide_by_blur, Command::hide_by_colour}));
    layout->addWidget(work_);
    layout->addWidget(fault_);

    const auto step_of = [](const QListWidgetItem* item) { return item->data(step_role).toInt(); };
    connect(words_, &QListWidget::itemEntered, this,
            [this, step_of](const QListWidgetItem* item) { Q_EMIT pointedAt(step_of(item)); });
    connect(words_, &QListWidget::viewportEntered, this, [this] { Q_EMIT pointedAt(-1); });
    connect(words_, &QListWidget::currentItemChanged, this, [this, step_of](const QListWidgetItem* item) {
        if (item != nullptr && words_->hasFocus())
            Q_EMIT pointedAt(step_of(item));
    });
    for (const auto signal : {&QListWidget::itemClicked, &QListWidget::itemActivated})
        connect(words_, signal, this,
                [this, step_of](const QListWidgetItem* item) { Q_EMIT chosen(step_of(item)); });
    connect(brush_size_, &QSlider::valueChanged, this,
            [this](int value) { Q_EMIT brushRadiusChanged(value * brush_unit); });
    connect(erases_, &QCheckBox::toggled, this, &RegionSection::erasingChanged);
    retranslated(this, [this] {
        setAccessibleName(tr("Region"));
        fault_->setName(tr("Region message"));
        summary_->setAccessibleName(tr("About the region"));
        words_->setAccessibleName(tr("Words that looked there"));
        brush_label_->setText(tr("Brush size"));
        brush_size_->setAccessibleName(tr("Brush size"));
        brush_size_->setToolTip(tr("[ and ] make it smaller and larger"));
        erases_->setText(tr("Erase"));
        erases_->setAccessibleName(tr("Erase with the brush"));
        erases_->setToolTip(tr("The brush takes away what it marked before (E)"));
        work_->setAccessibleName(tr("What is done with the region"));
        describe();
    });
    showWork({});
    fault_->hide();
    showNothing();
    setBrush(false, 0.04, false);
}

void RegionSection::describe() {
    summary_->setText(
        has_region_
            ? tr("%1 of the photo. A gaze that is the same everywhere leaves %2 there: the mark on each bar.")
                  .arg(percent(static_cast<float>(area_)), percent(static_cast<float>(chance_)))
            : tr("Mark a part of the photo with the rectangle or the brush to see which words looked there, "
                 "and "
                 "what the model says when it is hidden. With either in hand, the arrow keys move what is "
                 "marked, and Shift with them resizes it."));
}

void RegionSection::showNothing() {
    has_region_ = false;
    words_->clear();
    words_->hide();
    describe();
}

void RegionSection::showRanking(const Caption& caption, const std::vector<RegionGaze>& ranking, double area) {
    has_region_ = true;
    area_ = area;
    chance_ = ranking.empty() ? 0 : ranking.front().chance;
    const int count = static_cast<int>(ranking.size());
    // The bars of a small region would be too short to be told apart: the longest one is the largest share.
    const double longest = std::max({chance_, ranking.empty() ? 0 : ranking.front().share, 1e-9});
    while (words_->count() > count)
        delete words_->takeItem(words_->count() - 1);
    while (words_->count() < count)
        words_->addItem(new QListWidgetItem);
    for (int row = 0; row < count; ++row) {
        const RegionGaze& gaze = ranking[static_cast<std::size_t>(row)];
        const QString word = nameOf(caption, gaze.step);
        const QString share = percent(static_cast<float>(gaze.share));
        QListWidgetItem* item = words_->item(row);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setText(word);
        item->setData(step_role, static_cast<int>(gaze.step));
        item->setData(BarDelegate::share_role, gaze.share / longest);
        item->setData(BarDelegate::mark_role, gaze.chance / longest);
        item->setData(BarDelegate::figure_role, tr("%1  ·  %2×").arg(share, times(gaze.times_chance())));
        item->setData(
            Qt::AccessibleTextRole,
            tr("%1, %2 of its attention, %3 times chance").arg(word, share, times(gaze.times_chance())));
        item->setToolTip(item->data(Qt::AccessibleTextRole).toString());
    }
    words_->setFixedHeight(count * words_->sizeHintForRow(0) + 2);
    words_->setVisible(count > 0);
    describe();
}

void RegionSection::setShownStep(int step) {
    for (int row = 0; row < words_->count(); ++row) {
        QListWidgetItem* item = words_->item(row);
        item->setData(BarDelegate::strong_role, item->data(step_role).toInt() == step);
    }
}

void RegionSection::setBrush(bool in_use, double radius, bool erases) {
    const QSignalBlocker quiet_size(brush_size_);
    const QSignalBlocker quiet_erasing(erases_);
    brush_size_->setValue(static_cast<int>(std::lround(radius / brush_unit)));
    erases_->setChecked(erases);
    brush_row_->setVisible(in_use);
}

void RegionSection::reveal() {
    openSectionsAround(this);
    for (QWidget* each = parentWidget(); each != nullptr; each = each->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(each)) {
            // Once what has just been shown has its place.
            QMetaObject::invokeMethod(
                this, [this, area] { area->ensureWidgetVisible(this, 0, 0); }, Qt::QueuedConnection);
            return;
        }
    }
}

void RegionSection::showWork(const QString& text) {
    work_->setText(text);
    work_->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        fault_->hide();
}

void RegionSection::showFault(const LiveText& text) {
    showWork({});
    fault_->showMessage(text);
}

bool RegionSection::eventFilter(QObject* watched, QEvent* event) {
    if ((watched == words_->viewport() && event->type() == QEvent::Leave) ||
        (watched == words_ && event->type() == QEvent::FocusOut))
        Q_EMIT pointedAt(-1);
    return QWidget::eventFilter(watched, event);
}

} // namespace saccade
