#include "tests/ui/studio_fixture.h"
#include "ui/studio/commands.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>

#include <set>

namespace saccade::test {
namespace {

TEST(CommandTableTest, NamesAndKeysAreUnique) {
    std::set<QString> ids;
    std::set<QString> keys;
    for (const CommandInfo& info : commandTable()) {
        EXPECT_TRUE(ids.insert(QLatin1String(info.id)).second) << info.id;
        for (const QKeySequence& key : keysOf(info))
            EXPECT_TRUE(keys.insert(key.toString()).second) << info.id << " " << key.toString().toStdString();
    }
}

TEST(CommandTableTest, EveryIconIsThere) {
    for (const CommandInfo& info : commandTable()) {
        const QString file = QStringLiteral(":/saccade/icons/%1.svg").arg(QLatin1String(info.icon));
        EXPECT_TRUE(*info.icon == '\0' || QFile::exists(file)) << info.icon;
    }
}

TEST_F(StudioTest, EveryCommandIsInAMenu) {
    std::set<QAction*> in_menus;
    for (QMenu* menu : window->menuBar()->findChildren<QMenu*>()) {
        for (QAction* action : menu->actions())
            in_menus.insert(action);
    }
    for (const CommandInfo& info : commandTable())
        EXPECT_TRUE(in_menus.contains(window->commands().action(info.command))) << info.id;
}

TEST_F(StudioTest, TheShortcutsDialogListsEveryKey) {
    trigger(Command::shortcuts);
    auto* dialog = find<QDialog>(QStringLiteral("Keyboard shortcuts"));
    ASSERT_NE(dialog, nullptr);
    auto* tree = dialog->findChild<QTreeWidget*>();
    for (const CommandInfo& info : commandTable()) {
        for (const QKeySequence& key : keysOf(info)) {
            const auto found = tree->findItems(key.toString(QKeySequence::NativeText),
                                               Qt::MatchContains | Qt::MatchRecursive, 1);
            EXPECT_FALSE(found.isEmpty()) << info.id;
        }
    }
    QTest::keyClick(dialog, Qt::Key_Escape);
    EXPECT_TRUE(wait_for([this] { return find<QDialog>(QStringLiteral("Keyboard shortcuts")) == nullptr; }));
}

TEST_F(StudioTest, AboutNamesTheLicence) {
    trigger(Command::about);
    const auto* text = find<QLabel>(QStringLiteral("About and licence"));
    ASSERT_NE(text, nullptr);
    EXPECT_TRUE(text->text().contains(QStringLiteral("GNU General Public License")));
}

TEST_F(StudioTest, EveryWidgetThatTakesTheFocusHasAName) {
    open_captioned({"one.png", "broken.png"});
    window->warn(QStringLiteral("Something about this machine."));
    const auto check = [this] {
        for (const QWidget* widget : window->findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            const bool named =
                !widget->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
            EXPECT_TRUE(named) << widget->metaObject()->className();
        }
    };
    check();
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Notice title")) != nullptr; }));
    check();
}

TEST_F(StudioTest, TabReachesEveryControl) {
    open_captioned({"one.png", "two.png"});
    std::set<QString> reached;
    for (int i = 0; i < 60; ++i) {
        press(Qt::Key_Tab);
        ASSERT_NE(QApplication::focusWidget(), nullptr);
        reached.insert(QApplication::focusWidget()->accessibleName());
    }
    for (const char* name : {"Photo", "Word 1 of 5: a, probability 75 %", "Play", "Word", "Alternatives",
                             "Opacity", "Colours", "Scale", "Placement", "Show attention", "Smooth the grid",
                             "Clear where it does not look", "Photos", "Zoom In"})
        EXPECT_TRUE(reached.contains(QLatin1String(name))) << name;
}

} // namespace
} // namespace saccade::test
