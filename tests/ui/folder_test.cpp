#include "core/image/encode.h"
#include "core/image/metadata.h"
#include "core/support/atomic_file.h"
#include "tests/support/tool.h"
#include "tests/ui/studio_fixture.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/path_edit.h"

#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>

#include <thread>

namespace saccade::test {
namespace {

class FolderTest : public StudioTest {
protected:
    void SetUp() override {
        StudioTest::SetUp();
        QDir(folder.path()).mkdir(QStringLiteral("album"));
    }
    /// Real PNG files; what is said of them goes by their names, as the fakes do.
    void photo(const QString& name) const {
        const Photo drawn = fake_photo("x-20x10.png");
        write_file_atomically(album(name).toStdString(), std::span<const std::byte>(encode_png(drawn)));
    }
    QString album(const QString& name) const { return folder.filePath(QStringLiteral("album/") + name); }
    QPushButton* button(const QString& text) const {
        for (auto* each : dialog()->findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text().remove(QLatin1Char('&')) == text)
                return each;
        }
        return nullptr;
    }
    QDialog* dialog() const { return find<QDialog>(QStringLiteral("Caption a folder")); }
    void openDialog(const QString& out) {
        open_captioned({"one.png"}); // so that there is a model
        trigger(Command::caption_folder);
        ASSERT_TRUE(wait_for([this] { return dialog() != nullptr; }));
        type(QStringLiteral("Folder of photos"), folder.filePath(QStringLiteral("album")));
        type(QStringLiteral("File for the captions"), folder.filePath(out));
    }
    void type(const QString& field, const QString& text) const {
        auto* line = find<QLineEdit>(field);
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    void check(const QString& start) const {
        for (auto* box : dialog()->findChildren<QCheckBox*>()) {
            if (box->text().remove(QLatin1Char('&')).startsWith(start))
                box->click();
        }
    }
    QString summary() const {
        const auto* label = find<QLabel>(QStringLiteral("What became of the folder"));
        return label != nullptr ? label->text() : QString();
    }
    /// Runs until it says what became of the folder.
    void run() {
        QTest::mouseClick(button(QStringLiteral("Start")), Qt::LeftButton);
        ASSERT_TRUE(wait_for([this] { return !summary().isEmpty(); }));
    }
    QByteArray content(const QString& name) const {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

TEST_F(FolderTest, EveryPhotoGetsItsLineAndBrokenOnesTheirReason) {
    for (const char* name : {"cat.png", "broken.png", "dog.png"})
        photo(QLatin1String(name));
    openDialog(QStringLiteral("captions.csv"));
    run();
    EXPECT_TRUE(summary().startsWith(QStringLiteral("Captioned: 2 of 3 photos."))) << summary().toStdString();
    EXPECT_TRUE(summary().contains(QStringLiteral("the file ends after 12 of 512 bytes")));
    const QByteArray table = content(QStringLiteral("captions.csv"));
    EXPECT_TRUE(table.contains("\r\ncat.png,a photo of cat,")) << table.toStdString();
    EXPECT_TRUE(table.contains("\r\nbroken.png,,,,,,"));
    const std::lock_guard lock(log->mutex);
    for (const std::thread::id thread : log->threads)
        EXPECT_NE(thread, std::this_thread::get_id());
}

TEST_F(FolderTest, AStoppedRunGoesOnWhereItWas) {
    for (const char* name : {"a.png", "b.png", "c.png"})
        photo(QLatin1String(name));
    openDialog(QStringLiteral("captions.jsonl"));
    log->hold = true;
    QTest::mouseClick(button(QStringLiteral("Start")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_FALSE(find<QLineEdit>(QStringLiteral("Folder of photos"))->isEnabled());
    QTest::mouseClick(button(QStringLiteral("Stop")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return summary().startsWith(QStringLiteral("Stopped.")); }));
    EXPECT_FALSE(QFile::exists(folder.filePath(QStringLiteral("captions.jsonl"))));
    EXPECT_NE(dialog(), nullptr);
    log->hold = false;
    run();
    EXPECT_EQ(
        run_tool({"jq", "-r", ".caption", folder.filePath(QStringLiteral("captions.jsonl")).toStdString()}),
        "a photo of a\na photo of b\na photo of c\n");
    photo(QStringLiteral("d.png"));
    run();
    ASSERT_TRUE(wait_for([this] { return summary().contains(QStringLiteral("Done before: 3.")); }))
        << summary().toStdString();
    const std::lock_guard lock(log->mutex);
    EXPECT_EQ(std::ranges::count(log->captioned, "a"), 1);
}

TEST_F(FolderTest, PhotosAreWrittenOnlyWhenAskedAndDescriptionsOnlyWhenToldSo) {
    photo(QStringLiteral("cat.png"));
    photo(QStringLiteral("dog.png"));
    const auto description = [this](const char* name) {
        std::string text;
        const std::string file = album(QLatin1String(name)).toStdString();
        std::thread([&] { text = read_description(file); }).join();
        return text;
    };
    std::thread([&] { write_description(album(QStringLiteral("dog.png")).toStdString(), "Rex"); }).join();
    openDialog(QStringLiteral("captions.csv"));
    run();
    EXPECT_EQ(description("cat.png"), "");
    check(QStringLiteral("Write the captions"));
    run();
    EXPECT_TRUE(wait_for([this] {
        return summary().contains(QStringLiteral("Descriptions written: 1, kept as they were: 1."));
    })) << summary().toStdString();
    EXPECT_EQ(description("cat.png"), "A photo of cat.");
    EXPECT_EQ(description("dog.png"), "Rex");
    check(QStringLiteral("Replace descriptions"));
    run();
    EXPECT_TRUE(wait_for([this] {
        return summary().contains(QStringLiteral("Descriptions written: 1, kept as they were: 0."));
    })) << summary().toStdString();
    EXPECT_EQ(description("dog.png"), "A photo of dog.");
}

TEST_F(FolderTest, AFileThatIsSomethingElseIsLeftAlone) {
    photo(QStringLiteral("cat.png"));
    write_file_atomically(folder.filePath(QStringLiteral("mine.csv")).toStdString(),
                          std::string_view("name\r\nAda\r\n"));
    openDialog(QStringLiteral("mine.csv"));
    QTest::mouseClick(button(QStringLiteral("Start")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Folder message")) != nullptr; }));
    EXPECT_EQ(content(QStringLiteral("mine.csv")), "name\r\nAda\r\n");
}

TEST_F(FolderTest, ClosingTheWindowStopsTheWorkAndLeavesNoThread) {
    photo(QStringLiteral("cat.png"));
    openDialog(QStringLiteral("captions.csv"));
    log->hold = true;
    QTest::mouseClick(button(QStringLiteral("Start")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    window->close();
    window.reset();
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
}

TEST_F(FolderTest, LongNamesAreToldInFullAndTheDialogFitsASmallScreen) {
    photo(QStringLiteral("cat.png"));
    openDialog(QString(150, QLatin1Char('c')) + QStringLiteral(".csv"));
    settle();
    const auto* content = dialog()->findChild<QScrollArea*>();
    EXPECT_LE(content->widget()->height(), content->viewport()->height()) << "there is room for all of it";
    dialog()->resize(640, 330); // 1280 x 720 at 200 %, less a title bar
    check(QStringLiteral("With the folders"));
    auto* file = find<PathEdit>(QStringLiteral("File for the captions"));
    find<PathEdit>(QStringLiteral("Folder of photos"))->setFocus();
    EXPECT_TRUE(file->shownText().contains(QChar(0x2026)));
    EXPECT_TRUE(file->shownText().endsWith(QStringLiteral(".csv")));
    EXPECT_TRUE(file->toolTip().startsWith(file->text()));
    settle();
    EXPECT_LE(dialog()->height(), 330);
    EXPECT_LE(dialog()->width(), 640);
    const auto* area = dialog()->findChild<QScrollArea*>();
    EXPECT_LE(area->widget()->width(), area->viewport()->width()) << "nothing is hidden at the side";
    log->hold = true;
    QTest::mouseClick(button(QStringLiteral("Start")), Qt::LeftButton);
    const auto* doing = find<ElidedLabel>(QStringLiteral("Photo being captioned"));
    ASSERT_NE(doing, nullptr);
    EXPECT_EQ(doing->accessibleDescription(), doing->text());
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return !summary().isEmpty(); }));
}

} // namespace
} // namespace saccade::test
