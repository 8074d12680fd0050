#pragma once

#include "ui/training/run_curves.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;

namespace saccade {

class MetricPlot;

/// Loss, scores and learning rate of one run, and of others laid over it.
class ChartsPanel : public QWidget {
    Q_OBJECT
public:
    struct Run {
        QString name;
        std::shared_ptr<RunCurves> curves;
    };

    explicit ChartsPanel(QWidget* parent = nullptr);

    /// The first is the one being looked at.
    void setRuns(std::vector<Run> runs);
    /// Its curves grew.
    void refresh();
    const std::vector<Run>& runs() const { return runs_; }
    /// As a table: run, metric, epoch, value. @return false when it cannot be written.
    bool exportCsv(const QString& file) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void setFollowing(bool following);
    void exportCharts();

    std::vector<Run> runs_;
    MetricPlot* loss_;
    MetricPlot* scores_;
    MetricPlot* rate_;
    QSlider* smoothing_;
    QCheckBox* logarithmic_;
    QToolButton* follow_;
    QLabel* values_;
    bool linking_ = false;
};

} // namespace saccade
