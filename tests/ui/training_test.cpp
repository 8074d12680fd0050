// The training half of the window over the real trainer, on a small set of rendered shapes.

#include "core/training/training_job.h"
#include "tests/ui/training_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>

#include <fstream>
#include <future>

namespace saccade::test {
namespace {

TEST_F(TrainingTest, FromADataSetToACaptionInTheStudio) {
    start_run(QStringLiteral("shapes"), 2);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    ASSERT_EQ(list->count(), 1);
    EXPECT_TRUE(list->item(0)->text().startsWith(QStringLiteral("shapes\nfinished, CIDEr-D ")))
        << list->item(0)->text().toStdString();

    choose_tab(1);
    auto* epochs = find<QSlider>(QStringLiteral("Epoch"));
    ASSERT_TRUE(wait_for([&] { return epochs->maximum() == 2; }));
    EXPECT_EQ(text_of("Epoch shown"), QStringLiteral("epoch 2 of 2"));
    epochs->setValue(1);
    EXPECT_EQ(text_of("Epoch shown"), QStringLiteral("epoch 1 of 2"));
    EXPECT_NE(chip(0), nullptr);

    choose_tab(2);
    ASSERT_TRUE(press_button(QStringLiteral("Caption Photos")));
    ASSERT_TRUE(wait_for([this] { return find<QTableView>(QStringLiteral("Results")) != nullptr; }));
    auto* results = find<QTableView>(QStringLiteral("Results"));
    ASSERT_EQ(results->model()->rowCount(), 6);
    for (int row = 1; row < 6; ++row) // the worst first
        EXPECT_LE(results->model()->index(row - 1, 0).data(Qt::UserRole).toDouble(),
                  results->model()->index(row, 0).data(Qt::UserRole).toDouble());
    EXPECT_EQ(text_of("People's captions").count(QLatin1Char('\n')), 2);
    // The best model says the same to the same photos as it did after its epoch.
    const QString score =
        text_of("Scores").section(QStringLiteral("CIDEr-D "), 1).section(QLatin1Char(' '), 0, 0);
    EXPECT_TRUE(text_of("State of the run").contains(QStringLiteral("best CIDEr-D ") + score))
        << text_of("State of the run").toStdString() << score.toStdString();

    choose_tab(3);
    auto* models = find<QTableWidget>(QStringLiteral("Checkpoints"));
    ASSERT_EQ(models->rowCount(), 4); // two epochs, the best, the last
    models->selectRow(0);
    ASSERT_TRUE(press_button(QStringLiteral("Open in Studio")));
    window->open({folder.filePath(QStringLiteral("shapes/shape20.bmp"))});
    EXPECT_TRUE(wait_for([this] { return canvas() != nullptr && chip(0) != nullptr; }));
}

TEST_F(TrainingTest, PausesResumesAndStops) {
    start_run(QStringLiteral("long"), 500);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Training: epoch")); }));
    ASSERT_TRUE(press_button(QStringLiteral("Pause")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Not running")); }));
    ASSERT_TRUE(press_button(QStringLiteral("Resume")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Training: epoch")); }));
    ASSERT_TRUE(press_button(QStringLiteral("Stop and Keep")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Not running")); }));
    EXPECT_TRUE(QFileInfo::exists(run_folder(QStringLiteral("long/last.safetensors"))));
}

TEST_F(TrainingTest, TheWindowAndTheCommandLineTrainTheSameModel) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("window"));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));

    TrainingJob job;
    job.data.data = data_set.toStdString();
    job.run = run_folder(QStringLiteral("command line")).toStdString();
    job.backbone = bundled_models.front().toStdString();
    job.features = folder.filePath(QStringLiteral("other cache")).toStdString();
    job.config = training_preset("quick-look");
    std::async(std::launch::async, [&] { start_training(job); }).get();
    const QByteArray mine = last_weights(QStringLiteral("window"));
    EXPECT_GT(mine.size(), 1'000'000);
    EXPECT_TRUE(mine == last_weights(QStringLiteral("command line")));
}

TEST_F(TrainingTest, AfterACrashTheNextStartOffersToResume) {
    start_run(QStringLiteral("cut off"), 400);
    ASSERT_TRUE(wait_for([this] {
        return state_begins(QStringLiteral("Training: epoch")) &&
               !state_begins(QStringLiteral("Training: epoch 1 "));
    }));
    // As kill -9 would leave it: the settings still name the run.
    const QString name = settings->value(QStringLiteral("training/active")).toString();
    EXPECT_EQ(name, run_folder(QStringLiteral("cut off")));
    window.reset();
    settings->setValue(QStringLiteral("training/active"), name);
    restart();
    trigger(Command::show_training);
    ASSERT_TRUE(wait_for([this] { return text_of("Training message").contains(QStringLiteral("cut off")); }));
    ASSERT_TRUE(press_remedy(QStringLiteral("Resume")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Training: epoch")); }));
    EXPECT_EQ(text_of("Run"), QStringLiteral("cut off"));
}

TEST_F(TrainingTest, ClosingAsksAndSaves) {
    start_run(QStringLiteral("closing"), 500);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Training: epoch")); }));
    window->close();
    EXPECT_TRUE(window->isVisible());
    ASSERT_TRUE(press_button(QStringLiteral("Keep Training")));
    window->close();
    ASSERT_TRUE(press_button(QStringLiteral("Save and Close")));
    EXPECT_TRUE(wait_for([this] { return !window->isVisible(); }));
    EXPECT_TRUE(QFileInfo::exists(run_folder(QStringLiteral("closing/last.safetensors"))));
    EXPECT_FALSE(settings->contains(QStringLiteral("training/active")));
}

TEST_F(TrainingTest, ADeletedModelComesBackOnUndo) {
    start_run(QStringLiteral("undo"), 2);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    choose_tab(3);
    auto* models = find<QTableWidget>(QStringLiteral("Checkpoints"));
    ASSERT_TRUE(wait_for([&] { return models->rowCount() == 4; }));
    models->selectRow(0);
    ASSERT_TRUE(press_button(QStringLiteral("Delete")));
    ASSERT_TRUE(wait_for([&] { return models->rowCount() == 3; }));
    ASSERT_TRUE(press_remedy(QStringLiteral("Undo")));
    EXPECT_TRUE(wait_for([&] { return models->rowCount() == 4; }));
}

TEST_F(TrainingTest, TwoModelsAreComparedOnOnePhoto) {
    start_run(QStringLiteral("compare"), 2);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    window->open({folder.filePath(QStringLiteral("shapes/shape20.bmp"))});
    choose_tab(3);
    auto* models = find<QTableWidget>(QStringLiteral("Checkpoints"));
    ASSERT_TRUE(wait_for([&] { return models->rowCount() == 4; }));
    models->selectAll();
    EXPECT_FALSE(button(QStringLiteral("Compare Two"))->isEnabled());
    models->clearSelection();
    for (const int row : {0, 1})
        models->selectionModel()->select(models->model()->index(row, 0),
                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    ASSERT_TRUE(press_button(QStringLiteral("Compare Two")));
    ASSERT_TRUE(wait_for(
        [this] { return text_of("How the captions differ").contains(QStringLiteral("shape20.bmp")); }));
    EXPECT_EQ(text_of("Left side"), QStringLiteral("epochs / epoch-0001"));
    EXPECT_EQ(text_of("Right side"), QStringLiteral("epochs / epoch-0002"));
}

TEST_F(TrainingTest, WhatDoesNotHoldIsMarkedAsItIsTyped) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    type("Epochs", QStringLiteral("zero"));
    EXPECT_FALSE(button(QStringLiteral("Start Training"))->isEnabled());
    bool told = false;
    for (const QLabel* label : window->findChildren<QLabel*>())
        told = told || (label->isVisible() && label->text() == QStringLiteral("A whole number, 1 – 10000"));
    EXPECT_TRUE(told);
    type("Epochs", QStringLiteral("3"));
    EXPECT_TRUE(button(QStringLiteral("Start Training"))->isEnabled());
}

TEST_F(TrainingTest, SaysBeforehandWhatItWillTake) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    type("Epochs", QStringLiteral("40"));
    ASSERT_TRUE(wait_for([this] { return text_of("Estimate").contains(QStringLiteral("Measured with")); }))
        << text_of("Estimate").toStdString();
    EXPECT_TRUE(QDir(folder.filePath(QStringLiteral("data/runs"))).isEmpty());
}

TEST_F(TrainingTest, VariedSettingsMakeAQueueOfRuns) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Epochs", QStringLiteral("1"));
    type("Name of the run", QStringLiteral("sweep"));
    window->findChild<QPlainTextEdit*>()->setPlainText(QStringLiteral("network.cell=gru,lstm"));
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    auto* list = find<QListWidget>(QStringLiteral("Training runs"));
    ASSERT_TRUE(wait_for([&] {
        int finished = 0;
        for (int row = 0; row < list->count(); ++row)
            finished += list->item(row)->text().contains(QStringLiteral("finished")) ? 1 : 0;
        return finished == 2;
    }));
}

TEST_F(TrainingTest, ADataSetThatCannotBeReadSaysWhy) {
    window->newRun(folder.filePath(QStringLiteral("nowhere.json")));
    ASSERT_TRUE(wait_for([this] { return !text_of("Data set message").isEmpty(); }));
    EXPECT_FALSE(button(QStringLiteral("Next"))->isEnabled());
    std::ofstream(folder.filePath(QStringLiteral("one.csv")).toStdString())
        << "image,caption,split\ngone.jpg,a dog,train\n";
    window->newRun(folder.filePath(QStringLiteral("one.csv")));
    const auto finding = [this](const QString& text) {
        for (const QWidget* each : window->findChildren<QWidget*>()) {
            if (each->isVisible() && each->accessibleName() == QStringLiteral("Finding") &&
                each->accessibleDescription().contains(text))
                return true;
        }
        return false;
    };
    ASSERT_TRUE(wait_for([&] { return finding(QStringLiteral("missing")); }));
    EXPECT_TRUE(finding(QStringLiteral("no photos to check on")));
    EXPECT_FALSE(button(QStringLiteral("Next"))->isEnabled());
}

TEST_F(TrainingTest, NoThreadIsLeftBehind) {
    for (const QString& name : {QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")}) {
        restart();
        start_run(name, 500);
        ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Training: epoch")); }));
        window.reset();
        // One may be LibTorch's, which inherits the name of the thread that first needed it; none are added.
        EXPECT_TRUE(wait_for([] { return worker_threads() <= 1; })) << name.toStdString();
    }
}

} // namespace
} // namespace saccade::test
