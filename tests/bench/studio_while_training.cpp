// studio_while_training [--seconds N] [--captions N] [--threads N]
// How the studio feels while a captioner trains in the same window, on rendered shapes and the bundled model:
// the time from opening a photo to its caption, first with nothing else at work, then while it trains; and
// how long the event loop was late meanwhile, which is how long a click may wait. Each photo is
// read, encoded and captioned anew. Medians and the longest, in milliseconds; needs no display.

#include "core/support/interactive_thread.h"
#include "tests/bench/studio_driver.h"
#include "tests/support/photo_file.h"
#include "tests/support/shapes.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <string_view>

namespace {

using namespace saccade;
using namespace saccade::bench;

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
std::vector<double> caption_times(StudioDriver& studio, const QTemporaryDir& folder, int first, int count) {
    studio.trigger(Command::show_studio);
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        studio.window().open({photo(folder, first + i)});
        wait_for("a caption", [&] { return studio.hasWords(); });
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    return times;
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
    StudioDriver studio(folder);
    caption_times(studio, folder, 0, 3); // the first ones read the model
    std::cout << "caption, nothing else at work: " << summary(caption_times(studio, folder, 3, captions))
              << std::endl;

    studio.window().newRun(folder.filePath(QStringLiteral("shapes/captions.csv")));
    studio.press("Next");
    studio.press("Encode Photos");
    studio.press("Next");
    studio.find<QComboBox>("Preset")->setCurrentIndex(0);
    studio.find<QLineEdit>("Name of the run")->setText(QStringLiteral("bench"));
    studio.find<QLineEdit>("Epochs")->setText(QStringLiteral("500"));
    studio.find<QSpinBox>("Threads")->setValue(threads);
    studio.press("Start Training");
    const auto state = [&] {
        const auto* label = studio.find<QLabel>("State of the run");
        return label != nullptr ? label->text() : QString();
    };
    wait_for("the second epoch", [&] { return state().startsWith(QStringLiteral("Training: epoch 2")); });
    Delays delays;
    run_loop(seconds * 1000);
    std::cout << "event loop, charts shown, training:   " << summary(delays.milliseconds()) << std::endl;
    delays.clear();
    const std::vector<double> times = caption_times(studio, folder, captions + 3, captions);
    std::cout << "caption, while it trains:             " << summary(times) << std::endl;
    std::cout << "event loop, studio in use, training:  " << summary(delays.milliseconds()) << std::endl;
    studio.trigger(Command::show_training);
    std::cout << "the run meanwhile: " << state().toStdString() << std::endl;
    studio.press("Stop and Keep");
    wait_for("the end of the run", [&] { return state().startsWith(QStringLiteral("Not running")); });
    return 0;
}
