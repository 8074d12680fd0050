// The row of photos under the window, with thousands of them.

#include "tests/ui/fake_reader.h"
#include "tests/ui/studio_fixture.h"
#include "ui/studio/photo_list.h"

#include <QListView>
#include <QScrollBar>

#include <algorithm>

namespace saccade::test {
namespace {

QStringList numbered(int count) {
    QStringList names;
    for (int i = 0; i < count; ++i)
        names += QStringLiteral("/p/%1.png").arg(i);
    return names;
}

TEST(ThumbnailServiceTest, MakesSmallPicturesTheLastOneAskedForFirst) {
    const auto log = std::make_shared<FakeReaderLog>();
    log->hold = true;
    ThumbnailService service(fake_reader(log), 64);
    QStringList order;
    QObject::connect(&service, &ThumbnailService::ready, [&](const QString& file, const QImage& image) {
        order += file;
        EXPECT_EQ(image.size(), QSize(64, 48));
    });
    QObject::connect(&service, &ThumbnailService::failed, [&](const Fault& fault) { order += fault.file; });
    for (const char* name : {"first.png", "second.png", "broken.png", "last.png"})
        service.request(QLatin1String(name));
    log->hold = false;
    ASSERT_TRUE(wait_for([&] { return order.size() == 4; }));
    EXPECT_EQ(order, (QStringList{"first.png", "last.png", "broken.png", "second.png"}));
}

TEST(ThumbnailServiceTest, WhatIsNoLongerWantedIsNeitherReadNorAnswered) {
    const auto log = std::make_shared<FakeReaderLog>();
    log->hold = true;
    ThumbnailService service(fake_reader(log), 64);
    QStringList answered;
    QObject::connect(&service, &ThumbnailService::ready,
                     [&](const QString& file, const QImage&) { answered += file; });
    for (const char* name : {"first.png", "second.png", "third.png"})
        service.request(QLatin1String(name));
    ASSERT_TRUE(wait_for([&] { return log->waiting == 1; }));
    service.want({QStringLiteral("fourth.png"), QStringLiteral("third.png")});
    log->hold = false;
    ASSERT_TRUE(wait_for([&] { return answered.size() == 2; }));
    settle();
    EXPECT_EQ(answered, (QStringList{"fourth.png", "third.png"}));
    EXPECT_FALSE(log->read().contains(QStringLiteral("second")));
}

TEST(ThumbnailServiceTest, WhatIsWantedAgainAfterAllIsMade) {
    const auto log = std::make_shared<FakeReaderLog>();
    log->hold = true;
    ThumbnailService service(fake_reader(log), 64);
    QStringList answered;
    QObject::connect(&service, &ThumbnailService::ready,
                     [&](const QString& file, const QImage&) { answered += file; });
    service.request(QStringLiteral("first.png"));
    ASSERT_TRUE(wait_for([&] { return log->waiting == 1; }));
    service.clear();
    service.request(QStringLiteral("first.png"));
    log->hold = false;
    ASSERT_TRUE(wait_for([&] { return !answered.isEmpty(); }));
    settle();
    EXPECT_EQ(answered, QStringList{"first.png"});
}

class PhotoListTest : public testing::Test {
protected:
    bool has_picture(int row) const { return !list.index(row).data(Qt::DecorationRole).isNull(); }
    bool show(int first, int last) {
        list.setInSight(first, last);
        return wait_for([&] {
            for (int row = first; row <= last; ++row) {
                if (!has_picture(row))
                    return false;
            }
            return true;
        });
    }

