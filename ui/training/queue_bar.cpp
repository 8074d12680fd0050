#include "ui/training/queue_bar.h"

#include "ui/services/run_queue.h"
#include "ui/studio/retranslated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace saccade {

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
    setToolTip(names.join(QLatin1Char('\n')));
    text_->setAccessibleDescription(names.join(QStringLiteral(", ")));
    start_->setVisible(!training_);
    setVisible(count > 0);
}

} // namespace saccade
