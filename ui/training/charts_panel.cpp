#include "ui/training/charts_panel.h"

#include "ui/studio/retranslated.h"
#include "ui/studio/section_label.h"
#include "ui/studio/theme.h"
#include "ui/training/metric_plot.h"

#include <QCheckBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSaveFile>
#include <QSlider>
#include <QTextStream>
#include <QToolButton>

#include <array>
#include <cmath>

namespace saccade {

namespace {

/// 0 to 100 of the slider as the share that the average keeps: 0, then 0.5 to 0.999.
double keptShare(int position) {
    return position == 0 ? 0 : 1 - std::pow(10.0, -0.3 - position * 0.027);
}

QLabel* chartTitle(const std::function<QString()>& text) {
    QLabel* label = textLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    label->setContentsMargins(6, 0, 0, 0);
    return label;
}

QString quoted(QString text) {
    return QLatin1Char('"') + text.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

ChartsPanel::ChartsPanel(QWidget* parent)
    : QWidget(parent),
      loss_(new MetricPlot),
      scores_(new MetricPlot),
      rate_(new MetricPlot),
      smoothing_(new QSlider(Qt::Horizontal)),
      logarithmic_(new QCheckBox),
      follow_(new QToolButton),
      values_(new QLabel) {
    smoothing_->setRange(0, 100);
    smoothing_->setValue(25);
    smoothing_->setFixedWidth(140);
    follow_->setCheckable(true);
    follow_->setChecked(true);
    values_->setForegroundRole(QPalette::PlaceholderText);
    values_->setMinimumWidth(0);
    values_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* save = new QToolButton;

    auto* controls = new QHBoxLayout;
    controls->setSpacing(12);
    auto* smoothing = new QLabel;
    smoothing->setBuddy(smoothing_);
    controls->addWidget(smoothing);
    controls->addWidget(smoothing_);
    controls->addWidget(logarithmic_);
    controls->addWidget(follow_);
    controls->addWidget(values_, 1);
    controls->addWidget(save);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setVerticalSpacing(4);
    layout->setHorizontalSpacing(12);
    layout->addLayout(controls, 0, 0, 1, 2);
    layout->addWidget(chartTitle([] { return tr("Loss, over epochs"); }), 1, 0, 1, 2);
    layout->addWidget(loss_, 2, 0, 1, 2);
    layout->addWidget(chartTitle([] { return tr("Scores of the photos to check on"); }), 3, 0);
    layout->addWidget(scores_, 4, 0);
    layout->addWidget(chartTitle([] { return tr("Learning rate"); }), 3, 1);
    layout->addWidget(rate_, 4, 1);
    layout->setRowStretch(2, 3);
    layout->setRowStretch(4, 2);
    layout->setColumnStretch(0, 1);
    layout->setColumnStretch(1, 1);
    scores_->setLegendSide(Qt::AlignLeft); // scores grow to the right

    connect(smoothing_, &QSlider::valueChanged, this, [this](int position) {
        for (const Run& run : runs_)
            run.curves->setSmoothing(keptShare(position));
        loss_->refresh();
    });
    connect(logarithmic_, &QCheckBox::toggled, this, [this](bool on) { loss_->setLogScale(on); });
    connect(follow_, &QToolButton::clicked, this, &ChartsPanel::setFollowing);
    connect(save, &QToolButton::clicked, this, &ChartsPanel::exportCharts);
    const std::array plots{loss_, scores_, rate_};
    for (MetricPlot* plot : plots) {
        connect(plot, &MetricPlot::hovered, values_, &QLabel::setText);
        connect(plot, &MetricPlot::epochsChanged, this, [this, plot, plots](const QCPRange& range) {
            for (MetricPlot* other : plots) {
                if (other != plot)
                    other->setEpochs(range);
            }
        });
        connect(plot, &MetricPlot::followingChanged, this, [this, plots](bool following) {
            follow_->setChecked(following);
            if (following && !linking_)
                setFollowing(true);
        });
    }
    retranslated(this, [this, save, smoothing] {
        loss_->setAccessibleName(tr("Loss chart"));
        scores_->setAccessibleName(tr("Scores chart"));
        rate_->setAccessibleName(tr("Learning rate chart"));
        logarithmic_->setText(tr("&Log scale"));
        smoothing_->setAccessibleName(tr("Smoothing"));
        follow_->setText(tr("&Follow"));
        follow_->setAccessibleName(tr("Follow"));
        follow_->setToolTip(tr("Shows the whole run as it grows; dragging or zooming a chart ends it"));
        values_->setAccessibleName(tr("Values under the pointer"));
        save->setText(tr("&Export…"));
        save->setAccessibleName(tr("Export charts"));
        smoothing->setText(tr("&Smoothing"));
        rebuild(); // the names of the curves
    });
}

void ChartsPanel::setFollowing(bool following) {
    linking_ = true;
    for (MetricPlot* plot : {loss_, scores_, rate_})
        plot->setFollowing(following);
    linking_ = false;
    follow_->setChecked(following);
}

void ChartsPanel::setRuns(std::vector<Run> runs) {
    runs_ = std::move(runs);
    for (const Run& run : runs_)
        run.curves->setSmoothing(keptShare(smoothing_->value()));
    rebuild();
}

void ChartsPanel::rebuild() {
    const bool dark = isDark(palette());
    std::vector<PlotCurve> loss;
    std::vector<PlotCurve> scores;
    std::vector<PlotCurve> rate;
    const bool alone = runs_.size() == 1;
    const auto named = [alone](const Run& run, const QString& metric) {
        return alone ? metric : QStringLiteral("%1: %2").arg(run.name, metric);
    };
    int index = 0;
    for (const Run& run : runs_) {
        const RunCurves& curves = *run.curves;
        // One run: a colour a metric. Several: a colour a run.
        const QColor first = runColour(index, dark);
        const QColor second = alone ? runColour(1, dark) : first.lighter(dark ? 75 : 135);
        loss.push_back({named(run, metricName(Metric::batch_loss)), &curves.series(Metric::batch_loss), first,
                        true, alone, false});
        loss.push_back({named(run, tr("smoothed")), &curves.smoothedLoss(), first, false, true, false});
        loss.push_back({named(run, metricName(Metric::validation_loss)),
                        &curves.series(Metric::validation_loss), second, false, true, true});
        scores.push_back({named(run, metricName(Metric::cider_d)), &curves.series(Metric::cider_d), first,
                          false, true, true});
        scores.push_back({named(run, metricName(Metric::bleu_4)), &curves.series(Metric::bleu_4), second,
                          false, true, true});
        rate.push_back({named(run, metricName(Metric::learning_rate)), &curves.series(Metric::learning_rate),
                        first, false, !alone, false});
        ++index;
    }
    loss_->setCurves(std::move(loss));
    scores_->setCurves(std::move(scores));
    rate_->setCurves(std::move(rate));
}

void ChartsPanel::refresh() {
    for (MetricPlot* plot : {loss_, scores_, rate_})
        plot->refresh();
}

void ChartsPanel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuild();
}

bool ChartsPanel::exportCsv(const QString& name) const {
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Text))
        return false;
    QTextStream out(&file);
    out << "run,metric,epoch,value\n";
    for (const Run& run : runs_) {
        for (const Metric metric : all_metrics) {
            for (const MetricPoint& point : run.curves->series(metric).points())
                out << quoted(run.name) << ',' << quoted(metricName(metric)) << ','
                    << QString::number(point.x, 'g', 12) << ',' << QString::number(point.y, 'g', 9) << '\n';
            for (const double gap : run.curves->series(metric).gaps())
                out << quoted(run.name) << ',' << quoted(metricName(metric)) << ','
                    << QString::number(gap, 'g', 12) << ",nan\n";
        }
    }
    out.flush();
    return file.commit();
}

void ChartsPanel::exportCharts() {
    const QString file =
        QFileDialog::getSaveFileName(this, tr("Export charts"), QStringLiteral("training.png"),
                                     tr("Picture (*.png);;PDF (*.pdf);;Table of values (*.csv)"));
    if (file.isEmpty())
        return;
    const QString suffix = QFileInfo(file).suffix().toLower();
    bool done = false;
    if (suffix == QLatin1String("csv")) {
        done = exportCsv(file);
    } else {
        const QString stem = file.left(file.size() - suffix.size() - (suffix.isEmpty() ? 0 : 1));
        const QString ending = suffix.isEmpty() ? QStringLiteral("png") : suffix;
        done = loss_->exportTo(QStringLiteral("%1-loss.%2").arg(stem, ending)) &&
               scores_->exportTo(QStringLiteral("%1-scores.%2").arg(stem, ending)) &&
               rate_->exportTo(QStringLiteral("%1-learning-rate.%2").arg(stem, ending));
    }
    values_->setText(done ? tr("Exported to %1").arg(QFileInfo(file).absolutePath())
                          : tr("%1 cannot be written; choose another place").arg(file));
}

} // namespace saccade
