// Random commands in random order on random photos: nothing crashes, no thread is left, and the map on the
// photo is that of the word marked.

#include "tests/ui/studio_fixture.h"
#include "ui/studio/alternatives_list.h"
#include "ui/studio/caption_strip.h"
#include "ui/studio/photo_stage.h"
#include "ui/studio/word_chip.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QTimer>

#include <random>
#include <set>

namespace saccade::test {
namespace {

const QStringList photo_names{"cat.png",     "dog-640x480.png", "broken.png",        "wide-2000x200.png",
                              "dot-1x1.png", "unspeakable.png", "tall-100x1600.png", "bird.png"};
const QStringList model_names{"one", "two", "broken"};

class AbuseTest : public StudioTest, public testing::WithParamInterface<unsigned> {
protected:
    AbuseTest() : random(GetParam()) {
        settings->setValue(QStringLiteral("caption-ahead"), true);
        // Also those that run their own event loop.
        QObject::connect(&closer, &QTimer::timeout, [] {
            if (QWidget* popup = QApplication::activePopupWidget())
                popup->close();
            for (QWidget* widget : QApplication::topLevelWidgets()) {
                auto* dialog = qobject_cast<QDialog*>(widget);
                if (dialog != nullptr && dialog->isVisible())
                    dialog->reject();
            }
        });
        closer.start(10);
    }
    void TearDown() override {
        log->hold = false;
        if (window != nullptr) { // they act on the whole program
            trigger(Command::theme_system);
            trigger(Command::language_system);
        }
    }

    int below(int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }

    void open_random_photos() {
        QStringList names;
        for (int i = 0; i <= below(4); ++i)
            names += photo_names[below(static_cast<int>(photo_names.size()))];
        open(names);
        done = QStringLiteral("open ") + names.join(QLatin1Char(' '));
    }
    void open_random_model() {
        const QString& name = model_names[below(static_cast<int>(model_names.size()))];
        window->openModel(QStringLiteral("/models/%1.safetensors").arg(name));
        done = QStringLiteral("open model ") + name;
    }
    void press_random_key() {
        static constexpr Qt::Key keys[]{Qt::Key_Left,   Qt::Key_Right, Qt::Key_Up,  Qt::Key_Down,
                                        Qt::Key_Tab,    Qt::Key_Home,  Qt::Key_End, Qt::Key_Space,
                                        Qt::Key_Return, Qt::Key_Escape};
        const Qt::Key key = keys[below(std::size(keys))];
        press(key);
        done = QStringLiteral("key %1").arg(key);
    }
    void point_at_random_word() {
        const auto all = chips();
        if (all.empty())
            return;
        WordChip* chip = all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
        QTest::mouseMove(chip, chip->rect().center());
        if (below(2) == 0)
            QTest::mouseClick(chip, Qt::LeftButton);
        done = QStringLiteral("point at a word");
    }
    void drag_over_photo() {
        PhotoCanvas* photo = stage()->canvas();
        if (!photo->isVisible())
            return;
        const QPoint from(below(photo->width()), below(photo->height()));
        const QPoint to(below(photo->width()), below(photo->height()));
        QTest::mousePress(photo, Qt::LeftButton, {}, from);
        QTest::mouseMove(photo, to);
        QTest::mouseRelease(photo, Qt::LeftButton, {}, to);
        done = QStringLiteral("drag");
    }
    void run(const CommandInfo& info) {
        QAction* action = window->commands().action(info.command);
        if (action->isEnabled() && action->isVisible())
            given.insert(info.command);
        done = QLatin1String(info.id);
        action->trigger();
        if (!window->isVisible()) { // it was asked to quit
            window->close();
            restart();
        }
    }

    PhotoStage* stage() const { return window->findChild<PhotoStage*>(); }
    std::vector<WordChip*> chips() const {
        std::vector<WordChip*> visible;
        for (WordChip* each : stage()->findChild<CaptionStrip*>()->findChildren<WordChip*>())
            if (each->isVisible())
                visible.push_back(each);
        return visible;
    }

