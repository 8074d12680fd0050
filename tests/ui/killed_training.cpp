// The window in a process of its own, for a test that kills it: killed_training FOLDER start|resume
// "start" queues two runs, tells when an epoch begins and stands still in the sixth; "resume" tells what the
// next start offers, accepts it and waits for both runs to finish. Reads FOLDER/shapes/captions.csv and
// FOLDER/toy.safetensors.

#include "core/image/decode.h"
#include "core/support/interactive_thread.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/main_window.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

#include <chrono>
#include <iostream>
#include <thread>

namespace {

using namespace saccade;

/// Stands still in the sixth epoch, until it is killed.
class HaltingEngine : public TrainerEngine {
public:
    void start(const TrainingJob& job, const TrainingObserver& observer,
               const std::stop_token& stop) override {
        TrainingObserver halting = observer;
        halting.batch = [report_to = observer.batch](const BatchReport& report) {
            report_to(report);
            while (report.epoch == 6)
                std::this_thread::sleep_for(std::chrono::seconds(1));
        };
        TrainerEngine::start(job, halting, stop);
    }
};

MainWindow* window = nullptr;

template <typename Widget>
Widget* find(const char* name) {
    for (Widget* widget : window->findChildren<Widget*>()) {
        if (widget->isVisible() && widget->accessibleName() == QLatin1String(name))
            return widget;
    }
    return nullptr;
}

template <typename Condition>
void wait_for(const char* what, Condition condition) {
    if (QTest::qWaitFor(condition, 50'000))
        return;
    std::cerr << "killed_training: waited in vain for " << what << '\n';
    std::exit(1);
}

void press(const char* text) {
    QAbstractButton* found = nullptr;
    wait_for(text, [&] {
        for (auto* each : window->findChildren<QAbstractButton*>()) {
            if (each->isVisible() && each->isEnabled() &&
                each->text().remove(QLatin1Char('&')) == QLatin1String(text))
                found = each;
        }
        return found != nullptr;
    });
    found->click();
}

void start(const QDir& folder) {
    window->newRun(folder.filePath(QStringLiteral("shapes/captions.csv")));
    press("Next");
    press("Encode Photos");
    press("Next");
    find<QComboBox>("Preset")->setCurrentIndex(2);
    find<QLineEdit>("Name of the run")->setText(QStringLiteral("killed"));
    find<QLineEdit>("Epochs")->setText(QStringLiteral("14"));
    find<QSpinBox>("Threads")->setValue(1);
    find<QPlainTextEdit>("Settings to vary")->setPlainText(QStringLiteral("network.cell=gru,lstm"));
    press("Start Training");
    int told = 0;
    while (true) {
        const QString state = find<QLabel>("State of the run")->text();
        const int epoch =
            state.section(QStringLiteral("Training: epoch "), 1).section(QLatin1Char(' '), 0, 0).toInt();
        for (; told < epoch; ++told)
            std::cout << "epoch " << told + 1 << std::endl;
        QTest::qWait(5);
    }
}

void resume() {
    window->commands().action(Command::show_training)->trigger();
    const auto offer = [] {
        const auto* message = find<QLabel>("Training message");
        return message != nullptr ? message->text() : QString();
    };
    wait_for("the offer", [&] { return offer().contains(QStringLiteral("waits")); });
    std::cout << "offer " << offer().toStdString() << std::endl;
    press("Resume");
    wait_for("both runs", [] {
        int finished = 0;
        const auto* list = find<QListWidget>("Training runs");
        for (int row = 0; row < list->count(); ++row)
            finished += list->item(row)->text().contains(QStringLiteral("\nfinished")) ? 1 : 0;
        return finished == 2;
    });
    std::cout << "finished" << std::endl;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "Usage: killed_training FOLDER start|resume\n";
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("LC_ALL", "C.UTF-8");
    QApplication application(argc, argv);
    mark_interactive_thread();
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    StudioSetup setup;
    setup.make_engine = [] { return std::make_unique<CaptionerEngine>(); };
    const bool starts = QString::fromLocal8Bit(argv[2]) == QLatin1String("start");
    setup.training = starts ? std::make_unique<HaltingEngine>() : std::make_unique<TrainerEngine>();
    setup.reader = [](const std::filesystem::path& path) { return read_photo(path); };
    setup.bundled_models = {folder.filePath(QStringLiteral("toy.safetensors"))};
    setup.data_folder = folder.filePath(QStringLiteral("data"));
    setup.settings = &settings;
    MainWindow main_window(std::move(setup));
    window = &main_window;
    window->show();
    if (starts)
        start(folder);
    resume();
    return 0;
}
