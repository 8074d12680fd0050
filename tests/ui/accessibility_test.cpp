#include "tests/ui/studio_fixture.h"
#include "ui/studio/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QRadioButton>

#include <cmath>
#include <set>

namespace saccade::test {
namespace {

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

class ThemeTest : public testing::TestWithParam<bool> {
protected:
    void SetUp() override { applyTheme(GetParam()); }
    void TearDown() override { applyTheme(false); }
};

TEST_P(ThemeTest, TextKeepsItsContrastOnEveryGround) {
    const QPalette palette = QApplication::palette();
    const Tones& tones = tonesOf(palette);
    const QColor window = palette.color(QPalette::Window);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::WindowText);
    struct Pair {
        const char* what;
        QColor text;
        QColor ground;
    };
    for (const Pair& pair : {
             Pair{"text on the window", text, window},
             Pair{"text in fields", palette.color(QPalette::Text), base},
             Pair{"text on buttons", palette.color(QPalette::ButtonText), palette.color(QPalette::Button)},
             Pair{"text on the photo's ground", text, tones.ground},
             Pair{"text on a word", text, tones.chip},
             Pair{"text on a word pointed at", text, tones.chip_hover},
             Pair{"quiet text on the window", tones.quiet_text, window},
             Pair{"quiet text in fields", tones.quiet_text, base},
             Pair{"quiet text on the photo's ground", tones.quiet_text, tones.ground},
             Pair{"quiet text on a word", tones.quiet_text, tones.chip},
             Pair{"quiet text on a word pointed at", tones.quiet_text, tones.chip_hover},
             Pair{"text on the accent", tones.on_accent, tones.accent},
             Pair{"a selection", palette.color(QPalette::HighlightedText),
                  palette.color(QPalette::Highlight)},
             Pair{"a link", palette.color(QPalette::Link), window},
             Pair{"a tip", palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase)},
             Pair{"a message", tones.notice_text, tones.notice},
         })
        EXPECT_GE(contrast(pair.text, pair.ground), 4.5) << pair.what;
    EXPECT_GE(contrast(tones.field_line, window), 3.0);
    EXPECT_GE(contrast(tones.accent, tones.line), 3.0) << "a slider's filled part";
}

INSTANTIATE_TEST_SUITE_P(LightAndDark, ThemeTest, testing::Bool(),
                         [](const auto& theme) { return std::string(theme.param ? "Dark" : "Light"); });

class AccessibilityTest : public StudioTest {
protected:
    static std::string describe(const QWidget* widget) {
        return std::string(widget->metaObject()->className()) + " “" +
               widget->accessibleName().toStdString() + "” in " +
               (widget->parentWidget() != nullptr ? widget->parentWidget()->metaObject()->className()
                                                  : "nothing");
    }

    /// Parts that Qt makes for itself inside a widget that has a name.
    static bool isInner(const QWidget* widget) {
        if (widget->objectName().startsWith(QLatin1String("qt_")) ||
            widget->inherits("QComboBoxPrivateContainer"))
            return true;
        const QWidget* parent = widget->parentWidget();
        return qobject_cast<const QAbstractSpinBox*>(parent) != nullptr ||
               qobject_cast<const QComboBox*>(parent) != nullptr || widget->inherits("QTableCornerButton") ||
               widget->inherits("QHeaderView") || widget->inherits("QMenuBar");
    }

    std::vector<QWidget*> controls() const {
        const QWidget* place = QApplication::activeWindow();
        std::vector<QWidget*> result;
        for (QWidget* widget : place->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus &&
                !isInner(widget) && widget->focusProxy() == nullptr && widget->window() == place)
                result.push_back(widget);
        }
        return result;
    }

    void checkNames() const {
        for (const QWidget* widget : controls()) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            EXPECT_TRUE(!widget->accessibleName().isEmpty() ||
                        (button != nullptr && !button->text().isEmpty()))
                << describe(widget);
        }
    }

    /// Tab goes through everything and comes back to where it began.
    void checkTabs() {
        std::set<QWidget*> reached;
        for (int i = 0; i < 300; ++i) {
            QWidget* const before = QApplication::focusWidget();
            press(Qt::Key_Tab);
            QWidget* const now = QApplication::focusWidget();
            ASSERT_NE(now, nullptr);
            ASSERT_NE(now, before) << "Tab does not leave " << describe(now);
            if (!reached.insert(now).second)
                break;
        }
        for (QWidget* widget : controls()) {
            const auto* radio = qobject_cast<const QRadioButton*>(widget); // the arrows go to its neighbours
            if ((widget->focusPolicy() & Qt::TabFocus) == 0 || (radio != nullptr && !radio->isChecked()))
                continue;
            EXPECT_TRUE(reached.contains(widget)) << describe(widget);
        }
    }

    void check() {
        checkNames();
        checkTabs();
    }
};

TEST_F(AccessibilityTest, TheEmptyWindow) {
    check();
}

TEST_F(AccessibilityTest, TheStudio) {
    open_captioned({"cat.png", "dog.png", "broken.png"});
    window->warn(QStringLiteral("Something about this machine."));
    EXPECT_GT(controls().size(), 20U);
    check();
    trigger(Command::next_photo);
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Notice title")) != nullptr; }));
    check();
}

TEST_F(AccessibilityTest, TheTrainingPageAndItsWizard) {
    trigger(Command::show_training);
    check();
    trigger(Command::new_run);
    check();
}

TEST_F(AccessibilityTest, TheDialogs) {
    for (const auto& [command, title] :
         {std::pair{Command::shortcuts, "Keyboard shortcuts"}, std::pair{Command::about, "About Saccade"}}) {
        trigger(command);
        auto* dialog = find<QDialog>(QLatin1String(title));
        ASSERT_NE(dialog, nullptr);
        dialog->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
        check();
        QTest::keyClick(dialog, Qt::Key_Escape);
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
}

TEST_F(AccessibilityTest, TheComparison) {
    open_captioned({"cat.png"});
    window->compareModels(QStringLiteral("/models/one.safetensors"),
                          QStringLiteral("/models/two.safetensors"));
    settle();
    check();
}

} // namespace
} // namespace saccade::test