    /// The fake's word i looks at cell (i, i) and nowhere else.
    void expect_the_map_of_the_word_marked() const {
        const std::vector<WordChip*> all = chips();
        if (all.empty())
            return;
        std::vector<float> expected(64, 0.0F);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i]->state() == WordChip::State::shown)
                expected[(i % 8) * 9] = 1.0F;
        }
        if (!window->commands().action(Command::show_overlay)->isChecked())
            expected.clear();
        EXPECT_EQ(stage()->canvas()->layer().map, expected) << "after " << done.toStdString();
    }

    /// A state in which most commands make sense.
    void prepare() {
        log->hold = false;
        trigger(Command::language_english);
        trigger(Command::show_studio);
        const QString name = QStringLiteral("dog%1").arg(++prepared); // nothing is banned on a new photo
        open_captioned({"cat.png", name + QStringLiteral(".png"), "bird.png"});
        window->commands().action(Command::show_panel)->setChecked(true);
        trigger(Command::next_photo);
        ASSERT_TRUE(wait_for([&] { return words().value(3) == name; }))
            << words().join(QLatin1Char(' ')).toStdString() << " in " << window->windowTitle().toStdString()
            << " after " << done.toStdString();
    }

    /// What a command needs besides a photo with its caption.
    void prepare_for(Command command) {
        prepare();
        using enum Command;
        if (command == another_sample)
            find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(2);
        if (command == single_word)
            trigger(add_all_words);
        const std::set of_branches{undo, redo, rename_branch, compare_branches, remove_branch};
        if (of_branches.contains(command)) {
            trigger(first_word);
            window->findChild<AlternativesList*>()->choose(1);
            ASSERT_TRUE(wait_for([this] { return words().value(0) == QStringLiteral("other0"); }));
            if (command == redo)
                trigger(undo);
        }
        if (const std::set of_brush{brush_smaller, brush_larger, brush_erases};
            of_brush.contains(command) && !window->commands().action(region_brush)->isChecked())
            trigger(region_brush);
        if (command == clear_region || command == hide_by_blur || command == hide_by_colour) {
            if (!window->commands().action(region_rectangle)->isChecked())
                trigger(region_rectangle);
            const QRect photo = stage()->canvas()->geometryOfPhoto()->photoRect().toRect();
            QTest::mousePress(stage()->canvas(), Qt::LeftButton, {}, photo.center());
            QTest::mouseMove(stage()->canvas(), photo.center() + QPoint(40, 40));
            QTest::mouseRelease(stage()->canvas(), Qt::LeftButton, {}, photo.center() + QPoint(40, 40));
        }
    }

    std::mt19937 random;
    QTimer closer;
    std::set<Command> given; ///< while they were enabled
    int prepared = 0;
    QString done; ///< last
};

TEST_P(AbuseTest, RandomCommandsDoNoHarm) {
    std::vector<const CommandInfo*> order;
    for (const CommandInfo& info : commandTable())
        order.push_back(&info);
    for (int round = 0; round < 4; ++round) {
        std::shuffle(order.begin(), order.end(), random);
        for (const CommandInfo* info : order) {
            switch (below(10)) {
            case 0:
                open_random_photos();
                break;
            case 1:
                open_random_model();
                break;
            case 2:
                press_random_key();
                break;
            case 3:
                point_at_random_word();
                break;
            case 4:
                drag_over_photo();
                break;
            case 5:
                log->hold = !log->hold;
                break;
            default:
                break;
            }
            run(*info);
            ASSERT_TRUE(window->isVisible()) << done.toStdString();
            QTest::qWait(below(4) == 0 ? 15 : 0);
            expect_the_map_of_the_word_marked();
            if (HasFailure())
                return;
        }
    }
    window->close();
    window.reset();
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
}

TEST_P(AbuseTest, EveryCommandIsGivenAtLeastOnce) {
    std::vector<const CommandInfo*> order;
    for (const CommandInfo& info : commandTable())
        order.push_back(&info);
    std::shuffle(order.begin(), order.end(), random);
    ASSERT_NO_FATAL_FAILURE(prepare());
    for (const CommandInfo* info : order) {
        if (!window->commands().action(info->command)->isEnabled()) {
            ASSERT_NO_FATAL_FAILURE(prepare_for(info->command));
            wait_for([&] { return window->commands().action(info->command)->isEnabled(); });
        }
        const QString title = window->windowTitle();
        run(*info);
        QTest::qWait(15);
        if (info->command == Command::paste_photo) // it arrives when it is saved, over whatever is open then
            static_cast<void>(QTest::qWaitFor([&] { return window->windowTitle() != title; }, 2000));
        expect_the_map_of_the_word_marked();
        if (HasFailure())
            return;
    }
    for (const CommandInfo* info : order)
        EXPECT_TRUE(given.contains(info->command)) << info->id;
}

INSTANTIATE_TEST_SUITE_P(Seeds, AbuseTest, testing::Range(1U, 7U));

} // namespace
} // namespace saccade::test
