#include "core/decoding/caption_json.h"
#include "tests/support/tool.h"
#include "tests/ui/studio_fixture.h"
#include "ui/services/export_previewer.h"
#include "ui/studio/export_controller.h"
#include "ui/studio/export_preview_pane.h"
#include "ui/studio/path_edit.h"

#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include <atomic>
#include <cmath>
#include <set>
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
    PreviewPicture* preview() const { return find<PreviewPicture>(QStringLiteral("Preview of the picture")); }
    QColor previewed(double x, double y) const {
        const QImage seen = preview()->grab().toImage();
        return seen.pixelColor(static_cast<int>(x * seen.width()), static_cast<int>(y * seen.height()));
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
    ASSERT_TRUE(wait_for([this] { return sizeText().startsWith(QStringLiteral("150 × ")); }));
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

TEST_F(ExportTest, WhatIsSaidAfterwardsFollowsTheLanguage) {
    open_captioned({"cat.png"});
    exportAs(3, QStringLiteral("CSV"), QStringLiteral("words.csv"));
    const QString english = find<QLabel>(message)->text();
    trigger(Command::language_chinese);
    const QString chinese_name = QStringLiteral("消息");
    ASSERT_TRUE(wait_for([&] { return find<QLabel>(chinese_name) != nullptr; }));
    const QString chinese = find<QLabel>(chinese_name)->text();
    EXPECT_NE(chinese, english);
    EXPECT_TRUE(chinese.contains(QStringLiteral("已导出"))) << chinese.toStdString();
    EXPECT_TRUE(chinese.contains(path("words.csv")));
    trigger(Command::language_english);
    ASSERT_TRUE(wait_for([&] { return find<QLabel>(message) != nullptr; }));
    EXPECT_EQ(find<QLabel>(message)->text(), english);
}

TEST_F(ExportTest, NumbersAreThoseOfTheCommandLine) {
    open_captioned({"cat.png"});
    exportAs(3, QStringLiteral("JSON"), QStringLiteral("words.json"));
    EXPECT_EQ(
        tool({"jq", "-c",
              "[.caption, .model, (.steps | length), .steps[1].attention[9] == 1, .steps[0].probability]",
              path("words.json").toStdString()}),
        "[\"a photo of cat\",\"fake\",5,true,0.75]\n");
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

TEST_F(ExportTest, WhatIsReplacedIsToldAlsoWhereTheEndingIsNotTyped) {
    open_captioned({"cat.png"});
    exportAs(3, QStringLiteral("CSV"), QStringLiteral("words.csv"));
    ASSERT_TRUE(QDir(folder.path()).mkdir(QStringLiteral("folder.csv")));
    openDialog();
    const auto note = [this] { return find<QLabel>(QStringLiteral("Export note")); };
    choose(3, QStringLiteral("CSV"), QStringLiteral("words"));
    ASSERT_NE(note(), nullptr);
    EXPECT_NE(button(QStringLiteral("Replace")), nullptr);
    const auto* line = find<QLineEdit>(QStringLiteral("File to export to"));
    EXPECT_EQ(note()->mapTo(dialog(), QPoint()).x(), line->mapTo(dialog(), QPoint()).x());
    choose(3, QStringLiteral("CSV"), QStringLiteral("others"));
    EXPECT_EQ(note(), nullptr);
    choose(3, QStringLiteral("CSV"), QStringLiteral("folder.csv"));
    ASSERT_NE(note(), nullptr);
    EXPECT_TRUE(note()->text().contains(QStringLiteral("folder of that name")));
    ASSERT_NE(button(QStringLiteral("Export")), nullptr);
    EXPECT_FALSE(button(QStringLiteral("Export"))->isEnabled());
}

TEST_F(ExportTest, AnErrorIsAboutTheFileThatIsNamed) {
    open_captioned({"cat.png"});
    openDialog();
    choose(3, QStringLiteral("CSV"), QString(300, QLatin1Char('x')));
    button(QStringLiteral("Export"))->setFocus();
    button(QStringLiteral("Export"))->click();
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Export message")) != nullptr; }));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Export message"))->text(),
              QStringLiteral("Its name is too long for the disk. Give it a shorter name."));
    EXPECT_TRUE(button(QStringLiteral("Export"))->hasFocus());
    choose(3, QStringLiteral("CSV"), QString(251, QLatin1Char('x')));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Export message")), nullptr);
    button(QStringLiteral("Export"))->click();
    EXPECT_TRUE(wait_for([this] { return dialog() == nullptr; })) << "255 bytes with its ending are taken";
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
    // Where the map is level: on its slopes one pixel of the window is not one of the photo.
    const QColor copied = picture.pixelColor(67, 50);
    EXPECT_FALSE(is_colour(copied, QColor(128, 128, 128), 40));
    EXPECT_TRUE(wait_for([&] { return is_colour(copied, colour_at(0.21, 0.21), 4); }))
        << "once it has faded in";
}

