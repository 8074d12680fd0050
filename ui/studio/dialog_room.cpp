#include "ui/studio/dialog_room.h"

#include <QDialog>
#include <QLayout>
#include <QScreen>
#include <QScrollArea>

namespace saccade {

namespace {

constexpr int title_bar = 36; // and the frame of a window, roughly

/// Qt's own asks for no more than some lines.
class ContentArea : public QScrollArea {
public:
    QSize sizeHint() const override { return widget()->sizeHint(); }
};

} // namespace

QScrollArea* scrolledContent(QWidget* content) {
    auto* area = new ContentArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

int wholeHeight(QDialog& dialog) {
    for (QWidget* part : dialog.findChildren<QWidget*>())
        part->ensurePolished();
    for (auto* area : dialog.findChildren<QScrollArea*>()) {
        area->widget()->layout()->activate(); // layouts keep what they have measured before
        area->updateGeometry();
    }
    return dialog.sizeHint().height();
}

void resizeWithinScreen(QDialog& dialog, const QSize& wanted) {
    const QSize room = dialog.screen()->availableSize() - QSize(0, title_bar);
    dialog.resize(wanted.expandedTo(dialog.minimumSizeHint()).boundedTo(room));
}

} // namespace saccade
