// Marking a part of the photo: which words looked there, and what is said when it is hidden.

#include "tests/ui/studio_fixture.h"
#include "ui/studio/word_chip.h"

#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QToolBar>
#include <QToolButton>
#include <QWheelEvent>

#include <cmath>

namespace saccade::test {
namespace {

// The fakes' maps: word i looks at cell (i, i) alone, and cell i is centred at 0.22 + 0.08 i of the photo.
double centre(int word) {
    return 0.22 + 0.08 * word;
}

class RegionTest : public StudioTest {
protected:
    void SetUp() override {
        restart();
        open_captioned({"cat-800x600.png"});
    }
    QPoint in_view(double x, double y) const {
        const QRectF photo = canvas()->geometryOfPhoto()->photoRect();
        return QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint();
    }
    void move_mouse(QPoint to, Qt::MouseButton button) {
        QMouseEvent move(QEvent::MouseMove, to, canvas()->mapToGlobal(to), Qt::NoButton, button,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(canvas(), &move);
    }
    void start_drag(QPointF from, QPointF to) {
        QTest::mousePress(canvas(), Qt::LeftButton, {}, in_view(from.x(), from.y()));
        move_mouse(in_view((from.x() + to.x()) / 2, (from.y() + to.y()) / 2), Qt::LeftButton);
        move_mouse(in_view(to.x(), to.y()), Qt::LeftButton);
    }
    void end_drag(QPointF at) { QTest::mouseRelease(canvas(), Qt::LeftButton, {}, in_view(at.x(), at.y())); }
    void drag(QPointF from, QPointF to) {
        start_drag(from, to);
        end_drag(to);
    }
    QListWidget* ranking() const { return find<QListWidget>(QStringLiteral("Words that looked there")); }
    /// The rows as they are read to someone.
    QStringList ranked() const {
        QStringList rows;
        for (int row = 0; ranking() != nullptr && row < ranking()->count(); ++row)
            rows += ranking()->item(row)->data(Qt::AccessibleTextRole).toString();
        return rows;
    }
    QString about() const { return find<QLabel>(QStringLiteral("About the region"))->text(); }
    bool enabled(Command command) const { return window->commands().action(command)->isEnabled(); }
};

TEST_F(RegionTest, WordsAreRankedWhileTheRectangleIsDrawn) {
    trigger(Command::region_rectangle);
    EXPECT_TRUE(ranked().isEmpty());
    // Cell (2, 2), from 0.34 to 0.42: all of it, and next to nothing of another word's.
    start_drag({0.335, 0.335}, {0.425, 0.425});
    ASSERT_EQ(ranked().size(), 4);
    EXPECT_EQ(ranked()[0].section(QLatin1String(" times"), 0, 0).section(QLatin1Char(','), 0, 1),
              QStringLiteral("of, 100 % of its attention"));
    EXPECT_TRUE(ranked()[1].contains(QStringLiteral(", <1 % of"))) << ranked()[1].toStdString();
    EXPECT_EQ(ranked()[3], QStringLiteral("a, 0 % of its attention, 0.0 times chance"));
    // A wider one takes in half of cell (3, 3), which ends at 0.50, in each direction: a quarter.
    move_mouse(in_view(0.46, 0.46), Qt::LeftButton);
    EXPECT_TRUE(ranked()[1].startsWith(QStringLiteral("cat-800x600, 2"))) << ranked()[1].toStdString();
    end_drag({0.46, 0.46});
    EXPECT_TRUE(ranked()[0].startsWith(QStringLiteral("of, 100 %")));
}

TEST_F(RegionTest, ChanceIsTheShareOfTheCells) {
    trigger(Command::region_rectangle);
    // Four whole cells of 64, and nothing else: from 0.26 to 0.42 in both directions.
    drag({0.26, 0.26}, {0.42, 0.42});
    EXPECT_TRUE(about().contains(QStringLiteral("6 %"))) << about().toStdString();
    const QString first = ranked().value(0);
    EXPECT_TRUE(first.startsWith(QStringLiteral("photo, ")) || first.startsWith(QStringLiteral("of, ")));
    EXPECT_TRUE(first.contains(QStringLiteral("16 times chance"))) << first.toStdString();
}

TEST_F(RegionTest, TheRankingFollowsWhereTheCellsAreDrawn) {
    trigger(Command::region_rectangle);
    drag({0.0, 0.0}, {0.125, 0.125}); // cell (0, 0) of an even grid, a quarter of it where it really lies
    const QString before = ranked().value(0);
    find<QComboBox>(QStringLiteral("Placement"))->setCurrentIndex(1);
    EXPECT_NE(ranked().value(0), before);
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("a, 100 %")) ||
                ranked().value(0).startsWith(QStringLiteral("a, 99 %")) ||
                ranked().value(0).startsWith(QStringLiteral("a, >99 %")))
        << ranked().value(0).toStdString();
}

TEST_F(RegionTest, PointingAtARankedWordShowsItsMap) {
    trigger(Command::region_rectangle);
    drag({0.32, 0.32}, {0.44, 0.44});
    ASSERT_TRUE(
        wait_for([this] { return !ranking()->viewport()->visibleRegion().isEmpty(); })); // scrolled to
    const QRect row = ranking()->visualItemRect(ranking()->item(0));
    QTest::mouseMove(ranking()->viewport(), row.center() - QPoint(2, 0));
    QTest::mouseMove(ranking()->viewport(), row.center());
    EXPECT_TRUE(wait_for([this] { return marked_word() == 2; }));
    QTest::mouseMove(canvas(), QPoint(3, 3));
    EXPECT_TRUE(wait_for([this] { return marked_word() == 0; }));
    QTest::mouseClick(ranking()->viewport(), Qt::LeftButton, {}, row.center());
    EXPECT_TRUE(wait_for([this] { return marked_word() == 2; }));
}

TEST_F(RegionTest, TheRectangleIsDrawnMovedAndResizedByKeysAlone) {
    trigger(Command::region_rectangle);
    EXPECT_TRUE(canvas()->hasFocus());
    press(Qt::Key_Right); // there is none yet: one appears in the middle, over half of each side
    EXPECT_TRUE(about().startsWith(QStringLiteral("25 % of the photo"))) << about().toStdString();
    EXPECT_EQ(marked_word(), 0);
    const QString before = ranked().join(QLatin1Char('|'));
    for (int i = 0; i < 40; ++i)
        press(Qt::Key_Left);
    EXPECT_TRUE(about().startsWith(QStringLiteral("25 % of the photo"))); // moved to the edge, not over it
    EXPECT_NE(ranked().join(QLatin1Char('|')), before);
    for (int i = 0; i < 16; ++i)
        QTest::keyClick(canvas(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_TRUE(about().startsWith(QStringLiteral("13 % of the photo"))) << about().toStdString();
    press(Qt::Key_Escape);
    EXPECT_TRUE(ranked().isEmpty());
    EXPECT_FALSE(enabled(Command::clear_region));
    trigger(Command::region_rectangle); // off: the arrows are the words' again
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 1);
}

TEST_F(RegionTest, ARectangleIsMovedByItsInsideAndResizedByItsEdges) {
    trigger(Command::region_rectangle);
    drag({0.5, 0.5}, {0.7, 0.8});
    drag({0.6, 0.65}, {0.3, 0.25}); // to 0.2 - 0.4 by 0.1 - 0.4
    EXPECT_TRUE(about().startsWith(QStringLiteral("6 % of the photo"))) << about().toStdString();
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("a, 100 %")) ||
                ranked().value(0).contains(QStringLiteral("of its attention")));
    drag({0.4, 0.25}, {0.8, 0.25}); // its right edge
    EXPECT_TRUE(about().startsWith(QStringLiteral("18 % of the photo"))) << about().toStdString();
    drag({0.9, 0.9}, {0.9, 0.9}); // a click beside it
    EXPECT_TRUE(ranked().isEmpty());
}