TEST_F(ExportTest, ThePreviewShowsTheWordAndTheSizeOfWhatIsWritten) {
    open_captioned({"cat-640x480.png"});
    press(Qt::Key_Right);
    const QColor shown = colour_at(0.3, 0.3);
    openDialog();
    ASSERT_TRUE(wait_for([this] { return sizeText() == QStringLiteral("640 × 480 pixels"); }));
    const QSizeF pane = preview()->size();
    const QSizeF photo = QSizeF(640, 480).scaled(pane - QSizeF(16, 16), Qt::KeepAspectRatio);
    const double x = 0.5 + (0.3 - 0.5) * photo.width() / pane.width();
    const double y = 0.5 + (0.3 - 0.5) * photo.height() / pane.height();
    EXPECT_TRUE(is_colour(previewed(x, y), shown, beside_centre));
    EXPECT_TRUE(
        is_colour(previewed(0.5 + 0.4 * photo.width() / pane.width(), 0.5), QColor(128, 128, 128), 2));
    EXPECT_FALSE(QFile::exists(find<PathEdit>(QStringLiteral("File to export to"))->text()));
}

TEST_F(ExportTest, TheSizesThatAreSaidAreThoseOfTheFiles) {
    open_captioned({"cat-2000x1500.png"}); // larger than what previews are drawn from
    openDialog();
    choose(1, QStringLiteral("PNG"), QStringLiteral("sheet.png"));
    ASSERT_TRUE(wait_for([this] { return sizeText().endsWith(QStringLiteral("5 pictures")); }));
    const QString said = sizeText();
    find<QComboBox>(QStringLiteral("Format"))->setCurrentText(QStringLiteral("PDF"));
    ASSERT_TRUE(wait_for([this] { return sizeText().startsWith(QStringLiteral("1 page of ")); }));
    const QString page = sizeText();
    QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return dialog() == nullptr; }));
    exportAs(1, QStringLiteral("PDF"), QStringLiteral("sheet.pdf"));
    exportAs(1, QStringLiteral("PNG"), QStringLiteral("sheet.png"));
    EXPECT_EQ(said.toStdString(),
              tool({"identify", "-format", "%w × %h pixels, 5 pictures", path("sheet.png").toStdString()}));
    const QString info = QString::fromStdString(tool({"pdfinfo", path("sheet.pdf").toStdString()}));
    const QStringList points =
        info.section(QStringLiteral("Page size:"), 1).simplified().split(QLatin1Char(' '));
    const auto millimetres = [&](int i) { return std::lround(points.value(i).toDouble() / 72 * 25.4); };
    EXPECT_EQ(page,
              QStringLiteral("1 page of %1 × %2 mm, 5 pictures").arg(millimetres(0)).arg(millimetres(2)));
}

TEST_F(ExportTest, ThePreviewOfAnAnimationPlaysAndCanBePaused) {
    open_captioned({"cat-300x200.png"});
    openDialog();
    find<QComboBox>(QStringLiteral("What to export"))->setCurrentIndex(2);
    ASSERT_TRUE(wait_for([this] { return sizeText().contains(QStringLiteral("25 frames")); }));
    ASSERT_TRUE(wait_for([this] { return preview()->frame() > 6; })); // past the first word
    auto* pause = find<QToolButton>(QStringLiteral("Pause the preview"));
    ASSERT_NE(pause, nullptr);
    pause->click();
    const int frame = preview()->frame();
    QTest::qWait(1000); // longer than any frame but the first is shown
    EXPECT_EQ(preview()->frame(), frame);
    find<QToolButton>(QStringLiteral("Play the preview"))->click();
    EXPECT_TRUE(wait_for([&] { return preview()->frame() != frame; }));
}

