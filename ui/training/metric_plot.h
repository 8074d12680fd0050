#pragma once

#include "ui/training/metric_series.h"

#include <QColor>
#include <QString>
#include <qcustomplot.h>

#include <vector>

namespace saccade {

/// A line of a chart. The series has to outlive the chart, or its next setCurves().
struct PlotCurve {
    QString name;
    const MetricSeries* series = nullptr;
    QColor colour;
    bool faint = false; ///< raw values behind a smoothed line
    bool in_legend = true;
    bool dots = false; ///< a dot a point: one value an epoch
};

/// Colours that stay apart for the colour-blind (Okabe and Ito), on light and dark grounds.
QColor runColour(int run, bool dark);

/// A chart over epochs that stays as fast with a million points as with ten. Dragging pans, the wheel zooms;
/// either ends following, a double click begins it again.
class MetricPlot : public QCustomPlot {
    Q_OBJECT
public:
    explicit MetricPlot(QWidget* parent = nullptr);

    void setCurves(std::vector<PlotCurve> curves);
    /// The series grew or shrank.
    void refresh();

    void setLegendSide(Qt::Alignment side);
    void setLogScale(bool logarithmic);
    bool isFollowing() const { return following_; }
    /// Shows everything, and goes on doing so.
    void setFollowing(bool following);
    QCPRange epochs() const { return xAxis->range(); }
    void setEpochs(const QCPRange& range);

    /// What a person reads under the pointer at an epoch: "CIDEr-D 0.431 …".
    QString valuesAt(double epoch) const;
    /// Paints it in its size.
    void paintAt(QCPPainter& painter, const QPoint& place);

Q_SIGNALS:
    void epochsChanged(const QCPRange& range);
    void followingChanged(bool following);
    /// Empty: the pointer left.
    void hovered(const QString& values);

protected:
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void followPalette();
    void fit();
    void supply();
    void leaveFollowing();

    std::vector<PlotCurve> curves_;
    std::vector<QCPGraph*> lines_;
    QCPGraph* gaps_ = nullptr;
    QCPItemStraightLine* cursor_;
    bool following_ = true;
    bool fitting_ = false;
};

} // namespace saccade