TEST_F(RegionTest, TheBrushAddsStrokeToStroke) {
    trigger(Command::region_brush);
    auto* size = find<QSlider>(QStringLiteral("Brush size"));
    ASSERT_NE(size, nullptr);
    size->setValue(6); // 3 % of the longer side
    drag({centre(1), centre(1)}, {centre(1), centre(1)});
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("photo, "))) << ranked().value(0).toStdString();
    EXPECT_TRUE(ranked().value(1).contains(QStringLiteral(", 0 % ")));
    drag({centre(3) - 0.02, centre(3)}, {centre(3) + 0.02, centre(3)});
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("cat-800x600, ")))
        << ranked().value(0).toStdString();
    EXPECT_TRUE(ranked().value(1).startsWith(QStringLiteral("photo, "))) << ranked().value(1).toStdString();
    trigger(Command::clear_region);
    EXPECT_TRUE(ranked().isEmpty());
}

TEST_F(RegionTest, TheBrushIsSizedAndErasesByKeysToo) {
    trigger(Command::region_brush);
    auto* size = find<QSlider>(QStringLiteral("Brush size"));
    const int before = size->value();
    press(Qt::Key_BracketRight);
    EXPECT_GT(size->value(), before);
    press(Qt::Key_BracketLeft);
    EXPECT_EQ(size->value(), before);
    for (int i = 0; i < 100; ++i)
        press(Qt::Key_BracketLeft);
    EXPECT_EQ(size->value(), size->minimum());
    size->setValue(size->maximum() / 2);
    drag({0.2, 0.5}, {0.8, 0.5});
    ASSERT_TRUE(about().contains(QStringLiteral("of the photo. "))) << about().toStdString();
    const int marked = about().section(QLatin1Char(' '), 0, 0).toInt();
    press(Qt::Key_E);
    EXPECT_TRUE(find<QCheckBox>(QStringLiteral("Erase with the brush"))->isChecked());
    drag({0.2, 0.5}, {0.4, 0.5});
    const int left = about().section(QLatin1Char(' '), 0, 0).toInt();
    EXPECT_LT(left, marked);
    EXPECT_GT(left, 0);
    drag({0.2, 0.5}, {0.8, 0.5});
    EXPECT_TRUE(ranked().isEmpty()) << "nothing is left, so nothing is marked";
    EXPECT_FALSE(enabled(Command::clear_region));
    find<QCheckBox>(QStringLiteral("Erase with the brush"))->click();
    drag({0.3, 0.5}, {0.6, 0.5});
    EXPECT_FALSE(ranked().isEmpty());
}

