// Runs that wait for their turn, and what becomes of them when the program ends, is closed or killed.

#include "core/support/error.h"
#include "core/training/job_queue.h"
#include "tests/ui/training_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>

#include <atomic>
#include <future>
#include <thread>

namespace saccade::test {
namespace {

class TrainingQueueTest : public TrainingTest {
protected:
    /// Waits at the start of a run for as long as it is held, as for photos that are being encoded.
    class HeldEngine : public TrainerEngine {
    public:
        explicit HeldEngine(std::shared_ptr<std::atomic<bool>> held) : held_(std::move(held)) {}
        void start(const TrainingJob& job, const TrainingObserver& observer,
                   const std::stop_token& stop) override {
            while (*held_) {
                throw_if_stopped(stop);
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            TrainerEngine::start(job, observer, stop);
        }

    private:
        std::shared_ptr<std::atomic<bool>> held_;
    };

    std::unique_ptr<TrainingEngine> make_training_engine() override {
        return std::make_unique<HeldEngine>(held);
    }

    /// Two runs: one with a GRU, then one with an LSTM.
    void start_two(int epochs) {
        go_to_settings();
        find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
        type("Name of the run", QStringLiteral("sweep"));
        type("Epochs", QString::number(epochs));
        find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
        find<QPlainTextEdit>(QStringLiteral("Settings to vary"))
            ->setPlainText(QStringLiteral("network.cell=gru,lstm"));
        ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    }
    QString queue_file() const { return folder.filePath(QStringLiteral("data/queue.json")); }
    std::vector<TrainingJob> kept() const {
        try {
            return read_job_queue(queue_file().toStdString());
        } catch (const FileError&) {
            if (QFile::exists(queue_file()))
                throw;
            return {}; // an empty queue's file went while it was being opened
        }
    }

