#include "tests/ui/studio_fixture.h"
#include "ui/studio/colour_bar.h"
#include "ui/studio/overlay_options.h"
#include "ui/studio/theme.h"

#include <QComboBox>
#include <QSlider>
#include <QWheelEvent>

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
    choose("Colours", "Inferno");
    EXPECT_TRUE(is_colour(colour_at(centre(0), centre(0)), QColor(252, 255, 164), beside_centre));
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