TEST_F(RegionTest, TheKeysOfTheBrushAreCommandsOfTheBrush) {
    for (const Command command : {Command::brush_smaller, Command::brush_larger, Command::brush_erases})
        EXPECT_FALSE(enabled(command)) << "no brush is in hand";
    trigger(Command::region_brush);
    auto* size = find<QSlider>(QStringLiteral("Brush size"));
    const int before = size->value();
    chip(0)->setFocus(); // not the photo
    press(Qt::Key_BracketRight);
    EXPECT_GT(size->value(), before);
    press(Qt::Key_BracketLeft);
    EXPECT_EQ(size->value(), before);
    press(Qt::Key_E);
    EXPECT_TRUE(find<QCheckBox>(QStringLiteral("Erase with the brush"))->isChecked());
    EXPECT_TRUE(window->commands().action(Command::brush_erases)->isChecked());
    find<QCheckBox>(QStringLiteral("Erase with the brush"))->click();
    EXPECT_FALSE(window->commands().action(Command::brush_erases)->isChecked());
    trigger(Command::region_brush);
    EXPECT_FALSE(enabled(Command::brush_larger));
}

TEST_F(RegionTest, WhatTheBrushMarkedIsMovedAndResizedByKeys) {
    trigger(Command::region_brush);
    find<QSlider>(QStringLiteral("Brush size"))->setValue(6); // 3 % of the longer side
    drag({centre(1), centre(1)}, {centre(1), centre(1)});
    ASSERT_TRUE(ranked().value(0).startsWith(QStringLiteral("photo, "))) << ranked().value(0).toStdString();
    const QString area = about().section(QLatin1Char(' '), 0, 1);
    const int steps = static_cast<int>(std::lround(2 * 0.08 * 64)); // to cell (3, 3)
    for (int i = 0; i < steps; ++i) {
        QTest::keyClick(canvas(), Qt::Key_Right);
        QTest::keyClick(canvas(), Qt::Key_Down);
    }
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("cat-800x600, ")))
        << ranked().value(0).toStdString();
    EXPECT_EQ(marked_word(), 0) << "the arrows were the region's";
    for (int i = 0; i < 100; ++i)
        QTest::keyClick(canvas(), Qt::Key_Right);
    EXPECT_EQ(about().section(QLatin1Char(' '), 0, 1), area) << "nothing is pushed over the edge";
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(canvas(), Qt::Key_Left);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(canvas(), Qt::Key_Left, Qt::ShiftModifier);
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(canvas(), Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_EQ(about().section(QLatin1Char(' '), 0, 1), area) << "and nothing wears out";
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(canvas(), Qt::Key_Left, Qt::ShiftModifier);
    EXPECT_FALSE(ranked().isEmpty()) << "it does not vanish";
}