    std::shared_ptr<std::atomic<bool>> held = std::make_shared<std::atomic<bool>>(false);
};

TEST_F(TrainingQueueTest, BeginsItsNextRunBesideAFormThatIsBeingFilledIn) {
    *held = true;
    start_two(1);
    ASSERT_TRUE(wait_for([this] { return kept().size() == 2; })); // until the first has begun
    window->newRun();
    ASSERT_NE(find<QLineEdit>(QStringLiteral("Name of the run")), nullptr);
    *held = false;
    const QString second = folder.filePath(QStringLiteral("data/runs/sweep network.cell=lstm/config.json"));
    ASSERT_TRUE(wait_for([&] { return QFile::exists(second); }));
    EXPECT_NE(find<QLineEdit>(QStringLiteral("Name of the run")), nullptr) << "the form was taken away";
}

TEST_F(TrainingQueueTest, WaitsOnDiskFromTheMomentItIsMade) {
    start_two(500);
    ASSERT_TRUE(trained(1));
    EXPECT_EQ(text_of("Waiting runs"), QStringLiteral("1 run waits for its turn."));
    EXPECT_EQ(button(QStringLiteral("Start Queue")), nullptr); // it begins by itself
    ASSERT_TRUE(wait_for([this] { return kept().size() == 1; }));
    EXPECT_EQ(kept()[0].run.filename(), "sweep network.cell=lstm");
    EXPECT_EQ(kept()[0].config.epochs, 500);
    EXPECT_EQ(kept()[0].data.data, data_set.toStdString());
}

TEST_F(TrainingQueueTest, IsOfferedAgainAfterTheProgramWasClosed) {
    start_two(500);
    ASSERT_TRUE(trained(1));
    window->close();
    ASSERT_TRUE(press_button(QStringLiteral("Save and Close")));
    ASSERT_TRUE(wait_for([this] { return !window->isVisible(); }));
    restart();
    trigger(Command::show_training);
    ASSERT_TRUE(
        wait_for([this] { return text_of("Training message").startsWith(QStringLiteral("1 run waits")); }));
    ASSERT_TRUE(press_remedy(QStringLiteral("Start Queue")));
    ASSERT_TRUE(trained(1));
    EXPECT_EQ(text_of("Run"), QStringLiteral("sweep network.cell=lstm"));
    EXPECT_TRUE(wait_for([this] { return kept().empty(); }));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Waiting runs")), nullptr);
}

TEST_F(TrainingQueueTest, ARunPausedBeforeItBeganIsNotLost) {
    *held = true;
    start_run(QStringLiteral("patient"), 2);
    ASSERT_TRUE(press_button(QStringLiteral("Pause")));
    ASSERT_TRUE(
        wait_for([this] { return text_of("Waiting runs") == QStringLiteral("1 run waits for its turn."); }));
    *held = false;
    ASSERT_TRUE(press_button(QStringLiteral("Start Queue")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    EXPECT_EQ(text_of("Run"), QStringLiteral("patient"));
}

TEST_F(TrainingQueueTest, ARunDiscardedBeforeItBeganIsGone) {
    *held = true;
    start_run(QStringLiteral("unwanted"), 2);
    ASSERT_TRUE(press_button(QStringLiteral("Discard")));
    ASSERT_TRUE(wait_for([this] { return button(QStringLiteral("Discard")) == nullptr; }));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Waiting runs")), nullptr);
    EXPECT_TRUE(wait_for([this] { return kept().empty(); }));
}

TEST_F(TrainingQueueTest, ClearedItComesBackOnUndo) {
    start_two(500);
    ASSERT_TRUE(trained(0));
    ASSERT_TRUE(press_button(QStringLiteral("Clear Queue")));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Waiting runs")), nullptr);
    EXPECT_TRUE(wait_for([this] { return kept().empty(); }));
    ASSERT_TRUE(press_remedy(QStringLiteral("Undo")));
    EXPECT_EQ(text_of("Waiting runs"), QStringLiteral("1 run waits for its turn."));
    EXPECT_TRUE(wait_for([this] { return kept().size() == 1; }));
}

TEST_F(TrainingQueueTest, ADamagedFileIsToldOfAndKept) {
    window.reset();
    ASSERT_TRUE(QDir(folder.path()).mkpath(QStringLiteral("data")));
    QFile file(queue_file());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{\"version\": 1, \"jobs\": [");
    file.close();
    restart();
    trigger(Command::show_training);
    ASSERT_TRUE(
        wait_for([this] { return text_of("Training message").contains(QStringLiteral("queue.json")); }));
    QFile damaged(queue_file() + QStringLiteral(".damaged"));
    ASSERT_TRUE(damaged.open(QIODevice::ReadOnly));
    EXPECT_EQ(damaged.readAll(), QByteArray("{\"version\": 1, \"jobs\": ["));
}

/// The program in a process of its own: see killed_training.cpp.
class Program {
public:
    explicit Program(const QString& folder, const QString& step) {
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(QStringLiteral(SACCADE_KILLED_TRAINING), {folder, step});
    }
    ~Program() { kill(); }

    /// The next line that begins so; empty when the program ends before.
    QString line(const char* start) {
        while (process_.canReadLine() || process_.waitForReadyRead(60'000)) {
            while (process_.canReadLine()) {
                const QString found = QString::fromUtf8(process_.readLine()).trimmed();
                if (found.startsWith(QLatin1String(start)))
                    return found;
            }
        }
        return {};
    }
    /// With SIGKILL, which no program can prepare for.
    bool kill() {
        if (process_.state() == QProcess::NotRunning)
            return false;
        process_.kill();
        return process_.waitForFinished(30'000) && process_.exitStatus() == QProcess::CrashExit;
    }
    bool ends() {
        return process_.waitForFinished(60'000) && process_.exitStatus() == QProcess::NormalExit &&
               process_.exitCode() == 0;
    }

private:
    QProcess process_;
};

TEST_F(TrainingQueueTest, KilledInTheMiddleItGoesOnAndEndsAsIfUndisturbed) {
    window.reset();
    {
        Program program(folder.path(), QStringLiteral("start"));
        ASSERT_FALSE(program.line("epoch 6").isEmpty());
        ASSERT_TRUE(program.kill());
    }
    EXPECT_FALSE(QFile::exists(run_folder(QStringLiteral("killed network.cell=gru/last.safetensors"))));
    {
        Program program(folder.path(), QStringLiteral("resume"));
        const QString offer = program.line("offer");
        EXPECT_TRUE(offer.contains(QStringLiteral("killed network.cell=gru"))) << offer.toStdString();
        EXPECT_TRUE(offer.contains(QStringLiteral("1 run waits"))) << offer.toStdString();
        ASSERT_FALSE(program.line("finished").isEmpty());
        ASSERT_TRUE(program.ends());
    }
    for (const QString& cell : {QStringLiteral("gru"), QStringLiteral("lstm")}) {
        TrainingJob job;
        job.data.data = data_set.toStdString();
        job.run = run_folder(QStringLiteral("undisturbed ") + cell).toStdString();
        job.backbone = bundled_models.front().toStdString();
        job.features = folder.filePath(QStringLiteral("other cache")).toStdString();
        job.config = training_preset("quick-look");
        override_training_config(job.config, "network.cell=" + cell.toStdString());
        job.config.epochs = 14;
        std::async(std::launch::async, [&] { start_training(job); }).get();
        const QByteArray weights = last_weights(QStringLiteral("undisturbed ") + cell);
        EXPECT_GT(weights.size(), 1'000'000);
        EXPECT_TRUE(weights == last_weights(QStringLiteral("killed network.cell=") + cell))
            << cell.toStdString();
    }
}

} // namespace
} // namespace saccade::test
