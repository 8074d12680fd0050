#include "ui/studio/busy_line.h"

#include "ui/studio/retranslated.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>

namespace saccade {

BusyLine::BusyLine(QWidget* parent) : QWidget(parent) {
    text_ = new QLabel;
    text_->setTextFormat(Qt::PlainText);
    bar_ = new QProgressBar;
    bar_->setTextVisible(false);
    bar_->setFixedSize(160, 8);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(bar_);
    layout->addWidget(text_, 1);

    delay_.setSingleShot(true);
    delay_.setInterval(500);
    connect(&delay_, &QTimer::timeout, this, [this] { setShowing(true); });
    retranslated(this, [this] {
        setAccessibleName(tr("Busy"));
        text_->setAccessibleName(tr("What is being done"));
        bar_->setAccessibleName(tr("Progress"));
    });
}

QString BusyLine::text() const {
    return text_->text();
}

void BusyLine::setWork(const QString& text) {
    text_->setText(text);
    if (text.isEmpty()) {
        delay_.stop();
        setShowing(false);
    } else if (!showing_ && !delay_.isActive()) {
        delay_.start();
    }
}

void BusyLine::setShowing(bool showing) {
    bar_->setRange(0, showing ? 0 : 1); // 0 to 0 moves for ever, and costs a timer
    if (showing == showing_)
        return;
    showing_ = showing;
    Q_EMIT showingChanged(showing);
}

} // namespace saccade
