// The training half on a small screen, and with names that are long.

#include "tests/ui/training_fixture.h"
#include "ui/studio/elided_label.h"
#include "ui/studio/path_edit.h"

#include <QCheckBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>

namespace saccade::test {
namespace {

class TrainingRoomTest : public TrainingTest {
protected:
    /// @return what a person at 1280 x 720 and 200 %, less a title bar, would not see all of.
    QStringList hidden() {
        window->resize(640, 330);
        QTest::qWait(50);
        QStringList found;
        // Layouts ask each other several times.
        if (!QTest::qWaitFor([&] { return (found = hiddenNow()).isEmpty(); }, 2000))
            return found;
        return {};
    }
    QStringList hiddenNow() const {
        QStringList found;
        if (window->width() > 640 || window->height() > 330)
            found += QStringLiteral("the window is %1 x %2").arg(window->width()).arg(window->height());
        for (const auto* area : window->findChildren<QScrollArea*>()) {
            const bool meant = area->horizontalScrollBarPolicy() == Qt::ScrollBarAsNeeded &&
                               area->verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff;
            if (area->isVisible() && !meant && area->widget()->width() > area->viewport()->width())
                found += QStringLiteral("%1 pixels of %2 in %3")
                             .arg(area->widget()->width())
                             .arg(QLatin1String(area->widget()->metaObject()->className()))
                             .arg(area->viewport()->width());
        }
        for (const auto* each : window->findChildren<QPushButton*>()) {
            const bool scrolled = each->visibleRegion().isEmpty();
            if (each->isVisible() && !scrolled &&
                each->visibleRegion().boundingRect().width() < each->rect().width())
                found += QStringLiteral("the button ") + each->text();
        }
        return found;
    }
    /// In English, then in Chinese.
    testing::AssertionResult fits() {
        QStringList all = hidden();
        trigger(Command::language_chinese);
        const QStringList chinese = hidden();
        all += chinese;
        trigger(Command::language_english);
        settle();
        if (all.isEmpty())
            return testing::AssertionSuccess();
        return testing::AssertionFailure() << all.join(QStringLiteral("; ")).toStdString();
    }
    /// Of so many characters, with no space in it.
    static QString unbroken(int length) {
        return QStringLiteral("photographs_of_coloured_shapes_").repeated(length / 31 + 1).left(length);
    }
};

TEST_F(TrainingRoomTest, EveryPageFitsASmallScreen) {
    trigger(Command::show_training);
    EXPECT_TRUE(fits()) << "no run";
    window->newRun();
    EXPECT_TRUE(fits()) << "no data set";
    window->newRun(data_set);
    ASSERT_TRUE(wait_for([this] { return button(QStringLiteral("Next"))->isEnabled(); }));
    EXPECT_TRUE(fits()) << "data set";
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    EXPECT_TRUE(fits()) << "start";
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    EXPECT_TRUE(fits()) << "settings";
    for (auto* box : window->findChildren<QCheckBox*>()) {
        if (box->isVisible() && box->text().contains(QStringLiteral("every setting")))
            box->setChecked(true);
    }
    EXPECT_TRUE(fits()) << "every setting";
}

TEST_F(TrainingRoomTest, LongNamesAreShortenedAndKeptInTheirTips) {
    const QString folder_name = unbroken(150);
    ASSERT_TRUE(QDir(folder.path()).rename(QStringLiteral("shapes"), folder_name));
    data_set = folder.filePath(folder_name + QStringLiteral("/captions.csv"));
    window->newRun(data_set);
    ASSERT_TRUE(wait_for([this] { return button(QStringLiteral("Next"))->isEnabled(); }));
    EXPECT_TRUE(fits());
    auto* path = find<PathEdit>(QStringLiteral("Data set"));
    ASSERT_NE(path, nullptr);
    window->activateWindow();
    button(QStringLiteral("Next"))->setFocus();
    ASSERT_TRUE(wait_for([&] { return !path->hasFocus(); }));
    EXPECT_TRUE(path->shownText().contains(QChar(u'…')));
    EXPECT_TRUE(path->shownText().endsWith(QStringLiteral("captions.csv")))
        << path->shownText().toStdString();
    EXPECT_EQ(path->toolTip(), data_set);

    const QString name = unbroken(120);
    start_run(name, 2);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    for (int tab = 0; tab < 4; ++tab) {
        choose_tab(tab);
        EXPECT_TRUE(fits()) << tab;
    }
    const auto* title = find<ElidedLabel>(QStringLiteral("Run"));
    ASSERT_NE(title, nullptr);
    EXPECT_EQ(title->text(), name);
    EXPECT_TRUE(title->shownText().contains(QChar(u'…')));
    EXPECT_EQ(title->toolTip(), name);
    const auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    EXPECT_TRUE(list->item(0)->toolTip().contains(name));
    choose_tab(2);
    ASSERT_TRUE(press_button(QStringLiteral("Caption Photos")));
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("Results")) != nullptr; }));
    EXPECT_TRUE(fits()) << "results";
}

TEST_F(TrainingRoomTest, AQueueOfManyRunsWithLongNamesTakesNoMoreRoom) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    type("Name of the run", unbroken(120));
    auto* varied = find<QPlainTextEdit>(QStringLiteral("Settings to vary"));
    QStringList seeds;
    for (int seed = 1; seed <= 40; ++seed)
        seeds += QString::number(seed);
    varied->setPlainText(QStringLiteral("seed=") + seeds.join(QLatin1Char(',')));
    EXPECT_TRUE(text_of("Estimate").startsWith(QStringLiteral("40 runs, one after the other.")))
        << text_of("Estimate").toStdString();
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] { return text_of("Waiting runs").startsWith(QStringLiteral("39 ")); }));
    EXPECT_TRUE(fits());
    const auto* waiting = find<QLabel>(QStringLiteral("Waiting runs"));
    EXPECT_LE(waiting->parentWidget()->toolTip().count(QLatin1Char('\n')), 20);
    ASSERT_TRUE(press_button(QStringLiteral("Clear Queue")));
    ASSERT_TRUE(press_button(QStringLiteral("Pause")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Not ")); }));
    EXPECT_TRUE(fits());
}

} // namespace
} // namespace saccade::test
