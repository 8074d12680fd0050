#include "tests/ui/studio_fixture.h"

#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>

namespace saccade::test {
namespace {

const QString notice_title = QStringLiteral("Notice title");
const QString notice_text = QStringLiteral("Notice text");

class OpeningTest : public StudioTest {
protected:
    bool drop(const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window.get(), &event);
        return event.isAccepted();
    }
    QString text_of(const QString& name) const {
        const auto* label = find<QLabel>(name);
        return label != nullptr ? label->text() : QString();
    }
    void touch(const QString& name) const {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }
};

TEST_F(OpeningTest, TheEmptyWindowSaysWhatToDoAndOffersSamples) {
    EXPECT_TRUE(text_of(notice_text).contains(QStringLiteral("Drop photos here")));
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    auto* button = find<QPushButton>(QStringLiteral("Open Sample Photos"));
    ASSERT_NE(button, nullptr);
    QTest::mouseClick(button, Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("one"); }));
    EXPECT_EQ(find<QListView>(QStringLiteral("Photos"))->model()->rowCount(), 2);
}

TEST_F(OpeningTest, DroppedFilesAndFoldersAreOpened) {
    QDir(folder.path()).mkdir(QStringLiteral("album"));
    touch(QStringLiteral("album/img10.jpg"));
    touch(QStringLiteral("album/img9.JPG"));
    touch(QStringLiteral("album/notes.txt"));
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    ASSERT_TRUE(drop({QUrl::fromLocalFile(QStringLiteral("/p/cat.png")),
                      QUrl::fromLocalFile(folder.filePath(QStringLiteral("album")))}));
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
    const auto* strip = find<QListView>(QStringLiteral("Photos"));
    ASSERT_EQ(strip->model()->rowCount(), 3);
    EXPECT_EQ(strip->model()->index(1, 0).data().toString(), QStringLiteral("img9.JPG"));
    EXPECT_EQ(strip->model()->index(2, 0).data().toString(), QStringLiteral("img10.jpg"));
}

TEST_F(OpeningTest, WhatIsNotAFileIsNotAccepted) {
    EXPECT_FALSE(drop({QUrl(QStringLiteral("https://example.org/cat.png"))}));
    EXPECT_FALSE(drop({}));
}

TEST_F(OpeningTest, AFolderWithoutPhotosSaysSo) {
    window->open({folder.path()});
    ASSERT_TRUE(wait_for([this] {
        return text_of(QStringLiteral("Message")).contains(QStringLiteral("There is no photo in"));
    }));
    EXPECT_FALSE(text_of(notice_text).isEmpty());
    open({"cat.png"});
    EXPECT_TRUE(text_of(QStringLiteral("Message")).isEmpty());
}

TEST_F(OpeningTest, ABrokenPhotoSaysWhyInItsPlaceAndStopsNothing) {
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    open({"broken.png", "cat.png"});
    ASSERT_TRUE(
        wait_for([this] { return text_of(notice_title) == QStringLiteral("broken.png cannot be shown"); }));
    EXPECT_EQ(text_of(notice_text),
              QStringLiteral("The file ends after 12 of 512 bytes. Copy it again from where it came."));
    const auto* strip = find<QListView>(QStringLiteral("Photos"));
    EXPECT_EQ(strip->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("broken.png, cannot be opened: ") + text_of(notice_text));
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    QTest::mouseClick(find<QPushButton>(QStringLiteral("Next Photo")), Qt::LeftButton);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
    EXPECT_EQ(find<QLabel>(notice_title), nullptr);
}

TEST_F(OpeningTest, WithoutAModelThePhotoIsShownAndTheRemedyOffered) {
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Caption message")) != nullptr; }));
    ASSERT_NE(canvas(), nullptr);
    EXPECT_TRUE(canvas()->hasPhoto());
    EXPECT_NE(find<QWidget>(QStringLiteral("Open Model…")), nullptr);
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    ASSERT_TRUE(wait_for([this] { return words().size() == 5; }));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Caption message")), nullptr);
}

TEST_F(OpeningTest, AModelThatCannotBeUsedSaysWhy) {
    window->openModel(QStringLiteral("/m/broken.safetensors"));
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Model message")) != nullptr; }));
    EXPECT_TRUE(
        text_of(QStringLiteral("Model message")).contains(QStringLiteral("This is not a model bundle")));
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Caption message")) != nullptr; }));
}

TEST_F(OpeningTest, APhotoThatCannotBeCaptionedIsStillShown) {
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    open({"unspeakable.png"});
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Caption message")) != nullptr; }));
    EXPECT_TRUE(text_of(QStringLiteral("Caption message")).contains(QStringLiteral("speechless")));
    EXPECT_TRUE(canvas()->hasPhoto());
}

TEST_F(OpeningTest, WorkThatTakesLongIsSeenAndShortWorkIsNot) {
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    log->hold = true;
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_EQ(find<QWidget>(QStringLiteral("Busy")), nullptr);
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("Busy")) != nullptr; }));
    EXPECT_EQ(text_of(QStringLiteral("What is being done")), QStringLiteral("Looking at the photo…"));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return words().size() == 5; }));
    EXPECT_EQ(find<QWidget>(QStringLiteral("Busy")), nullptr);
}

TEST_F(OpeningTest, MovingOnWhileBusyShowsTheLastPhotoOnly) {
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    log->hold = true;
    open({"cat.png", "dog.png", "fox.png"});
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("fox"); }));
    settle();
    EXPECT_EQ(words().value(3), QStringLiteral("fox"));
    const std::lock_guard lock(log->mutex);
    EXPECT_EQ(log->captioned, std::vector<std::string>{"fox"});
}

TEST_F(OpeningTest, ClosingWhileBusyIsSafeAndLeavesNoThread) {
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    log->hold = true;
    open({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_GT(worker_threads(), 0);
    window->close();
    window.reset();
    // The kernel lists a joined thread for a moment longer.
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
    EXPECT_EQ(log->cancelled, 1);
}

TEST_F(OpeningTest, NothingIsComputedOnTheThreadOfTheWindow) {
    open_captioned({"cat.png", "dog.png", "broken.png"});
    ASSERT_TRUE(wait_for([this] {
        const auto* model = find<QListView>(QStringLiteral("Photos"))->model();
        return !model->index(1, 0).data(Qt::DecorationRole).isNull();
    }));
    const std::lock_guard lock(log->mutex);
    for (const std::thread::id thread : log->threads)
        EXPECT_NE(thread, std::this_thread::get_id());
}

TEST_F(OpeningTest, AWarningStaysUntilItIsClosed) {
    window->warn(QStringLiteral("The reference BLAS is in use."));
    EXPECT_EQ(text_of(QStringLiteral("Warning")), QStringLiteral("The reference BLAS is in use."));
    QTest::mouseClick(find<QWidget>(QStringLiteral("Hide this message")), Qt::LeftButton);
    EXPECT_EQ(find<QLabel>(QStringLiteral("Warning")), nullptr);
}

} // namespace
} // namespace saccade::test
