// Start, pause, resume, stop, discard and close in random order: every run that was begun and not discarded
// is still there and can be trained on, and no thread is left.

#include "core/training/job_queue.h"
#include "tests/ui/training_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

#include <random>

namespace saccade::test {
namespace {

class TrainingOrdersTest : public TrainingTest, public testing::WithParamInterface<unsigned> {
protected:
    TrainingOrdersTest() : random(GetParam()) {}

    int below(int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); }

    /// Presses a button if it is there to be pressed.
    bool press_if_offered(const char* text) {
        QPushButton* const found = button(QLatin1String(text));
        if (found == nullptr || !found->isEnabled())
            return false;
        found->click();
        return true;
    }

    void begin_a_run() {
        if (is_new_window) {
            ASSERT_NO_FATAL_FAILURE(go_to_settings());
            find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
            find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
            is_new_window = false;
        } else {
            window->newRun();
        }
        const QString name = QStringLiteral("run %1").arg(++named);
        type("Name of the run", name);
        type("Epochs", QString::number(below(3) == 0 ? 1 : 300)); // some end by themselves
        ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
        begun << name;
    }
    void look_at_a_run() {
        auto* list = find<QListWidget>(QStringLiteral("Training runs"));
        if (list->count() > 0)
            list->setCurrentRow(below(list->count()));
    }
    void discard() {
        const QString name = text_of("Run");
        if (press_if_offered("Discard") || press_if_offered("Delete Run"))
            discarded << name;
    }
    void close_and_come_back() {
        window->close();
        if (window->isVisible()) { // it asks
            if (below(3) == 0) {
                ASSERT_TRUE(press_button(QStringLiteral("Keep Training")));
                return;
            }
            ASSERT_TRUE(press_button(QStringLiteral("Save and Close")));
            ASSERT_TRUE(wait_for([this] { return !window->isVisible(); }));
            EXPECT_FALSE(settings->contains(QStringLiteral("training/active")));
        }
        come_back();
    }
    void vanish_and_come_back() { // no question, as when the desktop ends
        const QString at_work = settings->value(QStringLiteral("training/active")).toString();
        if (!discarded.isEmpty() && at_work == run_folder(discarded.last()))
            return; // it may, or may not, be too late for that
        window.reset();
        come_back();
    }
    void come_back() {
        restart();
        trigger(Command::show_training);
        is_new_window = true;
    }

    void do_something() {
        switch (below(16)) {
        case 0:
            return begin_a_run();
        case 1:
        case 2:
            return static_cast<void>(press_if_offered("Pause"));
        case 3:
        case 4:
            return static_cast<void>(press_if_offered("Resume"));
        case 5:
            return static_cast<void>(press_if_offered("Stop and Keep"));
        case 6:
            return discard();
        case 7:
            return below(2) == 0 ? close_and_come_back() : vanish_and_come_back();
        case 8:
        case 9:
            return look_at_a_run();
        case 10:
            return static_cast<void>(press_if_offered("Start Queue"));
        default:
            QTest::qWait(below(4) == 0 ? 600 : below(100));
        }
    }

    QStringList runs_on_disk() const {
        return QDir(folder.filePath(QStringLiteral("data/runs")))
            .entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    }
    /// Names of the runs that are on disk or wait for their turn.
    QStringList kept_runs() const {
        QStringList names = runs_on_disk();
        const QString queue = folder.filePath(QStringLiteral("data/queue.json"));
        if (QFile::exists(queue)) {
            for (const TrainingJob& job : read_job_queue(queue.toStdString()))
                names << QString::fromStdString(job.run.filename().string());
        }
        return names;
    }

    std::mt19937 random;
    bool is_new_window = true;
    int named = 0;
    QStringList begun;
    QStringList discarded;
};

TEST_P(TrainingOrdersTest, LoseNoRunAndLeaveNoThread) {
    trigger(Command::show_training);
    ASSERT_NO_FATAL_FAILURE(begin_a_run());
    for (int step = 0; step < 40; ++step) {
        ASSERT_NO_FATAL_FAILURE(do_something()) << "step " << step;
        ASSERT_TRUE(window->isVisible()) << "step " << step;
    }
    window->close(); // whatever trains is saved
    if (window->isVisible()) {
        ASSERT_TRUE(press_button(QStringLiteral("Save and Close")));
    }
    ASSERT_TRUE(wait_for([this] { return !window->isVisible(); }));
    window.reset();
    // One may be LibTorch's, which inherits the name of the thread that first needed it.
    EXPECT_TRUE(wait_for([] { return worker_threads() <= 1; }));

    const QStringList kept = kept_runs();
    for (const QString& name : begun) {
        EXPECT_EQ(kept.count(name), discarded.contains(name) ? 0 : 1)
            << name.toStdString() << " of " << kept.join(QStringLiteral(", ")).toStdString();
    }

    come_back();
    auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    // Or those that wait would begin by themselves.
    ASSERT_TRUE(wait_for([&] { return press_if_offered("Clear Queue") || kept == runs_on_disk(); }));
    ASSERT_TRUE(wait_for([&] { return list->count() == runs_on_disk().size(); }));
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        const QString name = list->item(row)->text().section(QLatin1Char('\n'), 0, 0);
        ASSERT_TRUE(
            wait_for([&] { return text_of("Run") == name && !state_begins(QStringLiteral("Reading")); }));
        if (state_begins(QStringLiteral("Finished")))
            continue;
        ASSERT_TRUE(press_button(QStringLiteral("Resume"))) << name.toStdString();
        ASSERT_TRUE(wait_for([this] {
            return state_begins(QStringLiteral("Training: epoch")) ||
                   state_begins(QStringLiteral("Finished"));
        })) << name.toStdString();
        press_if_offered("Pause");
        ASSERT_TRUE(wait_for([this] {
            return state_begins(QStringLiteral("Not running")) || state_begins(QStringLiteral("Finished"));
        })) << name.toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TrainingOrdersTest, testing::Range(1U, 7U));

} // namespace
} // namespace saccade::test
