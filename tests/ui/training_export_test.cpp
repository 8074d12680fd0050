// The charts leave the window as pictures and as a table, which other programs open.

#include "tests/ui/training_fixture.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QLineEdit>
#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTimer>
#include <QToolButton>

namespace saccade::test {
namespace {

/// How many colours a picture has: one, if it is blank.
int colours(const QImage& picture) {
    QSet<QRgb> found;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            found.insert(picture.pixel(x, y));
    }
    return static_cast<int>(found.size());
}

/// Whether somewhere it is nearly of that colour.
bool shows(const QImage& picture, QRgb colour) {
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (is_colour(QColor(picture.pixel(x, y)), QColor(colour), 24))
                return true;
        }
    }
    return false;
}

constexpr QRgb first_curve = 0x0072B2; // Okabe and Ito's blue

class TrainingExportTest : public TrainingTest {
protected:
    void SetUp() override {
        TrainingTest::SetUp();
        start_run(QStringLiteral("charts"), 3);
        ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    }
    /// Presses "Export…", names the file, and gives what the window says then.
    QString export_to(const QString& file, const QString& filter = {}) {
        QTimer answer;
        answer.setInterval(10);
        QObject::connect(&answer, &QTimer::timeout, &answer, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            if (dialog == nullptr)
                return;
            answer.stop();
            if (!filter.isEmpty())
                dialog->selectNameFilter(filter);
            dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(file);
            QMetaObject::invokeMethod(dialog, "accept");
        });
        answer.start();
        find<QToolButton>(QStringLiteral("Export charts"))->click();
        EXPECT_TRUE(
            wait_for([&] { return text_of("Training message").contains(QFileInfo(file).fileName()); }));
        return text_of("Training message");
    }
    QString run(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        EXPECT_TRUE(process.waitForFinished(30'000)) << program.toStdString();
        EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardError().toStdString();
        return QString::fromUtf8(process.readAllStandardOutput());
    }
};

TEST_F(TrainingExportTest, APictureShowsTheCurves) {
    const QString file = folder.filePath(QStringLiteral("loss and scores.png"));
    EXPECT_EQ(export_to(file), QStringLiteral("Exported to ") + file);
    const QImage picture(file);
    ASSERT_FALSE(picture.isNull());
    EXPECT_GT(picture.width(), 1200); // twice what is on screen
    EXPECT_GT(colours(picture), 20);
    EXPECT_TRUE(shows(picture, first_curve));
}

TEST_F(TrainingExportTest, APdfOpensInAnotherProgramAndHoldsCurvesAndWords) {
    const QString file = folder.filePath(QStringLiteral("charts.pdf"));
    EXPECT_EQ(export_to(folder.filePath(QStringLiteral("charts")), QStringLiteral("PDF (*.pdf)")),
              QStringLiteral("Exported to ") + file); // the ending comes from the kind that was chosen
    ASSERT_TRUE(QFileInfo::exists(file));
    const QString stem = folder.filePath(QStringLiteral("page"));
    run(QStringLiteral("pdftoppm"),
        {QStringLiteral("-png"), QStringLiteral("-r"), QStringLiteral("96"), file, stem});
    const QStringList pages = QDir(folder.path()).entryList({QStringLiteral("page*.png")});
    ASSERT_EQ(pages.size(), 1);
    const QImage page(folder.filePath(pages.front()));
    EXPECT_GT(colours(page), 20);
    EXPECT_TRUE(shows(page, first_curve));
    const QString words = run(QStringLiteral("pdftotext"), {file, QStringLiteral("-")});
    for (const char* const each :
         {"Loss, over epochs", "CIDEr-D", "BLEU-4", "Validation loss", "Learning rate"})
        EXPECT_TRUE(words.contains(QLatin1String(each))) << each << " is not in: " << words.toStdString();
}

TEST_F(TrainingExportTest, ATableHoldsEveryValueOfTheLog) {
    const QString file = folder.filePath(QStringLiteral("values.csv"));
    EXPECT_EQ(export_to(file), QStringLiteral("Exported to ") + file);
    QFile table(file);
    ASSERT_TRUE(table.open(QIODevice::ReadOnly));
    QStringList lines = QString::fromUtf8(table.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    ASSERT_EQ(lines.takeFirst(), QStringLiteral("run,metric,epoch,value"));
    QMap<QString, QStringList> values;
    for (const QString& line : lines) {
        EXPECT_TRUE(line.startsWith(QStringLiteral("\"charts\",\""))) << line.toStdString();
        values[line.section(QLatin1Char('"'), 3, 3)] += line.section(QLatin1Char(','), 3);
    }
    QFile metrics(run_folder(QStringLiteral("charts/metrics.jsonl")));
    ASSERT_TRUE(metrics.open(QIODevice::ReadOnly));
    QStringList losses;
    QStringList scores;
    while (!metrics.atEnd()) {
        const auto value = [line = QString::fromUtf8(metrics.readLine())](const char* key) {
            const QString start = QStringLiteral("\"%1\":").arg(QLatin1String(key));
            const qsizetype at = line.indexOf(start);
            return at < 0 ? QString()
                          : line.mid(at + start.size())
                                .section(QRegularExpression(QStringLiteral("[,}]")), 0, 0);
        };
        if (value("kind") == QStringLiteral("\"batch\""))
            losses += value("loss");
        else if (value("kind") == QStringLiteral("\"epoch\""))
            scores += value("cider_d");
    }
    ASSERT_EQ(scores.size(), 3);
    ASSERT_EQ(values[QStringLiteral("CIDEr-D")].size(), 3);
    for (int i = 0; i < 3; ++i)
        EXPECT_NEAR(values[QStringLiteral("CIDEr-D")][i].toDouble(), scores[i].toDouble(), 1e-7);
    ASSERT_EQ(values[QStringLiteral("Batch loss")].size(), losses.size());
    for (int i = 0; i < losses.size(); ++i)
        EXPECT_NEAR(values[QStringLiteral("Batch loss")][i].toDouble(), losses[i].toDouble(), 1e-6);
    EXPECT_EQ(values[QStringLiteral("Learning rate")].size(), losses.size());
}

TEST_F(TrainingExportTest, AFolderThatCannotBeWrittenIsNamed) {
    const QString said = export_to(folder.filePath(QStringLiteral("nowhere/values.csv")));
    EXPECT_TRUE(said.startsWith(QStringLiteral("The charts were not exported to"))) << said.toStdString();
}

} // namespace
} // namespace saccade::test
