#include "ui/studio/transport_bar.h"

#include "ui/studio/key_courtesy.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_cursor.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

namespace saccade {

TransportBar::TransportBar(WordCursor& cursor, QAction* play, QWidget* parent)
    : QWidget(parent),
      cursor_(cursor) {
    auto* button = new QToolButton;
    button->setDefaultAction(play);
    button->setAutoRaise(true);
    button->setIconSize({20, 20});
    button->setFocusPolicy(Qt::StrongFocus);

    slider_ = new QSlider(Qt::Horizontal);
    slider_->setPageStep(1);
    slider_->setTickPosition(QSlider::TicksBelow);
    slider_->setTickInterval(1);
    slider_->setProperty(yields_keys, true);

    place_ = new QLabel;
    place_->setForegroundRole(QPalette::PlaceholderText);
    place_->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("00 / 00")));
    place_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(button);
    layout->addWidget(slider_, 1);
    layout->addWidget(place_);

    connect(slider_, &QSlider::valueChanged, this, [this](int value) { cursor_.moveTo(value); });
    connect(&cursor_, &WordCursor::changed, this, &TransportBar::follow);
    follow();
    retranslated(this, [this, button] {
        button->setAccessibleName(tr("Play"));
        slider_->setAccessibleName(tr("Word"));
        place_->setAccessibleName(tr("Place in the caption"));
    });
}

void TransportBar::follow() {
    setEnabled(cursor_.words() > 0);
    const QSignalBlocker blocker(slider_);
    slider_->setRange(0, std::max(0, cursor_.words() - 1));
    slider_->setValue(std::max(0, cursor_.current()));
    place_->setText(cursor_.words() == 0 ? QString()
                                         : tr("%1 / %2").arg(cursor_.shown() + 1).arg(cursor_.words()));
}

} // namespace saccade
