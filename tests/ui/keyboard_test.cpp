#include "tests/ui/studio_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSlider>

namespace saccade::test {
namespace {

class KeyboardTest : public StudioTest {
protected:
    void SetUp() override {
        restart();
        open_captioned({"cat.png", "dog.png", "fox.png"});
    }
};

TEST_F(KeyboardTest, TheCaptionIsARowOfWordsAndTheFirstIsMarked) {
    EXPECT_EQ(words(), (QStringList{"a", "photo", "of", "cat", "end"}));
    EXPECT_EQ(marked_word(), 0);
}

TEST_F(KeyboardTest, ArrowsHomeAndEndMoveFromWordToWord) {
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 1);
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 2);
    press(Qt::Key_Left);
    EXPECT_EQ(marked_word(), 1);
    press(Qt::Key_End);
    EXPECT_EQ(marked_word(), 4);
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 4);
    press(Qt::Key_Home);
    EXPECT_EQ(marked_word(), 0);
}

TEST_F(KeyboardTest, ArrowsMoveWordsFromTheSliderAndTheChipsToo) {
    auto* slider = find<QSlider>(QStringLiteral("Word"));
    slider->setFocus();
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 1);
    EXPECT_EQ(slider->value(), 1);
    chip(1)->setFocus();
    press(Qt::Key_Right);
    EXPECT_EQ(marked_word(), 2);
    EXPECT_TRUE(chip(2)->hasFocus());
}

TEST_F(KeyboardTest, AControlThatUsesTheArrowsKeepsThem) {
    auto* opacity = find<QSlider>(QStringLiteral("Opacity"));
    opacity->setFocus();
    const int before = opacity->value();
    press(Qt::Key_Right);
    EXPECT_EQ(opacity->value(), before + 1);
    EXPECT_EQ(marked_word(), 0);
}

TEST_F(KeyboardTest, SpacePlaysAndStopsWhereverItMeansNothingElse) {
    const QAction* play = window->commands().action(Command::play);
    canvas()->setFocus();
    press(Qt::Key_Space);
    EXPECT_TRUE(play->isChecked());
    chip(0)->setFocus();
    press(Qt::Key_Space);
    EXPECT_FALSE(play->isChecked());
}

TEST_F(KeyboardTest, SpaceOnACheckBoxChecksIt) {
    auto* smooth = find<QWidget>(QStringLiteral("Smooth the grid"));
    smooth->setFocus();
    press(Qt::Key_Space);
    EXPECT_FALSE(window->commands().action(Command::smooth_overlay)->isChecked());
    EXPECT_FALSE(window->commands().action(Command::play)->isChecked());
}

TEST_F(KeyboardTest, PageKeysMoveFromPhotoToPhoto) {
    press(Qt::Key_PageDown);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
    EXPECT_TRUE(window->windowTitle().startsWith(QStringLiteral("dog.png")));
    EXPECT_EQ(marked_word(), 0);
    press(Qt::Key_PageDown);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("fox"); }));
    EXPECT_FALSE(window->commands().action(Command::next_photo)->isEnabled());
    press(Qt::Key_PageUp);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
}

TEST_F(KeyboardTest, ClickingAChipMovesToIt) {
    QTest::mouseClick(chip(3), Qt::LeftButton);
    EXPECT_EQ(marked_word(), 3);
    EXPECT_EQ(find<QLabel>(QStringLiteral("Place in the caption"))->text(), QStringLiteral("4 / 5"));
}

TEST_F(KeyboardTest, PointingAtAChipShowsItForAsLong) {
    QTest::mouseMove(chip(2), QPoint(5, 5));
    QTest::mouseMove(chip(2), QPoint(6, 6));
    EXPECT_EQ(marked_word(), 2);
    QTest::mouseMove(canvas(), QPoint(5, 5));
    EXPECT_TRUE(wait_for([this] { return marked_word() == 0; }));
}

TEST_F(KeyboardTest, ThePanelSaysWhatTheModelThought) {
    press(Qt::Key_Right);
    EXPECT_EQ(find<QLabel>(QStringLiteral("Probability"))->text(), QStringLiteral("75 %"));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Entropy"))->text(), QStringLiteral("0.50 nats ≈ 1.6 words"));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Gaze"))->text(), QStringLiteral("about 1 of 64 cells"));
    const auto* alternatives = find<QListWidget>(QStringLiteral("Alternatives"));
    ASSERT_EQ(alternatives->count(), 2);
    EXPECT_EQ(alternatives->item(0)->text(), QStringLiteral("photo"));
    EXPECT_EQ(alternatives->item(1)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("other1, 20 %"));
}

} // namespace
} // namespace saccade::test
