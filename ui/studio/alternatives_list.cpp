#include "ui/studio/alternatives_list.h"

#include "ui/studio/bar_delegate.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/word_chip.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <utility>

namespace saccade {

namespace {

constexpr int keys = 9; ///< rows that a digit chooses

} // namespace

AlternativesList::AlternativesList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new BarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    viewport()->setAutoFillBackground(false);
    retranslated(this, [this] {
        setAccessibleName(tr("Alternatives"));
        setToolTip(tr("Say this word instead, and go on from there"));
    });
    viewport()->setAttribute(Qt::WA_Hover);
    viewport()->setCursor(Qt::PointingHandCursor);
}

void AlternativesList::showStep(const CaptionStep& step) {
    const int row = currentRow();
    clear();
    words_ = step.alternatives;
    pressed_ = -1;
    for (const Alternative& each : step.alternatives) {
        const bool end = each.word == "<end>";
        const QString word = end ? tr("end of the caption") : QString::fromStdString(each.word);
        auto* item = new QListWidgetItem(word, this);
        item->setData(BarDelegate::share_role, each.probability);
        item->setData(BarDelegate::figure_role, percent(each.probability));
        item->setData(BarDelegate::strong_role, each.token == step.token);
        item->setData(BarDelegate::key_role, count() <= keys ? QString::number(count()) : QString());
        item->setData(Qt::AccessibleTextRole, tr("%1, %2").arg(word, percent(each.probability)));
        item->setFlags(Qt::ItemIsEnabled);
    }
    if (hasFocus())
        setCurrentRow(std::clamp(row, 0, count() - 1));
}

void AlternativesList::choose(int row) {
    if (row >= 0 && row < count())
        Q_EMIT chosen(words_[static_cast<std::size_t>(row)]);
}

void AlternativesList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentRow());
    else
        QListWidget::keyPressEvent(event);
}

// By hand, because the second click of a double click would otherwise choose among the words of the next
// caption.
void AlternativesList::mousePressEvent(QMouseEvent* event) {
    QListWidget::mousePressEvent(event);
    pressed_ = event->button() == Qt::LeftButton ? indexAt(event->pos()).row() : -1;
}

void AlternativesList::mouseReleaseEvent(QMouseEvent* event) {
    QListWidget::mouseReleaseEvent(event);
    const int row = std::exchange(pressed_, -1);
    if (row >= 0 && row == indexAt(event->pos()).row())
        choose(row);
}

void AlternativesList::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
}

QSize AlternativesList::sizeHint() const {
    return {200, 10 * BarDelegate::rowHeight(fontMetrics())};
}
QSize AlternativesList::minimumSizeHint() const {
    return {120, 3 * BarDelegate::rowHeight(fontMetrics())};
}

} // namespace saccade
