// The photos and folders opened last: in the File menu and on the start page, across restarts.

#include "tests/ui/studio_fixture.h"

#include <QDir>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QToolButton>

namespace saccade::test {
namespace {

class RecentPhotosTest : public StudioTest {
protected:
    /// In the File menu.
    QMenu* menu() const {
        for (auto* file : window->findChildren<QMenu*>()) {
            for (const QAction* action : file->actions()) {
                if (action->menu() != nullptr &&
                    action->menu()->accessibleName() == QStringLiteral("Open recent"))
                    return action->menu();
            }
        }
        return nullptr;
    }
    QStringList entries() const {
        QStringList names;
        for (const QAction* action : menu()->actions()) {
            if (!action->isSeparator())
                names += action->text();
        }
        names.removeLast(); // the command that clears the list
        return names;
    }
    QString photo(const QString& name) const {
        QDir().mkpath(folder.filePath(QStringLiteral("album")));
        QFile file(folder.filePath(QStringLiteral("album/") + name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        return file.fileName();
    }
};

TEST_F(RecentPhotosTest, NothingIsOfferedBeforeAnythingWasOpened) {
    ASSERT_NE(menu(), nullptr);
    EXPECT_FALSE(menu()->isEnabled());
    EXPECT_EQ(find<QLabel>(QStringLiteral("Recent photos")), nullptr);
}

TEST_F(RecentPhotosTest, PhotosAndFoldersAreOfferedAfterARestartTheLastFirst) {
    const QString cat = photo(QStringLiteral("cat.png"));
    window->open({cat});
    window->open({folder.filePath(QStringLiteral("album"))});
    const QStringList expected{QStringLiteral("album"), QStringLiteral("cat.png")};
    EXPECT_EQ(entries(), expected);
    restart();
    EXPECT_EQ(entries(), expected);
    EXPECT_NE(find<QLabel>(QStringLiteral("Recent photos")), nullptr);
    window->openModel(QStringLiteral("/m/fake.safetensors"));
    QTest::mouseClick(find<QToolButton>(QStringLiteral("cat.png")), Qt::LeftButton);
    EXPECT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("cat"); }));
}

TEST_F(RecentPhotosTest, TheListIsShortAndNamesNothingTwice) {
    for (int i = 0; i < 14; ++i)
        window->open({QStringLiteral("/photos/%1.png").arg(i)});
    window->open({QStringLiteral("/photos/12.png")});
    ASSERT_EQ(entries().size(), 10);
    EXPECT_EQ(entries().front(), QStringLiteral("12.png"));
    EXPECT_EQ(entries().count(QStringLiteral("12.png")), 1);
    EXPECT_FALSE(entries().contains(QStringLiteral("3.png")));
}

TEST_F(RecentPhotosTest, APhotoThatIsGoneIsSaidAndTakenOff) {
    window->open({QStringLiteral("/photos/gone.png")});
    menu()->actions().front()->trigger();
    const auto* message = find<QLabel>(QStringLiteral("Message"));
    ASSERT_NE(message, nullptr);
    EXPECT_TRUE(message->text().contains(QStringLiteral("/photos/gone.png is not there any more")));
    EXPECT_TRUE(entries().isEmpty());
    EXPECT_FALSE(menu()->isEnabled());
}

TEST_F(RecentPhotosTest, TheListCanBeCleared) {
    window->open({photo(QStringLiteral("cat.png"))});
    restart();
    menu()->actions().back()->trigger();
    EXPECT_TRUE(entries().isEmpty());
    EXPECT_EQ(find<QLabel>(QStringLiteral("Recent photos")), nullptr);
    restart();
    EXPECT_TRUE(entries().isEmpty());
}

TEST_F(RecentPhotosTest, SamplesAreNotRemembered) {
    trigger(Command::open_samples);
    EXPECT_TRUE(entries().isEmpty());
}

TEST_F(RecentPhotosTest, NamesAreShownAsTheyAre) {
    window->open({QStringLiteral("/photos/salt & pepper.png")});
    EXPECT_EQ(entries(), QStringList{QStringLiteral("salt && pepper.png")});
}

} // namespace
} // namespace saccade::test
