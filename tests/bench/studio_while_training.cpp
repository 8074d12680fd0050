// studio_while_training [--seconds N] [--captions N] [--threads N]
// How the studio feels while a captioner trains in the same window, on rendered shapes and the bundled model:
// the time from opening a photo to its caption, first with nothing else at work, then while it trains; and
// how long the event loop was late meanwhile, which is how long a click may wait. Each photo is
// read, encoded and captioned anew. Medians and the longest, in milliseconds; needs no display.

#include "core/image/decode.h"
#include "core/support/interactive_thread.h"
#include "tests/support/photo_file.h"
#include "tests/support/shapes.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/main_window.h"
#include "ui/studio/word_chip.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string_view>

namespace {

using namespace saccade;

constexpr int photo_count = 240;

/// How late the event loop comes back to a timer that is due every millisecond: as late as it would to a
/// click.
class Delays {
public:
    Delays() {
        timer_.setTimerType(Qt::PreciseTimer);
        timer_.setInterval(1);
        QObject::connect(&timer_, &QTimer::timeout, &timer_, [this] {
            found_.push_back(std::max(0.0, static_cast<double>(clock_.nsecsElapsed()) / 1e6 - 1));
            clock_.start();
        });
        clear();
        timer_.start();
    }
    void clear() {
        found_.clear();
        clock_.start();
    }
    std::vector<double> milliseconds() const { return found_; }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    std::vector<double> found_;
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

/// With the event loop of a program, which sleeps while nothing happens; QTest's does not.
void run_loop(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Condition>
void wait_for(const char* what, Condition condition) {
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > 300'000) {
            std::cerr << "studio_while_training: waited in vain for " << what << '\n';
            std::exit(1);
        }
        run_loop(2);
    }
}

void press(const char* text) {
    QPushButton* found = nullptr;
    wait_for(text, [&] {
        for (auto* button : window->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->isEnabled() &&
                button->text().remove(QLatin1Char('&')) == QLatin1String(text))
                found = button;
        }
        return found != nullptr;
    });
    found->click();
}

QString photo(const QTemporaryDir& folder, int number) {
    return folder.filePath(QStringLiteral("shapes/%1.bmp").arg(number % photo_count));
}

void write_shapes(const QTemporaryDir& folder) {
    const std::filesystem::path photos = folder.filePath(QStringLiteral("shapes")).toStdString();
    std::filesystem::create_directories(photos);
    std::ofstream table(photos / "captions.csv");
    table << "image,caption,split\n";
    const auto scenes = make_shape_scenes(photo_count, 256, 1);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        const std::string name = std::to_string(i) + ".bmp";
        write_bmp(photos / name, scenes[i].photo);
        for (const std::string& caption : scenes[i].captions)
            table << name << ",\"" << caption << "\"," << (i % 8 != 0 ? "train" : "dev") << '\n';
    }
}

/// From opening each photo to the first word of its caption on screen.
std::vector<double> caption_times(const QTemporaryDir& folder, int first, int count) {
    window->commands().action(Command::show_studio)->trigger();
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        window->open({photo(folder, first + i)});
        wait_for("a caption", [] {
            const auto chips = window->findChildren<WordChip*>();
            return std::ranges::any_of(chips, [](const WordChip* chip) { return chip->isVisible(); });
        });
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return times;
}

std::string summary(std::vector<double> values) {
    if (values.empty())
        return "none";
    std::ranges::sort(values);
    const auto at = [&](double share) {
        return QString::number(
                   values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))], 'f', 1)
            .toStdString();
    };
    return "median " + at(0.5) + ", 99 of 100 within " + at(0.99) + ", longest " + at(1) + " (" +
           std::to_string(values.size()) + ")";
}

} // namespace

int main(int argc, char** argv) {
    int seconds = 20;
    int captions = 30;
    int threads = 2;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        int& value = name == "--seconds" ? seconds : name == "--captions" ? captions : threads;
        value = std::atoi(argv[i + 1]);
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("LC_ALL", "C.UTF-8");
    QApplication application(argc, argv);
    mark_interactive_thread();
    QTemporaryDir folder;
    write_shapes(folder);
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    StudioSetup setup;
    setup.make_engine = [] { return std::make_unique<CaptionerEngine>(); };
    setup.training = std::make_unique<TrainerEngine>();
    setup.reader = [](const std::filesystem::path& path) { return read_photo(path); };
    setup.bundled_model = QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/saccade-mobile.safetensors");
    const QString model = setup.bundled_model;
    setup.data_folder = folder.filePath(QStringLiteral("data"));
    setup.settings = &settings;
    MainWindow main_window(std::move(setup));
    window = &main_window;
    window->resize(1280, 832);
    window->show();
    window->openModel(model);
    caption_times(folder, 0, 3); // the first ones read the model
    std::cout << "caption, nothing else at work: " << summary(caption_times(folder, 3, captions))
              << std::endl;

    window->newRun(folder.filePath(QStringLiteral("shapes/captions.csv")));
    press("Next");
    press("Encode Photos");
    press("Next");
    find<QComboBox>("Preset")->setCurrentIndex(0);
    find<QLineEdit>("Name of the run")->setText(QStringLiteral("bench"));
    find<QLineEdit>("Epochs")->setText(QStringLiteral("500"));
    find<QSpinBox>("Threads")->setValue(threads);
    press("Start Training");
    const auto state = [] {
        const auto* label = find<QLabel>("State of the run");
        return label != nullptr ? label->text() : QString();
    };
    wait_for("the second epoch", [&] { return state().startsWith(QStringLiteral("Training: epoch 2")); });
    Delays delays;
    run_loop(seconds * 1000);
    std::cout << "event loop, charts shown, training:   " << summary(delays.milliseconds()) << std::endl;
    delays.clear();
    const std::vector<double> times = caption_times(folder, captions + 3, captions);
    std::cout << "caption, while it trains:             " << summary(times) << std::endl;
    std::cout << "event loop, studio in use, training:  " << summary(delays.milliseconds()) << std::endl;
    window->commands().action(Command::show_training)->trigger();
    std::cout << "the run meanwhile: " << state().toStdString() << std::endl;
    press("Stop and Keep");
    wait_for("the end of the run", [&] { return state().startsWith(QStringLiteral("Not running")); });
    return 0;
}
