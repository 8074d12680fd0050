#include "tests/ui/studio_fixture.h"
#include "ui/studio/alternatives_list.h"
#include "ui/studio/section_header.h"

#include <QAccessible>
#include <QApplication>
#include <QSlider>

namespace saccade::test {
namespace {

class PanelSectionTest : public StudioTest {
protected:
    void SetUp() override {
        restart();
        open_captioned({"cat.png"});
    }
    SectionHeader* header(const char* title) const { return find<SectionHeader>(QLatin1String(title)); }
    bool sees_opacity() const { return find<QSlider>(QStringLiteral("Opacity")) != nullptr; }
};

TEST_F(PanelSectionTest, EveryPartOfThePanelHasAHeadingThatHidesIt) {
    const QWidget* panel = find<QWidget>(QStringLiteral("Side panel"));
    QStringList titles;
    for (auto* each : panel->findChildren<SectionHeader*>()) {
        titles += each->text();
        auto* const section = each->parentWidget();
        EXPECT_GT(section->height(), each->height()) << each->text().toStdString();
        each->click();
        EXPECT_TRUE(wait_for([&] { return section->height() == each->height(); }))
            << each->text().toStdString();
    }
    EXPECT_EQ(titles,
              (QStringList{"It could have said", "What if", "Attention", "Region", "Decoding", "Model"}));
}

TEST_F(PanelSectionTest, SpaceAndEnterCloseAndOpenAndTheWindowsKeysStayOut) {
    header("Attention")->setFocus();
    press(Qt::Key_Space);
    EXPECT_FALSE(sees_opacity());
    EXPECT_FALSE(window->commands().action(Command::play)->isChecked());
    press(Qt::Key_Return);
    EXPECT_TRUE(sees_opacity());
    QTest::mouseClick(header("Attention"), Qt::LeftButton);
    EXPECT_FALSE(sees_opacity());
}

TEST_F(PanelSectionTest, AReaderHearsWhetherItIsOpenAndCanOpenIt) {
    QAccessibleInterface* const heading = QAccessible::queryAccessibleInterface(header("Attention"));
    ASSERT_NE(heading, nullptr);
    EXPECT_EQ(heading->text(QAccessible::Name), QStringLiteral("Attention"));
    EXPECT_EQ(heading->role(), QAccessible::Button);
    EXPECT_TRUE(heading->state().expandable);
    EXPECT_TRUE(heading->state().expanded);
    heading->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_FALSE(sees_opacity());
    EXPECT_TRUE(heading->state().collapsed);
    EXPECT_FALSE(heading->state().expanded);
}

TEST_F(PanelSectionTest, WhatIsClosedStaysClosedOverARestart) {
    header("Attention")->click();
    header("Model")->click();
    window->close();
    restart();
    open_captioned({"cat.png"});
    EXPECT_FALSE(sees_opacity());
    EXPECT_FALSE(header("Model")->isChecked());
    EXPECT_TRUE(header("Decoding")->isChecked());
    header("Attention")->click();
    EXPECT_TRUE(sees_opacity());
}

TEST_F(PanelSectionTest, WhatIsAskedForOpensItsSection) {
    header("It could have said")->click();
    header("Region")->click();
    ASSERT_EQ(find<AlternativesList>(QStringLiteral("Alternatives")), nullptr);
    trigger(Command::choose_word);
    auto* alternatives = find<AlternativesList>(QStringLiteral("Alternatives"));
    ASSERT_NE(alternatives, nullptr);
    EXPECT_TRUE(alternatives->hasFocus());
    trigger(Command::region_brush);
    EXPECT_NE(find<QSlider>(QStringLiteral("Brush size")), nullptr);
}

TEST_F(PanelSectionTest, TheHeadingFollowsTheFont) {
    SectionHeader* const attention = header("Attention");
    const int before = attention->height();
    QFont large = window->font();
    large.setPointSizeF(2 * large.pointSizeF());
    window->setFont(large);
    attention->setFont(large);
    EXPECT_TRUE(wait_for([&] { return attention->height() > before; }));
    EXPECT_GE(attention->height(), QFontMetrics(attention->font()).height());
}

} // namespace
} // namespace saccade::test
