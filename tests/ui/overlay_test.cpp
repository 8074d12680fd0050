#include "tests/ui/studio_fixture.h"
#include "ui/studio/colour_bar.h"
#include "ui/studio/overlay_options.h"
#include "ui/studio/theme.h"
#include "ui/studio/word_chip.h"

#include <QComboBox>
#include <QLabel>
#include <QMouseEvent>
#include <QSlider>
#include <QWheelEvent>

#include <algorithm>

namespace saccade::test {
namespace {

// The fakes' maps: word i looks at cell (i, i) alone, and cell i is centred at 0.22 + 0.08 i of the photo.
double centre(int word) {
    return 0.22 + 0.08 * word;
}
const QColor grey(128, 128, 128);
const QColor highest(253, 231, 37); // of viridis
const QColor lowest(68, 1, 84);

class OverlayTest : public StudioTest {
protected:
    void SetUp() override {
        restart();
        open_captioned({"cat-800x600.png"});
        find<QSlider>(QStringLiteral("Opacity"))->setValue(60);
    }
    void choose(const char* control, const char* text) {
        auto* box = find<QComboBox>(QLatin1String(control));
        const int index = box->findText(QLatin1String(text));
        ASSERT_GE(index, 0);
        box->setCurrentIndex(index);
    }
};

TEST_F(OverlayTest, EachWordLightsThePlaceItLookedAt) {
    for (int word = 0; word < 5; ++word) {
        const double here = centre(word);
        EXPECT_TRUE(is_colour(colour_at(here, here), over_grey(highest, 0.6), beside_centre)) << word;
        EXPECT_TRUE(is_colour(colour_at(here + 0.16, here), grey)) << word;
        EXPECT_TRUE(is_colour(colour_at(0.95, 0.05), grey)) << word;
        press(Qt::Key_Right);
    }
}

TEST_F(OverlayTest, TheEvenGridPutsTheCellElsewhere) {
    choose("Placement", "Even grid");
    EXPECT_TRUE(is_colour(colour_at(1.0 / 16, 1.0 / 16), over_grey(highest, 0.6), beside_centre));
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), grey));
}

TEST_F(OverlayTest, CellsEndHalfWayToTheNextCentre) {
    trigger(Command::smooth_overlay);
    press(Qt::Key_Right); // cell (1, 1), from 0.26 to 0.34
    for (const double inside : {0.265, 0.30, 0.335})
        EXPECT_TRUE(is_colour(colour_at(inside, inside), over_grey(highest, 0.6))) << inside;
    for (const double outside : {0.255, 0.345})
        EXPECT_TRUE(is_colour(colour_at(outside, 0.30), grey)) << outside;
}

TEST_F(OverlayTest, WithoutFadingTheColoursCoverThePhotoAsOnAContactSheet) {
    QTest::mouseClick(find<QWidget>(QStringLiteral("Clear where it does not look")), Qt::LeftButton, {},
                      QPoint(8, 8));
    EXPECT_TRUE(is_colour(colour_at(0.95, 0.05), over_grey(lowest, 0.6)));
    Photo photo = fake_photo("cat-800x600.png");
    OverlayStyle style;
    style.opacity = 0.6F;
    const auto map = diagonal_caption({"a"}).steps[0].attention;
    const Photo sheet = render_overlay(photo, map, crowded_placement(), {0, 1}, style);
    for (const auto& [x, y] : {std::pair{0.1, 0.1}, {0.22, 0.22}, {0.25, 0.23}, {0.28, 0.22}, {0.7, 0.9}}) {
        const auto at =
            static_cast<std::size_t>(3 * (static_cast<int>(y * 600) * 800 + static_cast<int>(x * 800)));
        EXPECT_TRUE(is_colour(colour_at(x, y), QColor(sheet.rgb[at], sheet.rgb[at + 1], sheet.rgb[at + 2])))
            << x << " " << y;
    }
}

TEST_F(OverlayTest, OpacityAndTheSwitchDecideHowMuchIsSeen) {
    find<QSlider>(QStringLiteral("Opacity"))->setValue(100);
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), highest, beside_centre));
    press(Qt::Key_A);
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), grey));
    press(Qt::Key_A);
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), highest, beside_centre));
}

