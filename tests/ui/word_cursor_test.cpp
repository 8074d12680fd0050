#include "ui/studio/word_cursor.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

#include <cmath>

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

TEST(WordCursorTest, LeavesNoWordOutWhenTheEventLoopIsLate) {
    WordCursor cursor;
    cursor.setPace(5);
    cursor.reset(6);
    std::vector<int> shown;
    QObject::connect(&cursor, &WordCursor::changed, [&] {
        shown.push_back(cursor.shown());
        QThread::msleep(30);
    });
    cursor.setPlaying(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cursor.isPlaying(); }, 5000));
    EXPECT_EQ(shown, (std::vector{1, 2, 3, 4, 5}));
}

TEST(WordCursorTest, LoopsFromTheLastWordToTheFirst) {
    WordCursor cursor;
    cursor.setPace(1);
    cursor.setLooping(true);
    cursor.reset(3);
    std::vector<int> shown;
    QObject::connect(&cursor, &WordCursor::changed, [&] { shown.push_back(cursor.shown()); });
    cursor.setPlaying(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.size() >= 5; }, 5000));
    EXPECT_TRUE(cursor.isPlaying());
    cursor.setPlaying(false);
    shown.resize(5);
    EXPECT_EQ(shown, (std::vector{1, 2, 0, 1, 2}));
}

TEST(WordCursorTest, HigherSpeedIsShorterTime) {
    WordCursor cursor;
    cursor.setPace(400);
    cursor.setSpeed(4);
    cursor.reset(2);
    QElapsedTimer clock;
    clock.start();
    cursor.setPlaying(true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !cursor.isPlaying(); }, 5000));
    EXPECT_GE(clock.elapsed(), 95);
    cursor.setSpeed(1000);
    EXPECT_EQ(cursor.speed(), 4);
}

TEST(WordCursorTest, SelectsWordsOneByOneInARowAndAll) {
    WordCursor cursor;
    cursor.reset(5);
    cursor.toggle(3);
    EXPECT_EQ(cursor.shownWords(), (std::vector{0, 3}));
    cursor.toggle(0);
    EXPECT_EQ(cursor.shownWords(), (std::vector{3}));
    EXPECT_TRUE(cursor.selection().empty()) << "one word is no selection";
    cursor.extendTo(1);
    EXPECT_EQ(cursor.shownWords(), (std::vector{1, 2, 3}));
    cursor.extendTo(4);
    EXPECT_EQ(cursor.shownWords(), (std::vector{3, 4})) << "from where it began";
    cursor.selectAll();
    EXPECT_EQ(cursor.shownWords(), (std::vector{0, 1, 2, 3, 4}));
    cursor.preview(2);
    EXPECT_EQ(cursor.shownWords(), (std::vector{2}));
    cursor.preview(-1);
    cursor.clearSelection();
    EXPECT_EQ(cursor.shownWords(), (std::vector{4}));
    cursor.selectAll();
    cursor.moveTo(2);
    EXPECT_EQ(cursor.shownWords(), (std::vector{2}));
    cursor.toggle(9);
    EXPECT_EQ(cursor.shownWords(), (std::vector{2}));
}

TEST(WordCursorTest, ScrubbingStandsBetweenWordsUntilTheHandLetsGo) {
    WordCursor cursor;
    cursor.reset(4);
    cursor.scrub(1.7);
    EXPECT_DOUBLE_EQ(cursor.position(), 1.7);
    EXPECT_EQ(cursor.current(), 2);
    cursor.settle();
    EXPECT_DOUBLE_EQ(cursor.position(), 2);
    cursor.scrub(99);
    EXPECT_DOUBLE_EQ(cursor.position(), 3);
    cursor.scrub(std::nan(""));
    EXPECT_DOUBLE_EQ(cursor.position(), 3);
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