TEST_F(RegionTest, TheBrushMarksByKeysAlone) {
    trigger(Command::region_brush);
    EXPECT_TRUE(canvas()->hasFocus());
    press(Qt::Key_Down); // a dab in the middle
    ASSERT_FALSE(ranked().isEmpty());
    const QString first = about();
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(canvas(), Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_NE(about(), first);
    trigger(Command::region_rectangle); // another tool moves the same region
    const QString large = about();
    press(Qt::Key_Left);
    EXPECT_EQ(about().section(QLatin1Char(' '), 0, 1), large.section(QLatin1Char(' '), 0, 1));
    press(Qt::Key_Escape);
    EXPECT_TRUE(ranked().isEmpty());
    trigger(Command::region_brush);
    press(Qt::Key_E);
    press(Qt::Key_Left);
    EXPECT_TRUE(ranked().isEmpty()) << "there is nothing to erase";
}

TEST_F(RegionTest, TheEraserLeavesARectangleAlone) {
    trigger(Command::region_rectangle);
    drag({0.2, 0.2}, {0.6, 0.6});
    const QString before = about();
    trigger(Command::region_brush);
    press(Qt::Key_E);
    drag({0.3, 0.3}, {0.5, 0.5});
    EXPECT_EQ(about(), before);
}

TEST_F(RegionTest, TheToolBarHasTheToolsAndTheirKeys) {
    const auto* bar = find<QToolBar>(QStringLiteral("Tool bar"));
    for (const auto& [command, key] :
         {std::pair{Command::region_rectangle, "(R)"}, std::pair{Command::region_brush, "(B)"}}) {
        QAction* const action = window->commands().action(command);
        auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
        ASSERT_NE(button, nullptr);
        EXPECT_TRUE(button->toolTip().contains(QLatin1String(key))) << button->toolTip().toStdString();
        EXPECT_FALSE(button->icon().isNull());
        QTest::mouseClick(button, Qt::LeftButton);
        EXPECT_TRUE(button->isChecked());
    }
    trigger(Command::show_training);
    EXPECT_FALSE(window->commands().action(Command::region_brush)->isVisible());
}

TEST_F(RegionTest, WordsThatAreTheSameAreToldApartByTheirPlace) {
    open({"of-400x300.png"}); // "a photo of of-400x300": no word twice
    trigger(Command::region_rectangle);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("of-400x300"); }));
    drag({0.0, 0.0}, {1.0, 1.0});
    EXPECT_FALSE(ranked().join(QLatin1Char(' ')).contains(QStringLiteral("(word")));
    open({"of.png"});
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("of"); }));
    drag({0.0, 0.0}, {1.0, 1.0});
    EXPECT_TRUE(ranked().value(2).startsWith(QStringLiteral("of (word 3), 100 %")))
        << ranked()[2].toStdString();
    EXPECT_TRUE(ranked().value(3).startsWith(QStringLiteral("of (word 4), 100 %")))
        << ranked()[3].toStdString();
}

