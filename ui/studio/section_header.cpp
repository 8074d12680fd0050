#include "ui/studio/section_header.h"

#include "ui/studio/panel_section.h"
#include "ui/studio/theme.h"

#include <QAccessibleWidget>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>

namespace saccade {

namespace {

constexpr int padding = 4;      // above and below the title
constexpr int arrow_extent = 8; // of the square that the arrow turns in

/// A button that says whether what it opens is open.
class AccessibleHeader : public QAccessibleWidget {
public:
    explicit AccessibleHeader(SectionHeader* header) : QAccessibleWidget(header, QAccessible::Button) {}

    QAccessible::State state() const override {
        QAccessible::State result = QAccessibleWidget::state();
        result.expandable = true;
        result.expanded = header()->isChecked();
        result.collapsed = !header()->isChecked();
        return result;
    }
    QStringList actionNames() const override {
        return QStringList{pressAction()} + QAccessibleWidget::actionNames();
    }
    void doAction(const QString& name) override {
        if (name == pressAction())
            header()->click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    SectionHeader* header() const { return static_cast<SectionHeader*>(widget()); }
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object) {
    auto* header = qobject_cast<SectionHeader*>(object);
    return header == nullptr ? nullptr : new AccessibleHeader(header);
}

} // namespace

SectionHeader::SectionHeader(QWidget* parent) : QAbstractButton(parent) {
    [[maybe_unused]] static const bool known = (QAccessible::installFactory(makeAccessible), true);
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::toggled, this, [this] {
        QAccessible::State changed;
        changed.expanded = true;
        changed.collapsed = true;
        QAccessibleStateChangeEvent event(this, changed);
        QAccessible::updateAccessibility(&event);
    });
}

QFont SectionHeader::titleFont() const {
    QFont result = font();
    result.setWeight(QFont::DemiBold);
    return result;
}

QSize SectionHeader::sizeHint() const {
    const QFontMetrics metrics(titleFont());
    return {metrics.horizontalAdvance(text()) + 2 * PanelSection::inset + arrow_extent,
            metrics.height() + 2 * padding};
}

QSize SectionHeader::minimumSizeHint() const {
    return {8 * arrow_extent, sizeHint().height()};
}

void SectionHeader::paintEvent(QPaintEvent*) {
    const Tones& tones = tonesOf(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = rect().toRectF().adjusted(0.75, 0.75, -0.75, -0.75);
    if (underMouse() || hasFocus()) {
        painter.setBrush(underMouse() ? QBrush(tones.chip_hover) : QBrush(Qt::NoBrush));
        painter.setPen(hasFocus() ? QPen(tones.accent, 1.5) : QPen(Qt::NoPen));
        painter.drawRoundedRect(body, 5, 5);
    }

    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QColor ink = underMouse() ? palette().color(QPalette::WindowText) : tones.quiet_text;
    const QRect inner = rect().adjusted(PanelSection::inset, 0, -PanelSection::inset, 0);
    const QRect title =
        mirrored ? inner.adjusted(2 * arrow_extent, 0, 0, 0) : inner.adjusted(0, 0, -2 * arrow_extent, 0);
    painter.setFont(titleFont());
    painter.setPen(ink);
    painter.drawText(title, Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     QFontMetrics(titleFont()).elidedText(text(), Qt::ElideRight, title.width()));

    painter.translate(mirrored ? inner.left() + arrow_extent / 2.0 : inner.right() + 1 - arrow_extent / 2.0,
                      height() / 2.0);
    painter.rotate(isChecked() ? 0 : mirrored ? 90 : -90);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}});
}

void SectionHeader::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void SectionHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

} // namespace saccade
