#pragma once

#include "ui/services/worker_thread.h"
#include "ui/studio/retranslated.h"
#include "ui/training/run_curves.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;
class QCPPainter;

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

Q_SIGNALS:
    /// A file was exported, or why it was not.
    void told(const saccade::LiveText& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void setFollowing(bool following);
    void exportCharts();
    QByteArray png() const;
    QByteArray pdf() const;
    QRect chartsRect() const;
    void paintCharts(QCPPainter& painter) const;
    void write(const QString& file, std::function<std::string()> content);

    std::vector<Run> runs_;
    std::vector<QLabel*> titles_;
    MetricPlot* loss_;
    MetricPlot* scores_;
    MetricPlot* rate_;
    QSlider* smoothing_;
    QCheckBox* logarithmic_;
    QToolButton* follow_;
    QLabel* values_;
    bool linking_ = false;
    std::unique_ptr<WorkerThread> writer_; ///< from the first export on
};

} // namespace saccade
