#include "tests/ui/studio_fixture.h"

#include <QLabel>
#include <QPushButton>
#include <QSlider>

namespace saccade::test {
namespace {

class TourTest : public StudioTest {
protected:
    void SetUp() override {
        restart();
        window->openModel(QStringLiteral("/models/fake.safetensors"));
        window->welcome();
        ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    }
    QString title() const {
        const auto* label = find<QLabel>(QStringLiteral("What this is"));
        return label != nullptr ? label->text() : QString();
    }
    bool is_running() const { return find<QWidget>(QStringLiteral("Guided tour")) != nullptr; }
    /// Where the title's bubble is, and the widget that it points at, in the window.
    QRect bubble() const { return inWindow(find<QLabel>(QStringLiteral("What this is"))->parentWidget()); }
    QRect inWindow(const QWidget* widget) const {
        return {widget->mapTo(window.get(), QPoint()), widget->size()};
    }
};

TEST_F(TourTest, TheFirstStartShowsSamplePhotosAndPointsAtEveryPartOfTheWindow) {
    EXPECT_TRUE(window->windowTitle().startsWith(QStringLiteral("one.png")));
    QStringList titles;
    while (is_running()) {
        titles += title();
        EXPECT_TRUE(window->rect().contains(bubble())) << title().toStdString();
        ASSERT_LT(titles.size(), 10);
        press(Qt::Key_Return);
    }
    EXPECT_EQ(titles, (QStringList{"The photo", "Its words", "The caption as time", "What it thought",
                                   "Your photos", "Train your own"}));
}

TEST_F(TourTest, EscapeEndsItAndItDoesNotComeBackUnasked) {
    press(Qt::Key_Escape);
    EXPECT_FALSE(is_running());
    restart();
    window->welcome();
    EXPECT_FALSE(is_running());
    EXPECT_TRUE(window->windowTitle() == QStringLiteral("Saccade"));
    trigger(Command::tour);
    EXPECT_TRUE(is_running());
}

TEST_F(TourTest, KeysGoForwardBackAndRoundTheButtonsAndNeverToTheWindow) {
    press(Qt::Key_Right);
    EXPECT_EQ(title(), QStringLiteral("Its words"));
    EXPECT_EQ(marked_word(), 0);
    press(Qt::Key_Left);
    EXPECT_EQ(title(), QStringLiteral("The photo"));
    press(Qt::Key_A);
    EXPECT_TRUE(window->commands().action(Command::show_overlay)->isChecked());
    QStringList reached;
    for (int i = 0; i < 4; ++i) {
        press(Qt::Key_Tab);
        reached += qobject_cast<QPushButton*>(QApplication::focusWidget())->text();
    }
    EXPECT_EQ(reached, (QStringList{"&Skip", "&Next", "&Skip", "&Next"}));
}

TEST_F(TourTest, TheBubbleLeavesSmallTargetsUncovered) {
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    ASSERT_EQ(title(), QStringLiteral("The caption as time"));
    EXPECT_FALSE(bubble().intersects(inWindow(find<QSlider>(QStringLiteral("Word")))));
    window->resize(1000, 620);
    settle();
    EXPECT_FALSE(bubble().intersects(inWindow(find<QSlider>(QStringLiteral("Word")))));
    EXPECT_TRUE(window->rect().contains(bubble()));
}

} // namespace
} // namespace saccade::test
