#include "ui/training/run_curves.h"

#include <QCoreApplication>

#include <cmath>
#include <limits>

namespace saccade {

namespace {

struct Curves {
    Q_DECLARE_TR_FUNCTIONS(RunCurves)
};

double placeOf(int epoch, std::int64_t step, std::int64_t steps) {
    return epoch - 1 + static_cast<double>(step) / static_cast<double>(std::max<std::int64_t>(steps, 1));
}

} // namespace

QString metricName(Metric metric) {
    switch (metric) {
    case Metric::batch_loss:
        return Curves::tr("Batch loss");
    case Metric::validation_loss:
        return Curves::tr("Validation loss");
    case Metric::cider_d:
        return Curves::tr("CIDEr-D");
    case Metric::bleu_4:
        return Curves::tr("BLEU-4");
    case Metric::learning_rate:
        return Curves::tr("Learning rate");
    }
    return {};
}

RunCurves::RunCurves(const RunRecord& record) {
    auto epoch = record.epochs.begin();
    for (const BatchReport& batch : record.batches) {
        for (; epoch != record.epochs.end() && epoch->epoch < batch.epoch; ++epoch)
            add(*epoch);
        add(batch);
    }
    for (; epoch != record.epochs.end(); ++epoch)
        add(*epoch);
    for (const Breakdown& breakdown : record.breakdowns)
        add(breakdown);
}

void RunCurves::rewind(double x) {
    for (MetricSeries& series : series_)
        series.truncate(x);
    setSmoothing(keep_);
}

void RunCurves::add(const BatchReport& report) {
    const double x = placeOf(report.epoch, report.step, report.steps);
    MetricSeries& loss = of(Metric::batch_loss);
    if (!loss.isEmpty() && loss.lastX() >= x)
        rewind(x);
    loss.append(x, report.loss);
    if (std::isfinite(report.loss))
        smoothed_.append(x, smoother_.next(report.loss));
    if (report.learning_rate > 0) // 0: a batch whose gradients wait for others
        of(Metric::learning_rate).append(x, report.learning_rate);
}

void RunCurves::add(const EpochReport& report) {
    const double x = report.epoch;
    for (const auto& [metric, value] :
         {std::pair{Metric::validation_loss, report.validation_loss},
          std::pair{Metric::cider_d, report.cider_d}, std::pair{Metric::bleu_4, report.bleu_4}}) {
        of(metric).truncate(x);
        of(metric).append(x, value);
    }
}

void RunCurves::add(const Breakdown& breakdown) {
    of(Metric::batch_loss)
        .append(placeOf(breakdown.epoch, breakdown.step, breakdown.steps),
                std::numeric_limits<double>::quiet_NaN());
}

void RunCurves::setSmoothing(double keep) {
    keep_ = keep;
    smoothed_.clear();
    smoother_ = Smoother(keep);
    for (const MetricPoint& point : series(Metric::batch_loss).points())
        smoothed_.append(point.x, smoother_.next(point.y));
}

} // namespace saccade
