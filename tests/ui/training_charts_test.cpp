// The charts under a person's hands: values under the pointer, zoom, follow or free, several runs over each
// other.

#include "tests/ui/training_fixture.h"
#include "ui/training/metric_plot.h"

#include <QCheckBox>
#include <QListWidget>
#include <QSet>
#include <QToolButton>
#include <QWheelEvent>

namespace saccade::test {
namespace {

class TrainingChartsTest : public TrainingTest {
protected:
    MetricPlot* chart(const char* name) const { return find<MetricPlot>(QLatin1String(name)); }
    QToolButton* follow() const { return find<QToolButton>(QStringLiteral("Follow")); }
    static void turn_wheel(MetricPlot* plot) {
        const QPointF place = plot->axisRect()->center();
        QWheelEvent event(place, plot->mapToGlobal(place), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &event);
    }
    static QSet<QString> legend(const MetricPlot* plot) {
        QSet<QString> names;
        for (int i = 0; i < plot->legend->itemCount(); ++i)
            names += qobject_cast<QCPPlottableLegendItem*>(plot->legend->item(i))->plottable()->name();
        return names;
    }
    void finish(const QString& name) {
        start_run(name, 2);
        ASSERT_TRUE(
            wait_for([&] { return state_begins(QStringLiteral("Finished")) && text_of("Run") == name; }));
    }
};

TEST_F(TrainingChartsTest, ThePointerReadsValues) {
    finish(QStringLiteral("values"));
    MetricPlot* scores = chart("Scores chart");
    const double score = scores->graph(0)->data()->at(1)->value; // after the second epoch
    QTest::mouseMove(
        scores, QPoint(static_cast<int>(scores->xAxis->coordToPixel(2)), scores->axisRect()->center().y()));
    const QString values = text_of("Values under the pointer");
    EXPECT_TRUE(values.startsWith(QStringLiteral("epoch "))) << values.toStdString();
    EXPECT_TRUE(values.contains(QStringLiteral("CIDEr-D ") + QString::number(score, 'f', 4)))
        << values.toStdString();
    EXPECT_TRUE(values.contains(QStringLiteral("BLEU-4 "))) << values.toStdString();
}

TEST_F(TrainingChartsTest, FollowsUntilItIsZoomedAndAgainWhenAsked) {
    start_run(QStringLiteral("growing"), 500);
    ASSERT_TRUE(trained(2));
    MetricPlot* loss = chart("Loss chart");
    EXPECT_TRUE(follow()->isChecked());
    const double end = loss->epochs().upper;
    ASSERT_TRUE(wait_for([&] { return loss->epochs().upper > end; })); // it grows with the run

    turn_wheel(loss);
    EXPECT_FALSE(follow()->isChecked());
    const QCPRange kept = loss->epochs();
    EXPECT_EQ(chart("Scores chart")->epochs(), kept);
    ASSERT_TRUE(trained(6));
    EXPECT_EQ(loss->epochs(), kept);

    follow()->click();
    EXPECT_TRUE(follow()->isChecked());
    EXPECT_GT(loss->epochs().upper, kept.upper);
}

TEST_F(TrainingChartsTest, TickedRunsLieOverEachOtherWithTheirNames) {
    finish(QStringLiteral("first"));
    finish(QStringLiteral("second"));
    EXPECT_TRUE(legend(chart("Scores chart")).contains(QStringLiteral("CIDEr-D")));
    auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->text().startsWith(QStringLiteral("first")))
            list->item(row)->setCheckState(Qt::Checked);
    }
    const auto names = legend(chart("Scores chart"));
    EXPECT_TRUE(names.contains(QStringLiteral("first: CIDEr-D")));
    EXPECT_TRUE(names.contains(QStringLiteral("second: CIDEr-D")));
}

TEST_F(TrainingChartsTest, TheLossCanBeSeenOnALogScale) {
    finish(QStringLiteral("log"));
    auto* box = window->findChild<QCheckBox*>();
    for (auto* each : window->findChildren<QCheckBox*>()) {
        if (each->isVisible() && each->text() == QStringLiteral("&Log scale"))
            box = each;
    }
    ASSERT_NE(box, nullptr);
    box->setChecked(true);
    EXPECT_EQ(chart("Loss chart")->yAxis->scaleType(), QCPAxis::stLogarithmic);
    EXPECT_EQ(chart("Scores chart")->yAxis->scaleType(), QCPAxis::stLinear);
}

} // namespace
} // namespace saccade::test