TEST_F(ExportTest, NumbersAreShownAsTheyBegin) {
    open_captioned({"cat.png"});
    openDialog();
    find<QComboBox>(QStringLiteral("What to export"))->setCurrentIndex(3);
    ASSERT_TRUE(wait_for(
        [this] { return find<QPlainTextEdit>(QStringLiteral("Preview of the numbers")) != nullptr; }));
    const auto* text = find<QPlainTextEdit>(QStringLiteral("Preview of the numbers"));
    const QStringList lines = text->toPlainText().split(QLatin1Char('\n'));
    EXPECT_EQ(lines.size(), 6);
    EXPECT_TRUE(lines.value(0).startsWith(QStringLiteral("photo,model,rank,step,word")));
    EXPECT_TRUE(lines.value(2).startsWith(QStringLiteral("/photos/cat.png,fake,,2,photo,11,0.75")));
    EXPECT_TRUE(sizeText().startsWith(QStringLiteral("5 rows of 73 columns under a header, ")))
        << sizeText().toStdString();
    find<QComboBox>(QStringLiteral("Format"))->setCurrentText(QStringLiteral("JSON"));
    ASSERT_TRUE(wait_for([&] { return text->toPlainText().startsWith(QLatin1Char('{')); }));
    EXPECT_TRUE(sizeText().startsWith(QStringLiteral("5 steps in one line, "))) << sizeText().toStdString();
}

TEST_F(ExportTest, LongPathsLoseTheirMiddleAndAreProposedWithinLimits) {
    const QString name = QString(120, QLatin1Char('n')) + QString(60, QChar(0x732B)); // 300 bytes
    open_captioned({name + QStringLiteral("-64x48.png")});
    openDialog();
    auto* line = find<PathEdit>(QStringLiteral("File to export to"));
    const QString written = QFileInfo(line->text()).fileName();
    EXPECT_LE(written.toUtf8().size(), 240) << "room for the temporary file's name, too";
    EXPECT_TRUE(written.endsWith(QStringLiteral(".attention.png")));
    find<QComboBox>(QStringLiteral("What to export"))->setFocus();
    EXPECT_TRUE(line->shownText().contains(QChar(0x2026)));
    EXPECT_TRUE(line->shownText().endsWith(QStringLiteral(".png")));
    EXPECT_TRUE(line->shownText().startsWith(line->text().left(4)));
    EXPECT_EQ(line->toolTip(), line->text());
    dialog()->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(dialog()));
    line->setFocus();
    ASSERT_TRUE(wait_for([&] { return line->hasFocus(); }));
    EXPECT_EQ(line->shownText(), line->text());
    line->setText(path(written));
    QTest::mouseClick(button(QStringLiteral("Export")), Qt::LeftButton);
    EXPECT_TRUE(wait_for([&] { return QFile::exists(path(written)); }));
}

TEST_F(ExportTest, TheDialogFitsASmallScreen) {
    open_captioned({"cat.png"});
    openDialog();
    EXPECT_LE(dialog()->width(), dialog()->screen()->availableSize().width());
    dialog()->resize(640, 330); // 1280 x 720 at 200 %, less a title bar
    QTest::qWait(300);
    EXPECT_LE(dialog()->width(), 640);
    EXPECT_LE(dialog()->height(), 330);
    EXPECT_TRUE(dialog()->rect().contains(QRect(button(QStringLiteral("Export"))->mapTo(dialog(), QPoint()),
                                                button(QStringLiteral("Export"))->size())));
    const auto* area = dialog()->findChild<QScrollArea*>();
    EXPECT_LE(area->widget()->width(), area->viewport()->width()) << "nothing is hidden at the side";
}

