#include "ui/training/queue_bar.h"

#include "ui/services/run_queue.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/narrow.h"
#include "ui/studio/retranslated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace saccade {

namespace {

constexpr int narrow = 190;
constexpr qsizetype most_named = 20;

QString firstOf(const QStringList& names) {
    QStringList lines = names.mid(0, most_named);
    if (names.size() > most_named)
        lines += QStringLiteral("…");
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QueueBar::QueueBar(RunQueue& queue, QWidget* parent)
    : QWidget(parent),
      queue_(queue),
      text_(new QLabel),
      start_(new QPushButton),
      clear_(new QPushButton) {
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::PlainText);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(start_);
    buttons->addWidget(clear_);
    whenNarrow(this, narrow, [buttons](bool below) {
        buttons->setDirection(below ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(text_);
    layout->addLayout(buttons);
    connect(start_, &QPushButton::clicked, this, &QueueBar::startRequested);
    connect(clear_, &QPushButton::clicked, this, &QueueBar::clearRequested);
    connect(&queue_, &RunQueue::changed, this, &QueueBar::update);
    retranslated(this, [this] {
        text_->setAccessibleName(tr("Waiting runs"));
        start_->setText(tr("&Start Queue"));
        clear_->setText(tr("Clear &Queue"));
        update();
    });
}

void QueueBar::setTraining(bool training) {
    training_ = training;
    update();
}

void QueueBar::update() {
    const auto count = static_cast<int>(queue_.waiting().size());
    text_->setText(count == 1 ? tr("1 run waits for its turn.")
                              : tr("%1 runs wait for their turn.").arg(count));
    QStringList names;
    for (const TrainingJob& job : queue_.waiting())
        names += QString::fromStdString(job.run.filename().string());
    setToolTip(plainTip(firstOf(names)));
    text_->setAccessibleDescription(names.join(QStringLiteral(", ")));
    start_->setVisible(!training_);
    setVisible(count > 0);
}

} // namespace saccade
