#pragma once

#include "core/training/run_record.h"
#include "ui/training/metric_series.h"

#include <QString>

#include <array>

namespace saccade {

enum class Metric { batch_loss, validation_loss, cider_d, bleu_4, learning_rate };
inline constexpr std::array all_metrics{Metric::batch_loss, Metric::validation_loss, Metric::cider_d,
                                        Metric::bleu_4, Metric::learning_rate};

QString metricName(Metric metric);

/// The curves of one run over epochs: 1.5 is the middle of the second. Runs with other batches can be laid
/// over each other that way.
class RunCurves {
public:
    RunCurves() = default;
    explicit RunCurves(const RunRecord& record);

    /// A batch at or before the last one means that the run went on from an earlier state: what came after
    /// is dropped.
    void add(const BatchReport& report);
    void add(const EpochReport& report);
    void add(const Breakdown& breakdown);

    const MetricSeries& series(Metric metric) const { return series_[static_cast<std::size_t>(metric)]; }
    /// The batch loss, smoothed.
    const MetricSeries& smoothedLoss() const { return smoothed_; }
    void setSmoothing(double keep);

private:
    MetricSeries& of(Metric metric) { return series_[static_cast<std::size_t>(metric)]; }
    void rewind(double x);

    std::array<MetricSeries, all_metrics.size()> series_;
    MetricSeries smoothed_;
    double keep_ = 0.97;
    Smoother smoother_{0.97};
};

} // namespace saccade