TEST_F(OverlayTest, ColourMapsAreTheOnesOfTheExports) {
    find<QSlider>(QStringLiteral("Opacity"))->setValue(100);
    choose("Colours", "Grey");
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), QColor(255, 255, 255), beside_centre));
    choose("Colours", "Inferno"); // whose blue rises fast towards the centre
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), QColor(252, 255, 164), 2 * beside_centre));
}

TEST_F(OverlayTest, TheMapStaysOnThePhotoWhenItIsZoomed) {
    const QPointF cursor = canvas()->rect().toRectF().center() - QPointF(60, 40);
    const QPointF before = canvas()->geometryOfPhoto()->toPhoto(cursor);
    QWheelEvent wheel(cursor, canvas()->mapToGlobal(cursor), {}, QPoint(0, 480), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &wheel);
    const QPointF after = canvas()->geometryOfPhoto()->toPhoto(cursor);
    EXPECT_NEAR(after.x(), before.x(), 1e-6);
    EXPECT_NEAR(after.y(), before.y(), 1e-6);
    EXPECT_FALSE(canvas()->isFitted());
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    EXPECT_TRUE(is_colour(colour_at(centre(2), centre(2)), over_grey(highest, 0.6), beside_centre));
    press(Qt::Key_0);
    EXPECT_TRUE(canvas()->isFitted());
}

TEST_F(OverlayTest, TheMapGlidesFromWordToWord) {
    canvas()->setCrossFade(60'000);
    press(Qt::Key_Right);
    EXPECT_TRUE(
        is_colour(colour_at(centre(0), centre(0)), over_grey(highest, 0.6), beside_centre)); // not there yet
    canvas()->setCrossFade(0);
    press(Qt::Key_Left);
    press(Qt::Key_Right);
    EXPECT_TRUE(is_colour(colour_at(centre(1), centre(1)), over_grey(highest, 0.6), beside_centre));
    canvas()->setCrossFade(20);
    press(Qt::Key_Right);
    EXPECT_TRUE(wait_for([this] {
        return bool(is_colour(colour_at(centre(2), centre(2)), over_grey(highest, 0.6), beside_centre));
    }));
}

TEST_F(OverlayTest, TheChoicesSurviveARestart) {
    find<QSlider>(QStringLiteral("Opacity"))->setValue(35);
    choose("Colours", "Turbo");
    choose("Scale", "Fixed, 0 to 1");
    trigger(Command::smooth_overlay);
    trigger(Command::theme_dark);
    window->close();
    restart();
    EXPECT_TRUE(isDark(window->palette()));
    open_captioned({"cat.png"});
    EXPECT_EQ(find<QSlider>(QStringLiteral("Opacity"))->value(), 35);
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Colours"))->currentText(), QStringLiteral("Turbo"));
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Scale"))->currentText(), QStringLiteral("Fixed, 0 to 1"));
    EXPECT_FALSE(window->commands().action(Command::smooth_overlay)->isChecked());
    trigger(Command::theme_light);
    EXPECT_TRUE(wait_for([this] { return !isDark(window->palette()); }));
}

TEST_F(OverlayTest, AFileOfSettingsThatHoldsNonsenseGivesTheDefaults) {
    window->close();
    settings->setValue(QStringLiteral("overlay/colours"), 99);
    settings->setValue(QStringLiteral("overlay/scale"), QStringLiteral("banana"));
    settings->setValue(QStringLiteral("overlay/opacity"), -7);
    settings->setValue(QStringLiteral("geometry"), QByteArray("nonsense"));
    restart();
    open_captioned({"cat.png"});
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Colours"))->currentText(), QStringLiteral("Viridis"));
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Scale"))->currentText(), QStringLiteral("Per word"));
    EXPECT_EQ(find<QSlider>(QStringLiteral("Opacity"))->value(), 65);
}

TEST(OverlayScaleTest, TheThreeScalesEndWhereTheySay) {
    Caption caption = diagonal_caption({"a", "cat"});
    caption.steps[0].attention.assign(64, 0.0F);
    caption.steps[0].attention[3] = 0.25F;
    caption.steps[1].attention.assign(64, 0.0F);
    caption.steps[1].attention[9] = 0.5F;
    caption.steps[2].attention.assign(64, 0.0F);
    OverlayOptions options;
    const auto high = [&](OverlayScale scale, int step) {
        options.scale = scale;
        return layerFor(caption, crowded_placement(), step, options).range.high;
    };
    EXPECT_FLOAT_EQ(high(OverlayScale::word, 0), 0.25F);
    EXPECT_FLOAT_EQ(high(OverlayScale::word, 1), 0.5F);
    EXPECT_FLOAT_EQ(high(OverlayScale::caption, 0), 0.5F);
    EXPECT_FLOAT_EQ(high(OverlayScale::fixed, 0), 1.0F);
}

TEST_F(OverlayTest, TheSpotlightDimsWhatIsNotAttended) {
    choose("Colours", "Spotlight");
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), grey, beside_centre));
    EXPECT_TRUE(is_colour(colour_at(0.95, 0.05), over_grey(Qt::black, 0.6)));
}