TEST_F(RegionTest, OneToolAtATime) {
    trigger(Command::region_rectangle);
    trigger(Command::region_brush);
    EXPECT_FALSE(window->commands().action(Command::region_rectangle)->isChecked());
    EXPECT_TRUE(window->commands().action(Command::region_brush)->isChecked());
    trigger(Command::region_brush);
    EXPECT_FALSE(window->commands().action(Command::region_brush)->isChecked());
}

TEST_F(RegionTest, ThePhotoIsStillZoomedAndPannedAndTheRegionStaysOnIt) {
    trigger(Command::region_rectangle);
    drag({0.32, 0.32}, {0.44, 0.44});
    const QStringList before = ranked();
    const QPointF cursor = in_view(0.5, 0.5);
    QWheelEvent wheel(cursor, canvas()->mapToGlobal(cursor), {}, QPoint(0, 480), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &wheel);
    const QPointF middle = canvas()->geometryOfPhoto()->centre;
    QTest::mousePress(canvas(), Qt::MiddleButton, {}, cursor.toPoint());
    move_mouse(cursor.toPoint() + QPoint(30, 20), Qt::MiddleButton);
    QTest::mouseRelease(canvas(), Qt::MiddleButton, {}, cursor.toPoint() + QPoint(30, 20));
    EXPECT_LT(canvas()->geometryOfPhoto()->centre.x(), middle.x());
    EXPECT_EQ(ranked(), before);
    drag({0.38, 0.38}, {0.46, 0.46}); // moved by its inside, by one cell
    EXPECT_TRUE(ranked().value(0).startsWith(QStringLiteral("cat-800x600, ")))
        << ranked().value(0).toStdString();
}

TEST_F(RegionTest, TheOutlineIsSeenOnLightAndOnDarkPhotos) {
    trigger(Command::show_overlay); // off
    trigger(Command::region_rectangle);
    drag({0.2, 0.2}, {0.8, 0.8});
    trigger(Command::region_rectangle); // the handles go, the region stays
    const QImage seen = canvas()->grab().toImage();
    int light = 0;
    int dark = 0;
    for (double x = 0.25; x < 0.75; x += 0.002) {
        for (int offset = -2; offset <= 2; ++offset) {
            const int lightness = seen.pixelColor(in_view(x, 0.2) + QPoint(0, offset)).lightness();
            light += lightness > 220 ? 1 : 0;
            dark += lightness < 60 ? 1 : 0;
        }
    }
    EXPECT_GT(light, 100);
    EXPECT_GT(dark, 100);
}

TEST_F(RegionTest, AStrokeDoesNotGoOnOnThePhotoThatComesMeanwhile) {
    trigger(Command::region_brush);
    start_drag({0.3, 0.3}, {0.4, 0.4});
    EXPECT_FALSE(ranked().isEmpty());
    open({"dog.png"});
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
    move_mouse(in_view(0.6, 0.6), Qt::LeftButton);
    end_drag({0.6, 0.6});
    EXPECT_TRUE(ranked().isEmpty());
}

TEST_F(RegionTest, AnotherPhotoHasNoRegion) {
    trigger(Command::region_rectangle);
    drag({0.2, 0.2}, {0.8, 0.8});
    EXPECT_TRUE(enabled(Command::hide_by_blur));
    open({"dog.png"});
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
    EXPECT_TRUE(ranked().isEmpty());
    EXPECT_FALSE(enabled(Command::hide_by_blur));
    EXPECT_FALSE(enabled(Command::clear_region));
}

/// Says "a red thing on the wall" while it sees red, and "a thing on the wall" when it does not.
class SeesRed : public FakeEngine {
public:
    using FakeEngine::FakeEngine;
    Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                   const std::stop_token& stop) override {
        const Result plain = FakeEngine::caption(photo, settings, stop);
        for (std::size_t i = 0; i < photo->rgb.size(); i += 3) {
            if (photo->rgb[i] > photo->rgb[i + 1] + 60)
                return {{diagonal_caption({"a", "red", "thing", "on", "the", "wall"})}, plain.placement};
        }
        return {{diagonal_caption({"a", "thing", "on", "the", "wall"})}, plain.placement};
    }
};

