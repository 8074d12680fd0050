#include "ui/training/metric_plot.h"

#include "ui/studio/theme.h"

#include <array>
#include <cmath>

namespace saccade {

namespace {

QString number(double value) {
    return std::abs(value) != 0 && std::abs(value) < 1e-3 ? QString::number(value, 'e', 2)
                                                          : QString::number(value, 'f', 4);
}

} // namespace

QColor runColour(int run, bool dark) {
    static constexpr std::array light{0x0072B2, 0xB35900, 0x007A5A, 0x9C3F77, 0x7A6400, 0x3C6FA8};
    static constexpr std::array on_dark{0x56B4E9, 0xE69F00, 0x2BC79E, 0xE38BC0, 0xF0E442, 0xA7C7E7};
    const auto& colours = dark ? on_dark : light;
    return QColor::fromRgb(static_cast<QRgb>(colours[static_cast<std::size_t>(run) % colours.size()]));
}

MetricPlot::MetricPlot(QWidget* parent) : QCustomPlot(parent), cursor_(new QCPItemStraightLine(this)) {
    setMouseTracking(true);
    setMinimumSize(160, 110);
    setNoAntialiasingOnDrag(true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    axisRect()->setRangeDrag(Qt::Horizontal);
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setupFullAxesBox();
    for (QCPAxis* axis : {xAxis2, yAxis2})
        axis->setVisible(false);
    legend->setVisible(true);
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    legend->setBorderPen(Qt::NoPen);
    cursor_->setVisible(false);
    connect(xAxis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this, [this](const QCPRange& range) {
        if (fitting_)
            return;
        leaveFollowing();
        supply();
        Q_EMIT epochsChanged(range);
    });
    followPalette();
}

void MetricPlot::setCurves(std::vector<PlotCurve> curves) {
    curves_ = std::move(curves);
    clearGraphs();
    lines_.clear();
    legend->clearItems();
    for (const PlotCurve& curve : curves_) {
        QCPGraph* const line = addGraph();
        line->setName(curve.name);
        line->setAdaptiveSampling(false); // MetricSeries gives no more than can be seen
        if (!curve.in_legend)
            line->removeFromLegend();
        lines_.push_back(line);
    }
    gaps_ = addGraph();
    gaps_->setName(tr("not a number"));
    gaps_->setLineStyle(QCPGraph::lsNone);
    gaps_->removeFromLegend();
    followPalette();
    refresh();
}

void MetricPlot::refresh() {
    if (following_)
        fit();
    else
        supply();
}

void MetricPlot::fit() {
    double last = 0;
    bool any = false;
    for (const PlotCurve& curve : curves_) {
        any = any || !curve.series->isEmpty();
        last = std::max(last, curve.series->lastX());
    }
    fitting_ = true;
    xAxis->setRange(0, any ? std::max(last * 1.02, 1e-3) : 1);
    fitting_ = false;
    supply();
}

// The only place that gives QCustomPlot points: those that the current range needs.
void MetricPlot::supply() {
    const QCPRange x = xAxis->range();
    const auto columns = static_cast<std::size_t>(std::max(axisRect()->width(), 64));
    double least = 0;
    double most = 0;
    bool found = false;
    QVector<double> gap_x;
    for (std::size_t i = 0; i < curves_.size(); ++i) {
        const MetricSeries& series = *curves_[i].series;
        QVector<QCPGraphData> shown;
        for (const MetricPoint& point : series.visible(x.lower, x.upper, columns))
            shown.append(QCPGraphData(point.x, point.y));
        lines_[i]->data()->set(shown, true);
        double low = 0;
        double high = 0;
        if (series.range(x.lower, x.upper, low, high)) {
            least = found ? std::min(least, low) : low;
            most = found ? std::max(most, high) : high;
            found = true;
        }
        for (const double gap : series.gaps())
            gap_x += gap;
    }
    const bool logarithmic = yAxis->scaleType() == QCPAxis::stLogarithmic;
    if (!found) {
        least = logarithmic ? 0.1 : 0;
        most = 1;
    }
    if (logarithmic) {
        least = std::max(least, 1e-12);
        yAxis->setRange(least / 1.2, std::max(most, least * 1.01) * 1.2);
    } else {
        const double margin = std::max((most - least) * 0.06, std::abs(most) * 1e-3 + 1e-12);
        yAxis->setRange(least - margin, most + margin);
    }
    if (gaps_ != nullptr) {
        QVector<double> gap_y(gap_x.size(), yAxis->range().upper);
        if (!gap_y.isEmpty()) { // below the frame, so that the mark is whole
            const QCPRange y = yAxis->range();
            gap_y.fill(logarithmic ? y.upper / std::pow(y.upper / y.lower, 0.08) : y.upper - 0.08 * y.size());
        }
        gaps_->setData(gap_x, gap_y);
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::setLegendSide(Qt::Alignment side) {
    axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | side);
}

void MetricPlot::setLogScale(bool logarithmic) {
    yAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(logarithmic ? QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog)
                                 : QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
    refresh();
}

void MetricPlot::leaveFollowing() {
    if (!following_)
        return;
    following_ = false;
    Q_EMIT followingChanged(false);
}

void MetricPlot::setFollowing(bool following) {
    if (following_ != following) {
        following_ = following;
        Q_EMIT followingChanged(following);
    }
    refresh();
}

void MetricPlot::setEpochs(const QCPRange& range) {
    fitting_ = true;
    xAxis->setRange(range);
    fitting_ = false;
    leaveFollowing();
    supply();
}

QString MetricPlot::valuesAt(double epoch) const {
    QStringList parts;
    for (const PlotCurve& curve : curves_) {
        if (const MetricPoint* const point = curve.series->nearest(epoch))
            parts += QStringLiteral("%1 %2").arg(curve.name, number(point->y));
    }
    return parts.isEmpty()
               ? QString()
               : tr("epoch %1   %2").arg(QString::number(epoch, 'f', 2), parts.join(QStringLiteral("   ")));
}

void MetricPlot::paintAt(QCPPainter& painter, const QPoint& place) {
    painter.save();
    painter.translate(place);
    cursor_->setVisible(false);
    toPainter(&painter, width(), height());
    painter.restore();
}

void MetricPlot::followPalette() {
    const Tones& tones = tonesOf(palette());
    const bool dark = isDark(palette());
    const QColor text = palette().color(QPalette::WindowText);
    setBackground(palette().color(QPalette::Base));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setBasePen(QPen(tones.line));
        axis->setTickPen(QPen(tones.line));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(tones.quiet_text);
        axis->setLabelColor(tones.quiet_text);
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        axis->grid()->setPen(QPen(tones.line, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setSubGridVisible(false);
    }
    QColor ground = palette().color(QPalette::Base);
    ground.setAlpha(210);
    legend->setBrush(ground);
    legend->setTextColor(text);
    legend->setFont(font());
    cursor_->setPen(QPen(tones.quiet_text, 1));
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        QColor colour = curves_[i].colour;
        if (curves_[i].faint)
            colour.setAlpha(dark ? 160 : 120);
        lines_[i]->setPen(QPen(colour, curves_[i].faint ? 1 : 2));
        lines_[i]->setScatterStyle(curves_[i].dots
                                       ? QCPScatterStyle(QCPScatterStyle::ssDisc, colour, colour, 6)
                                       : QCPScatterStyle());
    }
    if (gaps_ != nullptr) {
        const QColor alarm = dark ? QColor(0xFF, 0x8A, 0x80) : QColor(0xB0, 0x1C, 0x1C);
        gaps_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCross, QPen(alarm, 2.5), Qt::NoBrush, 11));
    }
    replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::changeEvent(QEvent* event) {
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        followPalette();
}

void MetricPlot::mouseMoveEvent(QMouseEvent* event) {
    QCustomPlot::mouseMoveEvent(event);
    const double epoch = xAxis->pixelToCoord(event->position().x());
    cursor_->point1->setCoords(epoch, 0);
    cursor_->point2->setCoords(epoch, 1);
    cursor_->setVisible(axisRect()->rect().contains(event->position().toPoint()));
    Q_EMIT hovered(cursor_->visible() ? valuesAt(epoch) : QString());
    replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::leaveEvent(QEvent* event) {
    QCustomPlot::leaveEvent(event);
    cursor_->setVisible(false);
    Q_EMIT hovered({});
    replot(QCustomPlot::rpQueuedReplot);
}

void MetricPlot::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event);
    supply();
}

void MetricPlot::mouseDoubleClickEvent(QMouseEvent* event) {
    QCustomPlot::mouseDoubleClickEvent(event);
    setFollowing(true);
}

} // namespace saccade
