#include "ui/training/charts_panel.h"

#include "core/support/atomic_file.h"
#include "ui/services/caption_service.h"
#include "ui/studio/narrow.h"
#include "ui/studio/section_label.h"
#include "ui/studio/theme.h"
#include "ui/training/curves_table.h"
#include "ui/training/metric_plot.h"

#include <QBuffer>
#include <QCheckBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPageSize>
#include <QPdfWriter>
#include <QSlider>
#include <QToolButton>

#include <array>
#include <cmath>

namespace saccade {

namespace {

constexpr int narrow = 520;

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
    whenNarrow(this, narrow, [this](bool is_narrow) { smoothing_->setFixedWidth(is_narrow ? 70 : 140); });
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
    const auto addTitle = [this, layout](QLabel* title, int row, int column, int columns) {
        titles_.push_back(title);
        layout->addWidget(title, row, column, 1, columns);
    };
    layout->addLayout(controls, 0, 0, 1, 2);
    addTitle(chartTitle([] { return tr("Loss, over epochs"); }), 1, 0, 2);
    layout->addWidget(loss_, 2, 0, 1, 2);
    addTitle(chartTitle([] { return tr("Scores of the photos to check on"); }), 3, 0, 1);
    layout->addWidget(scores_, 4, 0);
    addTitle(chartTitle([] { return tr("Learning rate"); }), 3, 1, 1);
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

void ChartsPanel::exportCharts() {
    const QStringList filters{tr("Picture (*.png)"), tr("PDF (*.pdf)"), tr("Table of values (*.csv)")};
    QString filter = filters.front();
    QString file = QFileDialog::getSaveFileName(this, tr("Export charts"), QStringLiteral("training.png"),
                                                filters.join(QStringLiteral(";;")), &filter);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty()) {
        const QStringList endings{QStringLiteral(".png"), QStringLiteral(".pdf"), QStringLiteral(".csv")};
        file += endings.value(static_cast<int>(filters.indexOf(filter)), endings.front());
    }
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("csv")) {
        std::vector<NamedCurves> snapshot;
        for (const Run& run : runs_)
            snapshot.push_back({run.name, *run.curves});
        write(file, [snapshot = std::move(snapshot)] { return curvesTable(snapshot); });
    } else if (suffix == QLatin1String("png") || suffix == QLatin1String("pdf")) {
        const QByteArray picture = suffix == QLatin1String("pdf") ? pdf() : png();
        write(file, [picture] { return picture.toStdString(); });
    } else {
        Q_EMIT told([suffix] {
            return tr("Charts are exported as .png, .pdf or .csv; “.%1” is none of them.").arg(suffix);
        });
    }
}

void ChartsPanel::write(const QString& file, std::function<std::string()> content) {
    if (!writer_)
        writer_ = std::make_unique<WorkerThread>(QStringLiteral("exports"));
    writer_->post([this, file, content = std::move(content)] {
        LiveText sentence = [file] { return tr("Exported to %1").arg(file); };
        try {
            write_file_atomically(file.toStdString(), content());
        } catch (...) {
            sentence = [fault = currentFault(file)] {
                return tr("The charts were not exported to %1. %2").arg(fault.file, fault.sentence());
            };
        }
        QMetaObject::invokeMethod(
            this, [this, sentence] { Q_EMIT told(sentence); }, Qt::QueuedConnection);
    });
}

QRect ChartsPanel::chartsRect() const {
    QRect all;
    for (const QLabel* title : titles_)
        all |= title->geometry();
    for (const MetricPlot* plot : {loss_, scores_, rate_})
        all |= plot->geometry();
    return all;
}

// As they stand in the window, so that zoom and scale are those that a person chose.
void ChartsPanel::paintCharts(QCPPainter& painter) const {
    const QRect all = chartsRect();
    painter.fillRect(QRect(QPoint(), all.size()), palette().color(QPalette::Base));
    painter.translate(-all.topLeft());
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::WindowText));
    for (const QLabel* title : titles_)
        painter.drawText(title->geometry().adjusted(6, 0, 0, 0), Qt::AlignVCenter, title->text());
    for (MetricPlot* plot : {loss_, scores_, rate_})
        plot->paintAt(painter, plot->pos());
}

QByteArray ChartsPanel::png() const {
    constexpr int scale = 2;
    QImage image(chartsRect().size() * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QCPPainter painter(&image);
    paintCharts(painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray ChartsPanel::pdf() const {
    constexpr int dots_per_inch = 96;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(dots_per_inch);
        writer.setTitle(runs_.empty() ? QString() : runs_.front().name);
        writer.setPageMargins({});
        writer.setPageSize(QPageSize(QSizeF(chartsRect().size()) * 72 / dots_per_inch, QPageSize::Point));
        QCPPainter painter(&writer);
        painter.setMode(QCPPainter::pmVectorized);
        paintCharts(painter);
    }
    return bytes;
}

} // namespace saccade