    std::shared_ptr<FakeReaderLog> log = std::make_shared<FakeReaderLog>();
    PhotoList list{fake_reader(log)};
};

TEST_F(PhotoListTest, SmallPicturesTakeNoMoreThanTheirShareOfMemory) {
    list.setFiles(numbered(500));
    for (int first = 0; first < 500; first += 20)
        ASSERT_TRUE(show(first, first + 19)) << first;
    qsizetype bytes = 0;
    for (int row = 0; row < 500; ++row) {
        const auto picture = list.index(row).data(Qt::DecorationRole).value<QPixmap>();
        bytes += picture.toImage().sizeInBytes();
    }
    EXPECT_GT(bytes, PhotoList::thumbnail_bytes / 2);
    EXPECT_LE(bytes, PhotoList::thumbnail_bytes);
}

TEST_F(PhotoListTest, ASmallPictureThatHadToGoIsMadeAgainWhenItComesIntoSight) {
    list.setFiles(numbered(500));
    ASSERT_TRUE(show(0, 9));
    for (int first = 20; first < 500; first += 20)
        ASSERT_TRUE(show(first, first + 19)) << first;
    ASSERT_FALSE(has_picture(0));
    EXPECT_TRUE(show(0, 9));
    EXPECT_EQ(log->read().count(QStringLiteral("0")), 2);
}

TEST_F(PhotoListTest, WhatIsInSightComesFirstThenWhatFollowsThenWhatWasBefore) {
    list.setFiles(numbered(30));
    list.setInSight(10, 11);
    ASSERT_TRUE(wait_for([this] { return log->read().size() == 6; }));
    settle();
    EXPECT_EQ(log->read(), (QStringList{"10", "11", "12", "13", "9", "8"}));
}

class FilmStripTest : public StudioTest {
protected:
    PhotoReader make_reader() override { return fake_reader(photos); }
    QListView* strip() const { return find<QListView>(QStringLiteral("Photos")); }
    QVariant tile(int row, int role) const { return strip()->model()->index(row, 0).data(role); }
    bool is_in_sight(int row) const {
        return strip()->viewport()->rect().intersects(strip()->visualRect(strip()->model()->index(row, 0)));
    }

    std::shared_ptr<FakeReaderLog> photos = std::make_shared<FakeReaderLog>();
};

TEST_F(FilmStripTest, OfThousandsOfPhotosOnlyThoseNearWhatIsSeenAreRead) {
    window->open(numbered(5000));
    ASSERT_TRUE(wait_for([this] { return !tile(0, Qt::DecorationRole).isNull(); }));
    photos->hold = true;
    ASSERT_TRUE(wait_for([this] { return photos->waiting >= 1; }));
    strip()->horizontalScrollBar()->setValue(strip()->horizontalScrollBar()->maximum() / 2);
    QCoreApplication::processEvents();
    strip()->horizontalScrollBar()->setValue(strip()->horizontalScrollBar()->maximum());
    ASSERT_TRUE(is_in_sight(4999));
    strip()->grab();
    photos->hold = false;
    int in_sight = 0;
    for (int row = 4000; row < 5000; ++row)
        in_sight += is_in_sight(row) ? 1 : 0;
    ASSERT_TRUE(wait_for([&] {
        for (int row = 5000 - 2 * in_sight; row < 5000; ++row) {
            if (tile(row, Qt::DecorationRole).isNull())
                return false;
        }
        return true;
    }));
    settle();
    EXPECT_LT(photos->read().size(), 6 * in_sight);
}

TEST_F(FilmStripTest, ATileSaysWhyItsFileCannotBeOpened) {
    window->open({QStringLiteral("/p/cat.png"), QStringLiteral("/p/broken.png")});
    const QString why =
        QStringLiteral("The file ends after 12 of 512 bytes. Copy it again from where it came.");
    ASSERT_TRUE(wait_for(
        [&] { return tile(1, Qt::ToolTipRole).toString() == QStringLiteral("/p/broken.png\n") + why; }));
    EXPECT_EQ(tile(1, Qt::AccessibleTextRole).toString(),
              QStringLiteral("broken.png, cannot be opened: ") + why);
    EXPECT_EQ(tile(0, Qt::AccessibleTextRole).toString(), QStringLiteral("cat.png"));
    EXPECT_EQ(tile(0, Qt::ToolTipRole).toString(), QStringLiteral("/p/cat.png"));
}

} // namespace
} // namespace saccade::test