TEST_F(OverlayTest, GridLinesRunBetweenTheCells) {
    choose("Colours", "Spotlight");          // dark, so that a light line is seen
    const auto lightest = [this](double x) { // a line is one pixel wide, and lies where the pixels do
        int result = 0;
        for (int step = -4; step <= 4; ++step)
            result = std::max(result, colour_at(x + 0.001 * step, 0.9).lightness());
        return result;
    };
    const int before = lightest(0.26);
    press(Qt::Key_G);
    EXPECT_GT(lightest(0.26), before + 60);
    EXPECT_EQ(lightest(0.30), before) << "inside a cell";
    choose("Placement", "Even grid");
    EXPECT_EQ(lightest(0.26), before) << "the lines follow the placement";
    EXPECT_GT(lightest(0.25), before + 60);
}

TEST_F(OverlayTest, MapsOfSeveralWordsAreAdded) {
    const auto lit = [this](int word) {
        return bool(is_colour(colour_at(centre(word), centre(word)), over_grey(highest, 0.6), beside_centre));
    };
    QTest::mouseClick(chip(3), Qt::LeftButton, Qt::ControlModifier);
    EXPECT_TRUE(lit(0));
    EXPECT_TRUE(lit(3));
    EXPECT_FALSE(lit(1));
    const auto marked = [this](int word) {
        return qobject_cast<WordChip*>(chip(word))->state() == WordChip::State::shown;
    };
    EXPECT_TRUE(marked(0) && marked(3));
    EXPECT_FALSE(marked(1));
    EXPECT_TRUE(find<ColourBar>(QStringLiteral("Colour scale"))
                    ->accessibleDescription()
                    .contains(QStringLiteral("gaze of 2 words")));
    QTest::mouseClick(chip(1), Qt::LeftButton, Qt::ShiftModifier);
    EXPECT_TRUE(lit(0) && lit(1));
    EXPECT_FALSE(lit(3));
    trigger(Command::add_all_words);
    for (int word = 0; word < 5; ++word)
        EXPECT_TRUE(lit(word)) << word;
    chip(1)->setFocus();
    press(Qt::Key_Escape);
    EXPECT_EQ(marked_word(), 1);
    EXPECT_TRUE(lit(1));
    EXPECT_FALSE(lit(0));
    QTest::keyClick(chip(1), Qt::Key_Right, Qt::ShiftModifier);
    EXPECT_TRUE(lit(1) && lit(2));
    press(Qt::Key_Left);
    EXPECT_EQ(marked_word(), 1);
}

TEST_F(OverlayTest, CoverageIsTheGazeSpentSoFar) {
    choose("Shows", "Words so far");
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    for (int word = 0; word < 5; ++word)
        EXPECT_EQ(
            bool(is_colour(colour_at(centre(word), centre(word)), over_grey(highest, 0.6), beside_centre)),
            word <= 2)
            << word;
    EXPECT_EQ(find<QLabel>(QStringLiteral("Covered"))->text(), QStringLiteral("3 of 64 cells"));
}

TEST_F(OverlayTest, TheChangeIsOneColourWhereItLooksMoreAndAnotherWhereLess) {
    choose("Shows", "Change");
    EXPECT_TRUE(canvas()->layer().isEmpty()) << "nothing comes before the first word";
    EXPECT_EQ(find<QLabel>(QStringLiteral("Moved"))->text(), QStringLiteral("–"));
    press(Qt::Key_Right);
    const QColor more(0xD5, 0x5E, 0x00);
    const QColor less(0x00, 0x72, 0xB2);
    EXPECT_TRUE(is_colour(colour_at(centre(1), centre(1)), over_grey(more, 0.6), beside_centre));
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), over_grey(less, 0.6), beside_centre));
    EXPECT_TRUE(is_colour(colour_at(0.95, 0.05), grey));
    EXPECT_EQ(find<ColourBar>(QStringLiteral("Colour scale"))->lowText(), QStringLiteral("-1"));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Moved"))->text(), QStringLiteral("100 %"));
}

