#include "ui/studio/transport_bar.h"

#include "ui/studio/retranslated.h"
#include "ui/studio/timeline.h"
#include "ui/studio/word_cursor.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>
#include <array>

namespace saccade {

namespace {

constexpr std::array speeds{0.5, 0.75, 1.0, 1.5, 2.0, 3.0};

QToolButton* buttonFor(QAction* action) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize({20, 20});
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

TransportBar::TransportBar(WordCursor& cursor, QAction* play, QAction* loop, QWidget* parent)
    : QWidget(parent),
      cursor_(cursor) {
    QToolButton* play_button = buttonFor(play);
    QToolButton* loop_button = buttonFor(loop);
    timeline_ = new Timeline;
    speed_ = new QComboBox;
    for (const double speed : speeds)
        speed_->addItem(QStringLiteral("%1×").arg(speed));
    speed_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    place_ = new QLabel;
    place_->setForegroundRole(QPalette::PlaceholderText);
    place_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00 / 00")));
    place_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(play_button);
    layout->addWidget(timeline_, 1);
    layout->addWidget(place_);
    layout->addWidget(speed_);
    layout->addWidget(loop_button);

    connect(timeline_, &Timeline::valueChanged, &cursor_, &WordCursor::moveTo);
    connect(timeline_, &Timeline::scrubbed, &cursor_, &WordCursor::scrub);
    connect(timeline_, &Timeline::letGo, &cursor_, &WordCursor::settle);
    connect(speed_, &QComboBox::currentIndexChanged, this,
            [this](int row) { cursor_.setSpeed(speeds[static_cast<std::size_t>(row)]); });
    connect(loop, &QAction::toggled, &cursor_, &WordCursor::setLooping);
    connect(&cursor_, &WordCursor::speedChanged, this, &TransportBar::showSpeed);
    connect(&cursor_, &WordCursor::changed, this, &TransportBar::follow);
    showSpeed(cursor_.speed());
    follow();
    retranslated(this, [this, play_button, loop_button] {
        play_button->setAccessibleName(tr("Play"));
        loop_button->setAccessibleName(tr("Loop"));
        timeline_->setAccessibleName(tr("Word"));
        timeline_->setToolTip(tr("Drag to move between the words"));
        speed_->setAccessibleName(tr("Speed"));
        speed_->setToolTip(tr("How fast the words are played"));
        place_->setAccessibleName(tr("Place in the caption"));
    });
}

// The nearest that the list has.
void TransportBar::showSpeed(double speed) {
    const auto nearest =
        std::ranges::min_element(speeds, {}, [speed](double each) { return std::abs(each - speed); });
    const QSignalBlocker blocker(speed_);
    speed_->setCurrentIndex(static_cast<int>(nearest - speeds.begin()));
}

void TransportBar::follow() {
    setEnabled(cursor_.words() > 0);
    timeline_->showPosition(cursor_.words(), std::max(0.0, cursor_.position()));
    place_->setText(cursor_.words() == 0 ? QString()
                                         : tr("%1 / %2").arg(cursor_.shown() + 1).arg(cursor_.words()));
}

} // namespace saccade
