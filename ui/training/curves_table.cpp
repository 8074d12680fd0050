#include "ui/training/curves_table.h"

namespace saccade {

namespace {

QByteArray quoted(QString text) {
    return '"' + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")).toUtf8() + '"';
}

} // namespace

std::string curvesTable(const std::vector<NamedCurves>& runs) {
    std::string table = "run,metric,epoch,value\n";
    for (const NamedCurves& run : runs) {
        for (const Metric metric : all_metrics) {
            const std::string start =
                (quoted(run.run) + ',' + quoted(metricName(metric)) + ',').toStdString();
            const auto add = [&](double epoch, const std::string& value) {
                table += start + QByteArray::number(epoch, 'g', 12).toStdString() + ',' + value + '\n';
            };
            const MetricSeries& series = run.curves.series(metric);
            for (const MetricPoint& point : series.points())
                add(point.x, QByteArray::number(point.y, 'g', 9).toStdString());
            for (const double gap : series.gaps())
                add(gap, "nan");
        }
    }
    return table;
}

} // namespace saccade
