#include "core/decoding/caption_json.h"
#include "tests/support/tool.h"
#include "tests/ui/studio_fixture.h"
#include "ui/services/exporter.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

#include <atomic>
#include <thread>

namespace saccade::test {
namespace {

const QString message = QStringLiteral("Message");

class ExportTest : public StudioTest {
protected:
    QString path(const QString& name) const { return folder.filePath(name); }
    std::string tool(const std::vector<std::string>& command) const { return run_tool(command); }
    QPushButton* button(const QString& text) const {
        for (auto* each : window->findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text().remove(QLatin1Char('&')) == text)
                return each;
        }
        return nullptr;
    }
    QDialog* dialog() const { return find<QDialog>(QStringLiteral("Export")); }
    void openDialog() {
        trigger(Command::export_caption);
        ASSERT_TRUE(wait_for([this] { return dialog() != nullptr; }));
    }
    void choose(int kind, const QString& format, const QString& file) {
        find<QComboBox>(QStringLiteral("What to export"))->setCurrentIndex(kind);
        find<QComboBox>(QStringLiteral("Format"))->setCurrentText(format);
        auto* line = find<QLineEdit>(QStringLiteral("File to export to"));
        line->selectAll();
        QTest::keyClicks(line, path(file));
    }
    /// What a person does to export something.
    void exportAs(int kind, const QString& format, const QString& file) {
        openDialog();
        choose(kind, format, file);
        QTest::mouseClick(button(QStringLiteral("Export")), Qt::LeftButton);
        ASSERT_TRUE(wait_for([this] { return dialog() == nullptr; }));
        ASSERT_TRUE(QFile::exists(path(file))) << file.toStdString();
        EXPECT_TRUE(find<QLabel>(message)->text().contains(file));
    }
    QString sizeText() const { return find<QLabel>(QStringLiteral("Size of the export"))->text(); }
};

TEST_F(ExportTest, NothingCanBeTakenAlongBeforeThereIsACaption) {
    for (const Command command : {Command::export_caption, Command::copy_caption, Command::copy_picture})
        EXPECT_FALSE(window->commands().action(command)->isEnabled());
    open_captioned({"cat.png"});
    for (const Command command : {Command::export_caption, Command::copy_caption, Command::copy_picture})
        EXPECT_TRUE(window->commands().action(command)->isEnabled());
}

TEST_F(ExportTest, ThePictureIsThePhotoWithTheMapThatIsShown) {
    open_captioned({"cat-640x480.png"});
    press(Qt::Key_Right); // the second word looks at cell (1, 1), whose centre is at 0.3
    exportAs(0, QStringLiteral("PNG"), QStringLiteral("map.png"));
    EXPECT_EQ(tool({"identify", "-format", "%m %w %h", path("map.png").toStdString()}), "PNG 640 480");
    const QImage picture(path("map.png"));
    const QColor shown = colour_at(0.3, 0.3);
    EXPECT_TRUE(is_colour(picture.pixelColor(192, 144), shown, 12));
    EXPECT_TRUE(is_colour(picture.pixelColor(600, 440), QColor(128, 128, 128), 2))
        << "nothing is attended there";
    EXPECT_FALSE(is_colour(picture.pixelColor(192, 144), QColor(128, 128, 128), 40));
}

TEST_F(ExportTest, SheetsHoldTheWords) {
    open_captioned({"cat-64x48.png"});
    exportAs(1, QStringLiteral("PDF"), QStringLiteral("sheet.pdf"));
    const std::string text = tool({"pdftotext", path("sheet.pdf").toStdString(), "-"});
    for (const char* word : {"a photo of cat-64x48", "75 %"})
        EXPECT_NE(text.find(word), std::string::npos) << text;
    exportAs(1, QStringLiteral("SVG"), QStringLiteral("sheet.svg"));
    tool({"rsvg-convert", path("sheet.svg").toStdString(), "-o", path("drawn.png").toStdString()});
    exportAs(1, QStringLiteral("PNG"), QStringLiteral("sheet.png"));
    EXPECT_EQ(QImage(path("drawn.png")).size(), QImage(path("sheet.png")).size());
}

TEST_F(ExportTest, TheAnimationHasTheSizeThatWasSaid) {
    open_captioned({"cat-300x200.png"});
    openDialog();
    choose(2, QStringLiteral("GIF"), QStringLiteral("walk.gif"));
    find<QSpinBox>(QStringLiteral("Longer side of the animation"))->setValue(150);
    const QString said = sizeText();
    QTest::mouseClick(button(QStringLiteral("Export")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return dialog() == nullptr; }));
    const std::string frames =
        tool({"identify", "-format", "%W × %H pixels\n", path("walk.gif").toStdString()});
    const auto count = std::ranges::count(frames, '\n');
    EXPECT_EQ(count, 25); // the photo and four words, four frames after each
    EXPECT_TRUE(said.startsWith(QString::fromStdString(frames.substr(0, frames.find('\n')))))
        << said.toStdString();
    EXPECT_TRUE(said.contains(QStringLiteral("25 frames"))) << said.toStdString();
}