class HideTest : public RegionTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<SeesRed>(log); }
    PhotoReader make_reader() override {
        return [](const std::filesystem::path& path) {
            Photo photo = fake_photo(path);
            for (int y = photo.height * 2 / 5; y < photo.height * 3 / 5; ++y)
                for (int x = photo.width * 2 / 5; x < photo.width * 3 / 5; ++x)
                    photo.rgb[static_cast<std::size_t>(3 * (y * photo.width + x))] = 230;
            return photo;
        };
    }
    QStringList words_of(const char* side) const {
        QStringList result;
        if (const auto* card = find<QWidget>(QLatin1String(side)))
            for (const WordChip* each : card->findChildren<WordChip*>())
                if (each->isVisible())
                    result += each->text();
        return result;
    }
    QStringList changed_words_of(const char* side) const {
        QStringList result;
        if (const auto* card = find<QWidget>(QLatin1String(side)))
            for (const WordChip* each : card->findChildren<WordChip*>())
                if (each->isVisible() && each->accessibleName().contains(QStringLiteral("changed")))
                    result += each->text();
        return result;
    }
};

TEST_F(HideTest, HidingTheRedThingShowsWhatIsSaidWithoutItBesideWhatWasSaid) {
    const QStringList with{"a", "red", "thing", "on", "the", "wall", "end"};
    const QStringList without{"a", "thing", "on", "the", "wall", "end"};
    for (const Command command : {Command::hide_by_blur, Command::hide_by_colour}) {
        trigger(Command::region_rectangle);
        drag({0.38, 0.38}, {0.62, 0.62});
        trigger(command);
        ASSERT_TRUE(wait_for([&] { return words_of("Right") == without; }));
        EXPECT_EQ(words_of("Left"), with);
        EXPECT_EQ(changed_words_of("Left"), QStringList{"red"});
        EXPECT_TRUE(changed_words_of("Right").isEmpty());
        auto* back = window->findChild<QPushButton*>(QStringLiteral("back-to-studio"));
        ASSERT_NE(back, nullptr);
        back->click();
        EXPECT_EQ(words(), with); // what was there is as it was
        trigger(Command::clear_region);
        trigger(Command::region_rectangle);
    }
}

TEST_F(HideTest, ARegionBesideTheThingChangesNoWord) {
    trigger(Command::region_rectangle);
    drag({0.02, 0.02}, {0.2, 0.2});
    trigger(Command::hide_by_blur);
    ASSERT_TRUE(wait_for([&] { return !words_of("Right").isEmpty(); }));
    EXPECT_EQ(words_of("Right"), words_of("Left"));
    EXPECT_TRUE(changed_words_of("Left").isEmpty());
    EXPECT_TRUE(find<QLabel>(QStringLiteral("How the captions differ"))
                    ->text()
                    .contains(QStringLiteral("both say the same")));
}

TEST_F(HideTest, AnotherPhotoOutdatesIt) {
    trigger(Command::region_rectangle);
    drag({0.38, 0.38}, {0.62, 0.62});
    log->hold = true;
    trigger(Command::hide_by_blur);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    EXPECT_FALSE(enabled(Command::hide_by_blur)); // one at a time
    open({"other.png"});
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr && canvas() != nullptr; }));
    settle();
    EXPECT_EQ(find<QWidget>(QStringLiteral("Comparison")), nullptr);
}

TEST_F(HideTest, TheWorkIsDoneOnTheWorkersThread) {
    trigger(Command::region_rectangle);
    drag({0.38, 0.38}, {0.62, 0.62});
    trigger(Command::hide_by_colour);
    ASSERT_TRUE(wait_for([&] { return !words_of("Right").isEmpty(); }));
    const std::lock_guard lock(log->mutex);
    for (const std::thread::id id : log->threads)
        EXPECT_NE(id, std::this_thread::get_id());
}

} // namespace
} // namespace saccade::test