TEST(PainterAsShown, GridLinesComeAndGoWithTheMap) {
    const Photo photo = fake_photo("grey-400x300.png");
    OverlayOptions options;
    options.grid_lines = true;
    const WordPainter paint = painterAsShown(diagonal_caption({"a", "cat"}), crowded_placement(), options);
    /// How far the lightest line stands out where neither word looks: right of both, above all rows' borders.
    const auto line = [&](double place) {
        const Photo painted = paint(photo, place);
        int most = 0;
        for (int x = 240; x < 400; ++x)
            most = std::max(most, painted.rgb[static_cast<std::size_t>(2 * 400 + x) * 3] - 128);
        return most;
    };
    EXPECT_EQ(line(-1), 0);
    const int whole = line(0);
    EXPECT_GT(whole, 60);
    EXPECT_NEAR(line(-0.75), whole * 0.25, 3);
    EXPECT_NEAR(line(-0.25), whole * 0.75, 3);
    EXPECT_EQ(line(0.5), whole) << "between two words they stay";
    EXPECT_NEAR(line(1.75), whole * 0.25, 3);
}

class ExportPreviewerTest : public testing::Test {
protected:
    /// Waits in `paint` while `hold` is true.
    ExportRequest request(ExportKind kind, const QString& file) {
        ExportRequest request;
        request.kind = kind;
        request.file = file;
        request.source.file = QStringLiteral("/photos/cat.png");
        request.source.photo = std::make_shared<const Photo>(fake_photo("cat-800x600.png"));
        request.source.caption = diagonal_caption({"a", "cat"});
        request.source.placement = crowded_placement();
        request.source.paint = [this](const Photo& photo, double) {
            ++painted;
            threads.insert(std::this_thread::get_id());
            while (hold)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return photo;
        };
        return request;
    }
    void SetUp() override {
        QObject::connect(&previewer, &ExportPreviewer::drawn, &previewer,
                         [this](const ExportPreview& preview) { previews.push_back(preview); });
    }

    std::atomic<bool> hold = false;
    std::atomic<int> painted = 0;
    std::set<std::thread::id> threads;
    std::vector<ExportPreview> previews;
    ExportPreviewer previewer;
};

TEST_F(ExportPreviewerTest, DrawsOnAnotherThreadAndNoLargerThanItsRoom) {
    previewer.start(request(ExportKind::picture, QStringLiteral("a.png")), {300, 300});
    ASSERT_TRUE(wait_for([this] { return previews.size() == 1; }));
    EXPECT_EQ(previews[0].frames.at(0).picture.size(), QSize(300, 225));
    EXPECT_EQ(previews[0].pixels, QSize(800, 600));
    previewer.start(request(ExportKind::animation, QStringLiteral("a.gif")), {300, 200});
    ASSERT_TRUE(wait_for([this] { return previews.size() == 3; }));
    EXPECT_EQ(previews[1].frames.size(), 1U) << "something to look at meanwhile";
    EXPECT_EQ(previews[2].frames.size(), 15U);
    EXPECT_EQ(previews[2].frame_count, 15);
    int shown = 0;
    for (const ExportPreview::Frame& frame : previews[2].frames) {
        shown += frame.milliseconds;
        EXPECT_LE(frame.picture.width(), 300);
        EXPECT_LE(frame.picture.height(), 200);
    }
    EXPECT_EQ(shown, std::lround(previews[2].seconds * 1000));
    EXPECT_FALSE(threads.contains(std::this_thread::get_id()));
}

TEST_F(ExportPreviewerTest, ANewerRequestStopsTheOneBefore) {
    hold = true;
    previewer.start(request(ExportKind::animation, QStringLiteral("a.gif")), {300, 200});
    ASSERT_TRUE(wait_for([this] { return painted == 1; }));
    previewer.start(request(ExportKind::animation, QStringLiteral("b.gif")), {300, 200}); // never begun
    previewer.start(request(ExportKind::numbers, QStringLiteral("c.csv")), {300, 200});
    hold = false;
    ASSERT_TRUE(wait_for([this] { return !previews.empty(); }));
    settle();
    EXPECT_EQ(painted, 1);
    ASSERT_EQ(previews.size(), 1U);
    EXPECT_TRUE(previews[0].text.startsWith(QStringLiteral("photo,model")));
    previewer.start(request(ExportKind::numbers, QStringLiteral("c.csv")), {300, 200});
    previewer.cancel();
    settle();
    EXPECT_EQ(previews.size(), 1U);
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