TEST_F(OverlayTest, TheCellUnderThePointerSaysItsValue) {
    const auto* cell = find<QLabel>(QStringLiteral("Cell"));
    EXPECT_EQ(cell->text(), QStringLiteral("–"));
    const QRectF photo = canvas()->geometryOfPhoto()->photoRect();
    const auto point_at = [&](double x, double y) {
        const QPoint place = QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint();
        QMouseEvent move(QEvent::MouseMove, place, canvas()->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(canvas(), &move);
    };
    point_at(centre(0), centre(0));
    EXPECT_EQ(cell->text(), QStringLiteral("row 1, column 1: 1.000, 64.0 times an even share"));
    point_at(centre(2), centre(1));
    EXPECT_EQ(cell->text(), QStringLiteral("row 2, column 3: 0.000, 0.0 times an even share"));
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(cell->text(), QStringLiteral("row 2, column 2: 0.000, 0.0 times an even share"));
    EXPECT_EQ(marked_word(), 0) << "the arrows alone are for words";
    press(Qt::Key_Right);
    EXPECT_EQ(cell->text(), QStringLiteral("row 2, column 2: 1.000, 64.0 times an even share"));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(canvas(), &leave);
    EXPECT_EQ(cell->text(), QStringLiteral("–"));
}

TEST_F(OverlayTest, AHandOnTheTimelineMixesTheMapsOfTheWordsBesideIt) {
    auto* timeline = find<QSlider>(QStringLiteral("Word"));
    const auto at = [timeline](double word) {
        return QPoint(static_cast<int>(timeline->width() * (0.02 + 0.96 * word / 4)), timeline->height() / 2);
    };
    QTest::mousePress(timeline, Qt::LeftButton, {}, at(0));
    QTest::mouseMove(timeline, at(1.5));
    const std::vector<float>& map = canvas()->layer().map;
    EXPECT_NEAR(map[9], 0.5, 0.15) << "of word 1";
    EXPECT_NEAR(map[18], 0.5, 0.15) << "of word 2";
    EXPECT_NEAR(map[9] + map[18], 1, 1e-5);
    QTest::mouseRelease(timeline, Qt::LeftButton, {}, at(1.5));
    EXPECT_EQ(marked_word(), timeline->value());
    EXPECT_FLOAT_EQ(*std::ranges::max_element(canvas()->layer().map), 1) << "back on one word";
}

TEST_F(OverlayTest, EachChipShowsItsMapInSmall) {
    for (int word = 0; word < 5; ++word) {
        const QImage& map = qobject_cast<WordChip*>(chip(word))->map();
        ASSERT_EQ(map.size(), QSize(8, 8));
        EXPECT_EQ(map.pixelColor(word, word), highest);
        EXPECT_EQ(map.pixelColor(7, 0), lowest);
    }
    choose("Colours", "Grey");
    EXPECT_EQ(qobject_cast<WordChip*>(chip(2))->map().pixelColor(2, 2), QColor(Qt::white));
}

TEST_F(OverlayTest, SpeedAndLoopOutliveTheWindow) {
    auto* speed = find<QComboBox>(QStringLiteral("Speed"));
    speed->setFocus();
    press(Qt::Key_Down);
    const QString chosen = speed->currentText();
    EXPECT_NE(chosen, QStringLiteral("1×"));
    trigger(Command::loop);
    window->close();
    restart();
    open_captioned({"cat.png"});
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Speed"))->currentText(), chosen);
    EXPECT_TRUE(window->commands().action(Command::loop)->isChecked());
}

TEST(ColourBarTest, PrintsItsRange) {
    ColourBar bar;
    bar.setScale(ColourMap::viridis, {0, 0.1875F});
    EXPECT_EQ(bar.lowText(), QStringLiteral("0"));
    EXPECT_EQ(bar.highText(), QStringLiteral("0.19"));
    bar.setScale(ColourMap::viridis, {0, 0.0421F});
    EXPECT_EQ(bar.highText(), QStringLiteral("0.042"));
    bar.setScale(ColourMap::viridis, {0, 1});
    EXPECT_EQ(bar.highText(), QStringLiteral("1"));
}

} // namespace
} // namespace saccade::test
