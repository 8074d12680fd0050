// One photo brings the others of its folder into the film strip; several photos are just those.

#include "tests/ui/studio_fixture.h"

#include <QDir>
#include <QListView>

#include <algorithm>

namespace saccade::test {
namespace {

class SiblingsTest : public StudioTest {
protected:
    void SetUp() override {
        StudioTest::SetUp();
        for (const char* const name : {"img10.png", "img9.png", "IMG1.jpg", "notes.txt", "odd.jfif"})
            make(QLatin1String(name));
        QDir(folder.path()).mkdir(QStringLiteral("img5.png")); // a folder that looks like a photo
        window->openModel(QStringLiteral("/m/fake.safetensors"));
    }
    void make(const QString& name) const {
        QFile file(folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }
    QListView* strip() const { return find<QListView>(QStringLiteral("Photos")); }
    QStringList names() const {
        QStringList result;
        for (int row = 0; strip() != nullptr && row < strip()->model()->rowCount(); ++row)
            result += strip()->model()->index(row, 0).data().toString();
        return result;
    }
    QString current() const { return strip()->currentIndex().data().toString(); }
};

TEST_F(SiblingsTest, OnePhotoBringsItsFolderInNaturalOrder) {
    window->open({folder.filePath(QStringLiteral("img9.png"))});
    const QStringList expected{QStringLiteral("IMG1.jpg"), QStringLiteral("img9.png"),
                               QStringLiteral("img10.png")};
    ASSERT_TRUE(wait_for([&] { return names() == expected; }));
    EXPECT_EQ(current(), QStringLiteral("img9.png"));
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("img9"); }));
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("img10"); }));
    trigger(Command::previous_photo);
    trigger(Command::previous_photo);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("IMG1"); }));
    EXPECT_FALSE(window->commands().action(Command::previous_photo)->isEnabled());
}

TEST_F(SiblingsTest, ThePhotoIsCaptionedOnce) {
    window->open({folder.filePath(QStringLiteral("img9.png"))});
    ASSERT_TRUE(wait_for([this] { return names().size() == 3 && words().size() == 5; }));
    settle();
    const std::lock_guard lock(log->mutex);
    EXPECT_EQ(std::count(log->captioned.begin(), log->captioned.end(), "img9"), 1);
}

TEST_F(SiblingsTest, APhotoOfAnotherNameStandsAmongThem) {
    window->open({folder.filePath(QStringLiteral("odd.jfif"))});
    ASSERT_TRUE(wait_for([this] { return names().size() == 4; }));
    EXPECT_EQ(current(), QStringLiteral("odd.jfif"));
}

TEST_F(SiblingsTest, SeveralPhotosAreExactlyThose) {
    window->open({folder.filePath(QStringLiteral("img10.png")), folder.filePath(QStringLiteral("IMG1.jpg"))});
    settle();
    EXPECT_EQ(names(), (QStringList{QStringLiteral("img10.png"), QStringLiteral("IMG1.jpg")}));
}

TEST_F(SiblingsTest, WhatIsOpenedNextIsNotMixedWithTheFolderBefore) {
    window->open({folder.filePath(QStringLiteral("img9.png"))});
    open({"cat.png", "dog.png"});
    settle();
    EXPECT_EQ(names(), (QStringList{QStringLiteral("cat.png"), QStringLiteral("dog.png")}));
}

TEST_F(SiblingsTest, AFolderOfThousandsComesWhole) {
    for (int i = 100; i < 3100; ++i)
        make(QStringLiteral("img%1.png").arg(i));
    window->open({folder.filePath(QStringLiteral("img1500.png"))});
    EXPECT_EQ(window->windowTitle().section(QStringLiteral(" — "), 0, 0), QStringLiteral("img1500.png"));
    ASSERT_TRUE(wait_for([this] { return names().size() == 3003; }));
    EXPECT_EQ(current(), QStringLiteral("img1500.png"));
    EXPECT_TRUE(strip()->viewport()->rect().intersects(strip()->visualRect(strip()->currentIndex())));
}

} // namespace
} // namespace saccade::test
