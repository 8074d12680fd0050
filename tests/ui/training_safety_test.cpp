// What goes wrong while a captioner is trained, and what the window says then: what happened, what is safe,
// what to do. Afterwards it can go on.

#include "tests/support/full_disk.h"
#include "tests/ui/training_fixture.h"
#include "ui/training/metric_plot.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QRadioButton>
#include <QSpinBox>

#include <fstream>

namespace saccade::test {
namespace {

class TrainingSafetyTest : public TrainingTest {
protected:
    /// As a disk that is taken out, and put back.
    testing::AssertionResult take_away(const QString& path) {
        return QDir().rename(path, path + QStringLiteral(".away"))
                   ? testing::AssertionSuccess()
                   : testing::AssertionFailure() << "not moved";
    }
    testing::AssertionResult bring_back(const QString& path) {
        return QDir().rename(path + QStringLiteral(".away"), path)
                   ? testing::AssertionSuccess()
                   : testing::AssertionFailure() << "not moved";
    }
    QString photos() const { return folder.filePath(QStringLiteral("shapes")); }
    bool tells(const char* message, const QString& part) const { return text_of(message).contains(part); }
    bool stops() {
        return wait_for([this] { return state_begins(QStringLiteral("Not running")); });
    }
};

TEST_F(TrainingSafetyTest, ADataFolderThatVanishedBeforeTheRunKeepsTheRunWaiting) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("early"));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(take_away(photos()));
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] { return tells("Training message", QStringLiteral("could not begin")); }));
    EXPECT_TRUE(tells("Training message", QStringLiteral("captions.csv")))
        << text_of("Training message").toStdString();
    EXPECT_TRUE(tells("Training message", QStringLiteral("Nothing is lost")));
    EXPECT_EQ(text_of("Waiting runs"), QStringLiteral("1 run waits for its turn."));
    ASSERT_TRUE(bring_back(photos()));
    ASSERT_TRUE(press_remedy(QStringLiteral("Start Queue")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    EXPECT_EQ(text_of("Run"), QStringLiteral("early"));
}

TEST_F(TrainingSafetyTest, ADataFolderThatVanishesWhileItIsReadStopsTheRunAndItGoesOnLater) {
    window->newRun(data_set);
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    for (auto* each : window->findChildren<QRadioButton*>()) {
        if (each->isVisible() && each->text().contains(QStringLiteral("anew in every epoch")))
            each->setChecked(true);
    }
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("unplugged"));
    type("Epochs", QStringLiteral("500"));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(trained(1));
    ASSERT_TRUE(take_away(photos()));
    ASSERT_TRUE(stops());
    ASSERT_TRUE(wait_for([this] { return !text_of("Run message").isEmpty(); }));
    EXPECT_TRUE(tells("Run message", QStringLiteral("Training stopped.")))
        << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", photos())) << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", QStringLiteral("safe")));
    EXPECT_TRUE(tells("Run message", QStringLiteral("resume it")));
    ASSERT_TRUE(bring_back(photos()));
    ASSERT_TRUE(press_button(QStringLiteral("Resume")));
    ASSERT_TRUE(trained(2));
    EXPECT_EQ(text_of("Run message"), QString());
}

TEST_F(TrainingSafetyTest, ARunsFolderThatVanishesIsAskedFor) {
    start_run(QStringLiteral("moved"), 500);
    ASSERT_TRUE(trained(1));
    const QString runs = folder.filePath(QStringLiteral("data/runs"));
    ASSERT_TRUE(take_away(runs));
    ASSERT_TRUE(
        wait_for([this] { return tells("Training message", QStringLiteral("is not there any more")); }));
    EXPECT_TRUE(tells("Training message", run_folder(QStringLiteral("moved"))));
    QDir(runs).removeRecursively(); // whatever was made in its place
    ASSERT_TRUE(bring_back(runs));
    restart();
    trigger(Command::show_training);
    auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    ASSERT_TRUE(wait_for([&] { return list->count() == 1; }));
    list->setCurrentRow(0);
    ASSERT_TRUE(press_button(QStringLiteral("Resume")));
    EXPECT_TRUE(trained(1));
}

TEST_F(TrainingSafetyTest, AFullDiskStopsTheRunAndItGoesOnWhenThereIsRoom) {
    start_run(QStringLiteral("full"), 500);
    ASSERT_TRUE(trained(2));
    {
        const FullDisk full(20'000); // any checkpoint is larger
        ASSERT_TRUE(stops());
    }
    ASSERT_TRUE(wait_for([this] { return !text_of("Run message").isEmpty(); }));
    EXPECT_TRUE(tells("Run message", QStringLiteral("Training stopped.")))
        << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", run_folder(QStringLiteral("full"))))
        << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", QStringLiteral("disk is full")) ||
                tells("Run message", QStringLiteral("disk is probably full")))
        << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", QStringLiteral("safe")));
    ASSERT_TRUE(press_button(QStringLiteral("Resume")));
    EXPECT_TRUE(trained(3));
}

TEST_F(TrainingSafetyTest, ALossThatIsNoNumberIsToldOfAndMarked) {
    start_run(QStringLiteral("nan"), 500);
    ASSERT_TRUE(trained(2));
    // The features that it reads turn into what is no number: half floats of 0x7e00.
    const QDir caches(folder.filePath(QStringLiteral("data/features")));
    ASSERT_EQ(caches.entryList(QDir::Dirs | QDir::NoDotAndDotDot).size(), 1);
    const std::string shard = caches
                                  .filePath(caches.entryList(QDir::Dirs | QDir::NoDotAndDotDot).front() +
                                            QStringLiteral("/grids-0000.bin"))
                                  .toStdString();
    std::string poison;
    for (std::uintmax_t i = 0; i < std::filesystem::file_size(shard) / 2; ++i)
        poison += std::string{'\x00', '\x7e'};
    std::fstream(shard, std::ios::in | std::ios::out | std::ios::binary) << poison;
    ASSERT_TRUE(stops());
    ASSERT_TRUE(wait_for([this] { return !text_of("Run message").isEmpty(); }));
    EXPECT_TRUE(tells("Run message", QStringLiteral("stopped being a number in epoch")))
        << text_of("Run message").toStdString();
    EXPECT_TRUE(tells("Run message", QStringLiteral("safe")));
    EXPECT_TRUE(tells("Run message", QStringLiteral("lower learning")));

    auto* loss = find<MetricPlot>(QStringLiteral("Loss chart"));
    const auto marks = [&] {
        for (int i = 0; i < loss->graphCount(); ++i) {
            if (loss->graph(i)->name() == QStringLiteral("not a number"))
                return loss->graph(i)->dataCount();
        }
        return -1;
    };
    EXPECT_TRUE(wait_for([&] { return marks() == 1; })) << marks();
}

} // namespace
} // namespace saccade::test
