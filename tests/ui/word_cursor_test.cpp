#include "ui/studio/word_cursor.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace saccade {
namespace {

TEST(WordCursorTest, StaysInsideTheCaption) {
    WordCursor cursor;
    cursor.next();
    EXPECT_EQ(cursor.current(), -1);
    cursor.reset(3);
    EXPECT_EQ(cursor.current(), 0);
    cursor.previous();
    EXPECT_EQ(cursor.current(), 0);
    cursor.last();
    cursor.next();
    EXPECT_EQ(cursor.current(), 2);
}

TEST(WordCursorTest, PreviewShowsAWordAndGoesBack) {
    WordCursor cursor;
    cursor.reset(4);
    cursor.moveTo(1);
    cursor.preview(3);
    EXPECT_EQ(cursor.shown(), 3);
    EXPECT_EQ(cursor.current(), 1);
    cursor.preview(-1);
    EXPECT_EQ(cursor.shown(), 1);
    cursor.preview(17);
    EXPECT_EQ(cursor.shown(), 1);
}

TEST(WordCursorTest, PlayingShowsEveryWordOnceAndStops) {
    WordCursor cursor;
    cursor.setPace(1);
    cursor.reset(5);
    std::vector<int> shown;
    QObject::connect(&cursor, &WordCursor::changed, [&] { shown.push_back(cursor.shown()); });
    cursor.setPlaying(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cursor.isPlaying(); }, 5000));
    EXPECT_EQ(shown, (std::vector{1, 2, 3, 4}));
}

TEST(WordCursorTest, PlayingFromTheLastWordStartsOver) {
    WordCursor cursor;
    cursor.setPace(60'000);
    cursor.reset(3);
    cursor.last();
    cursor.setPlaying(true);
    EXPECT_EQ(cursor.current(), 0);
    EXPECT_TRUE(cursor.isPlaying());
    cursor.reset(2);
    EXPECT_FALSE(cursor.isPlaying());
}

TEST(WordCursorTest, ASingleWordDoesNotPlay) {
    WordCursor cursor;
    QSignalSpy playing(&cursor, &WordCursor::playingChanged);
    cursor.reset(1);
    cursor.setPlaying(true);
    EXPECT_FALSE(cursor.isPlaying());
    EXPECT_EQ(playing.count(), 0);
}

} // namespace
} // namespace saccade
