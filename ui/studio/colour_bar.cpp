#include "ui/studio/colour_bar.h"

#include "ui/studio/attention_layer.h"
#include "ui/studio/retranslated.h"
#include "ui/studio/theme.h"

#include <QPainter>

#include <cmath>

namespace saccade {

namespace {

constexpr int bar_height = 10;
constexpr int gap = 4;

QString number(float value) {
    if (value == 0 || std::abs(value) == 1)
        return QString::number(static_cast<int>(value));
    return QString::number(static_cast<double>(value), 'f', std::abs(value) < 0.1F ? 3 : 2);
}

} // namespace

ColourBar::ColourBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    retranslated(this, [this] {
        setAccessibleName(tr("Colour scale"));
        describe();
    });
}

void ColourBar::setScale(ColourMap map, const ColourRange& range, const QString& legend) {
    map_ = map;
    range_ = range;
    legend_ = legend;
    describe();
    update();
}

void ColourBar::describe() {
    const QString text =
        !legend_.isEmpty() ? tr("From %1 to %2: %3").arg(lowText(), highText(), legend_)
        : map_ == ColourMap::difference
            ? tr("From %1, more on the right, to %2, more on the left").arg(lowText(), highText())
            : tr("From %1 to %2 of the gaze in one cell").arg(lowText(), highText());
    setAccessibleDescription(text);
    setToolTip(text);
}

QString ColourBar::lowText() const {
    return number(range_.low);
}
QString ColourBar::highText() const {
    return number(range_.high);
}

QSize ColourBar::sizeHint() const {
    return {160, bar_height + gap + fontMetrics().height()};
}

void ColourBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QRect bar(0, 0, width(), bar_height);
    if (map_ == ColourMap::spotlight)
        painter.fillRect(bar, Qt::white);
    for (int x = 0; x < bar.width(); ++x) {
        const float value = static_cast<float>(x) / static_cast<float>(std::max(1, bar.width() - 1));
        painter.fillRect(x, 0, 1, bar_height, colourAt(value, map_));
    }
    painter.setPen(tonesOf(palette()).quiet_text);
    const QRect line(0, bar_height + gap, width(), fontMetrics().height());
    painter.drawText(line, Qt::AlignLeft, lowText());
    painter.drawText(line, Qt::AlignRight, highText());
    painter.drawText(line, Qt::AlignHCenter,
                     !legend_.isEmpty()              ? legend_
                     : map_ == ColourMap::difference ? QStringLiteral("0")
                                                     : tr("share of the gaze"));
}

} // namespace saccade