TEST_F(ExportTest, NumbersAreThoseOfTheCommandLine) {
    open_captioned({"cat.png"});
    exportAs(3, QStringLiteral("JSON"), QStringLiteral("words.json"));
    EXPECT_EQ(tool({"jq", "-c",
                    "[.caption, .model, (.steps | length), .steps[1].attention[9], .steps[0].probability]",
                    path("words.json").toStdString()}),
              "[\"a photo of cat\",\"fake\",5,1,0.75]\n");
    QFile file(path("words.json"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().toStdString(),
              caption_json("/photos/cat.png", "fake", diagonal_caption({"a", "photo", "of", "cat"})) + "\n");
    exportAs(3, QStringLiteral("CSV"), QStringLiteral("words.csv"));
    QFile table(path("words.csv"));
    ASSERT_TRUE(table.open(QIODevice::ReadOnly));
    const QList<QByteArray> rows = table.readAll().split('\n');
    ASSERT_EQ(rows.size(), 7); // header, five steps, nothing behind the last
    EXPECT_TRUE(rows[2].startsWith("/photos/cat.png,fake,,2,photo,11,0.75,0.5,0,0,0"));
    EXPECT_EQ(rows[2].count(','), 72);
}

TEST_F(ExportTest, AFileThatIsThereIsReplacedOnlyKnowingly) {
    open_captioned({"cat.png"});
    exportAs(3, QStringLiteral("CSV"), QStringLiteral("words.csv"));
    openDialog();
    choose(3, QStringLiteral("CSV"), QStringLiteral("words.csv"));
    EXPECT_NE(find<QLabel>(QStringLiteral("Export note")), nullptr);
    ASSERT_NE(button(QStringLiteral("Replace")), nullptr);
    QTest::mouseClick(button(QStringLiteral("Replace")), Qt::LeftButton);
    EXPECT_TRUE(wait_for([this] { return dialog() == nullptr; }));
}

TEST_F(ExportTest, WhatGoesWrongIsSaidInTheDialogWhichStays) {
    open_captioned({"cat.png"});
    openDialog();
    choose(0, QStringLiteral("PNG"), QStringLiteral("nowhere/map.png"));
    QTest::mouseClick(button(QStringLiteral("Export")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Export message")) != nullptr; }));
    EXPECT_TRUE(find<QLabel>(QStringLiteral("Export message"))
                    ->text()
                    .contains(QStringLiteral("Create the folder first")));
    EXPECT_TRUE(button(QStringLiteral("Export"))->isEnabled());
    QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
    EXPECT_TRUE(wait_for([this] { return dialog() == nullptr; }));
}

TEST_F(ExportTest, TheNameFollowsThePhotoAndTheFormat) {
    open_captioned({"cat.png"});
    openDialog();
    const auto* line = find<QLineEdit>(QStringLiteral("File to export to"));
    EXPECT_TRUE(line->text().endsWith(QStringLiteral("cat.attention.png")));
    find<QComboBox>(QStringLiteral("What to export"))->setCurrentIndex(1);
    find<QComboBox>(QStringLiteral("Format"))->setCurrentText(QStringLiteral("SVG"));
    EXPECT_TRUE(line->text().endsWith(QStringLiteral("cat.attention.svg")));
    choose(1, QStringLiteral("PDF"), QStringLiteral("mine.pdf"));
    find<QComboBox>(QStringLiteral("What to export"))->setCurrentIndex(2);
    EXPECT_EQ(line->text(), path(QStringLiteral("mine.gif"))) << "a name of one's own stays";
}

TEST_F(ExportTest, CaptionAndPictureGoToTheClipboard) {
    open_captioned({"cat-320x240.png"});
    trigger(Command::copy_caption);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("a photo of cat-320x240"));
    trigger(Command::copy_picture);
    ASSERT_TRUE(wait_for([] { return !QGuiApplication::clipboard()->image().isNull(); }));
    const QImage picture = QGuiApplication::clipboard()->image();
    EXPECT_EQ(picture.size(), QSize(320, 240));
    EXPECT_TRUE(is_colour(picture.pixelColor(70, 53), colour_at(0.22, 0.22), 12));
}

class ExporterTest : public testing::Test {
protected:
    ExportRequest animation() const {
        ExportRequest request;
        request.kind = ExportKind::animation;
        request.file = folder.filePath(QStringLiteral("walk.gif"));
        request.source.photo = std::make_shared<const Photo>(fake_photo("cat-80x60.png"));
        request.source.caption = diagonal_caption({"a", "cat"});
        request.source.placement = crowded_placement();
        request.source.paint = [](const Photo& photo, double) { return photo; };
        return request;
    }
    QTemporaryDir folder;
};

TEST_F(ExporterTest, StartsReportsAndCanBeWaitedFor) {
    Exporter exporter;
    QSignalSpy succeeded(&exporter, &Exporter::succeeded);
    QSignalSpy progressed(&exporter, &Exporter::progressed);
    exporter.start(animation());
    const ExportResult result = exporter.wait();
    EXPECT_EQ(result.outcome, ExportResult::Outcome::succeeded);
    EXPECT_EQ(result.bytes, QFileInfo(result.file).size());
    EXPECT_TRUE(wait_for([&] { return succeeded.count() == 1; }));
    EXPECT_GE(progressed.count(), 1);
    EXPECT_FALSE(exporter.isRunning());
}

TEST_F(ExporterTest, CancellingLeavesNoFile) {
    std::atomic<bool> painting = false;
    std::atomic<bool> go_on = false;
    ExportRequest request = animation();
    request.source.paint = [&](const Photo& photo, double) {
        painting = true;
        while (!go_on)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return photo;
    };
    Exporter exporter;
    QSignalSpy cancelled(&exporter, &Exporter::cancelled);
    exporter.start(request);
    ASSERT_TRUE(wait_for([&] { return painting.load(); }));
    exporter.cancel();
    go_on = true;
    EXPECT_EQ(exporter.wait().outcome, ExportResult::Outcome::cancelled);
    EXPECT_TRUE(wait_for([&] { return cancelled.count() == 1; }));
    EXPECT_TRUE(QDir(folder.path()).isEmpty());
}

} // namespace
} // namespace saccade::test
