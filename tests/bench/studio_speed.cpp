// studio_speed [--changes N] [--repeats N] [--photos N] [--steps N]
// How fast the studio answers, in a window of 1600 x 1000: from a word to its map on the screen, opening and
// captioning a photo of 24 megapixels, going to the next one, scrolling a folder of thousands, and a photo of
// 100 megapixels. The bundled model and photos that it makes itself; a frame at 60 Hz lasts 16.7 ms. Needs no
// display; QT_QPA_PLATFORM=xcb uses one.

#include "core/image/encode.h"
#include "core/support/interactive_thread.h"
#include "tests/bench/studio_driver.h"
#include "ui/studio/photo_canvas.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <string_view>

namespace {

using namespace saccade;
using namespace saccade::bench;

/// Tells when something has been painted: its window's update is done.
class Application : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        const QEvent::Type type = event->type();
        QElapsedTimer clock;
        clock.start();
        const bool handled = QApplication::notify(receiver, event);
        if (type == QEvent::Paint) {
            painted_.insert(receiver);
        } else if (type == QEvent::UpdateRequest) {
            if (after_frame && !painted_.empty())
                after_frame(painted_, static_cast<double>(clock.nsecsElapsed()) / 1e6);
            painted_.clear();
        }
        return handled;
    }

    std::function<void(const std::set<QObject*>& painted, double milliseconds)> after_frame;

private:
    std::set<QObject*> painted_;
};

Application* application = nullptr;

/// Milliseconds from the start of `act` until `condition` holds and the widget has been painted then.
double until_painted(
    QWidget* widget, const std::function<void()>& act,
    const std::function<bool()>& condition = [] { return true; }) {
    double result = -1;
    bool asked = false;
    QElapsedTimer clock;
    QTimer waker; // an event loop without events would sleep for ever
    waker.start(2);
    application->after_frame = [&](const std::set<QObject*>& painted, double) {
        if (asked && result < 0 && painted.contains(widget))
            result = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    };
    clock.start();
    act();
    while (result < 0) {
        if (!asked && condition()) {
            asked = true;
            widget->update();
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        if (clock.elapsed() > 60'000) {
            std::cerr << "studio_speed: in vain for a minute: " << (asked ? "painting" : "what was awaited")
                      << '\n';
            std::exit(1);
        }
    }
    application->after_frame = nullptr;
    return result;
}

/// Something with soft and hard edges and grain, as photos have; its bytes are as many as a camera's.
Photo make_photo(int width, int height, unsigned seed) {
    Photo photo;
    photo.width = width;
    photo.height = height;
    photo.rgb.resize(std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::uint32_t random = seed * 2654435761U + 1;
    std::uint8_t* pixel = photo.rgb.data();
    const double period = 60.0 + 10.0 * (seed % 7);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            random = random * 1664525U + 1013904223U;
            const auto grain = static_cast<int>(random >> 28U);
            const int tile = ((x / 400) * 7 + (y / 300) * 13 + static_cast<int>(seed)) % 5 * 30;
            const int slope = (x + y) / static_cast<int>(period) % 60;
            *pixel++ = static_cast<std::uint8_t>(60 + tile + slope / 2 + grain);
            *pixel++ = static_cast<std::uint8_t>(50 + tile / 2 + slope + grain);
            *pixel++ = static_cast<std::uint8_t>(90 + slope + grain);
        }
    }
    return photo;
}

void write_photo(const QString& file, int width, int height, unsigned seed) {
    const std::vector<std::byte> bytes = encode_jpeg(make_photo(width, height, seed), 88);
    std::ofstream(file.toStdString(), std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// In MB, of this process: "VmRSS", or "VmHWM", the most since forget_peak().
int memory(std::string_view what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what))
            return static_cast<int>(std::stol(line.substr(what.size() + 1)) / 1024);
    }
    return 0;
}

void forget_peak() {
    std::ofstream("/proc/self/clear_refs") << 5;
}

void row(const std::string& what, const std::string& values) {
    std::cout << what << std::string(what.size() < 46 ? 46 - what.size() : 1, ' ') << values << std::endl;
}

struct Sizes {
    int changes = 300; ///< of the word
    int repeats = 8;   ///< of opening
    int photos = 5000; ///< in the folder
    int steps = 500;   ///< of scrolling, zooming and panning
};

class Bench {
public:
    Bench(const QTemporaryDir& folder, const Sizes& sizes)
        : folder_(folder),
          sizes_(sizes),
          studio_(folder, {1600, 1000}) {
        studio_.window().open({file("24-0.jpg")});
        wait_for("the model and the first caption", [&] { return studio_.hasWords(); });
        canvas_ = studio_.find<PhotoCanvas>("Photo");
    }

    void words();
    void opening();
    void next();
    void scrolling();
    void large();

private:
    QString file(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    QListView* strip() const { return studio_.find<QListView>("Photos"); }
    bool captioned(int row) const {
        return strip()->model()->index(row, 0).data(Qt::ToolTipRole).toString().contains(QLatin1Char('\n'));
    }
    double open(const QStringList& files) {
        return until_painted(
            canvas_, [&] { studio_.window().open(files); }, [&] { return studio_.hasWords(); });
    }

    const QTemporaryDir& folder_;
    Sizes sizes_;
    StudioDriver studio_;
    PhotoCanvas* canvas_ = nullptr;
};

void Bench::words() {
    const auto change = [&](int i) {
        studio_.trigger(i % 2 == 0 ? Command::next_word : Command::previous_word);
    };
    std::vector<double> times;
    canvas_->setCrossFade(0);
    for (int i = 0; i < sizes_.changes; ++i)
        times.push_back(until_painted(canvas_, [&] { change(i); }));
    row("word to its map, 24 megapixels, at once", summary(times));
    canvas_->setCrossFade(150);
    times.clear();
    std::vector<double> frames;
    for (int i = 0; i < sizes_.changes / 10; ++i) {
        times.push_back(until_painted(canvas_, [&] { change(i); }));
        application->after_frame = [&](const std::set<QObject*>& painted, double milliseconds) {
            if (painted.contains(canvas_))
                frames.push_back(milliseconds);
        };
        run_loop(200);
    }
    application->after_frame = nullptr;
    row("word to the first frame of the glide", summary(times));
    row("a frame of the glide", summary(frames));
}

void Bench::opening() {
    std::vector<double> seen;
    std::vector<double> captioned;
    for (int i = 0; i < sizes_.repeats; ++i) {
        const QString photo = file(i % 2 == 0 ? "24-1.jpg" : "24-0.jpg");
        QElapsedTimer clock;
        clock.start();
        seen.push_back(until_painted(
            canvas_, [&] { studio_.window().open({photo}); },
            [&] {
                return canvas_->hasPhoto() && canvas_->photo().photo()->info.path == photo.toStdString();
            }));
        wait_for("its caption", [&] { return studio_.hasWords(); });
        captioned.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    row("opening 24 megapixels, to the photo", summary(seen));
    row("opening 24 megapixels, to the caption", summary(captioned));
}

void Bench::next() {
    QStringList files;
    for (int i = 0; i < 6; ++i)
        files += folder_.filePath(QStringLiteral("24-%1.jpg").arg(i));
    const auto go_to = [&](int row) {
        return until_painted(
            canvas_, [&] { strip()->setCurrentIndex(strip()->model()->index(row, 0)); },
            [&] { return studio_.hasWords(); });
    };
    std::vector<double> ready;
    std::vector<double> not_ready;
    for (int i = 0; i < sizes_.repeats; ++i) {
        open(files); // the tiles' captions, which tell what was done ahead, begin anew
        wait_for("the next photo's caption", [&] { return captioned(1); });
        ready.push_back(go_to(1));
        not_ready.push_back(go_to(4));
    }
    row("next photo, kept ready, with its caption", summary(ready));
    row("a photo further on, with its caption", summary(not_ready));
}

void Bench::scrolling() {
    const int before = memory("VmRSS");
    QElapsedTimer clock;
    clock.start();
    row("folder of " + std::to_string(sizes_.photos) + ", to the first caption",
        summary({open({folder_.filePath(QStringLiteral("folder"))})}));
    QScrollBar* bar = strip()->horizontalScrollBar();
    const int opened = memory("VmRSS");
    std::vector<double> frames;
    for (int i = 1; i <= sizes_.steps; ++i)
        frames.push_back(until_painted(strip()->viewport(), [&] {
            bar->setValue(static_cast<int>(std::int64_t{bar->maximum()} * i / sizes_.steps));
        }));
    row("scrolling through all of it, a step", summary(frames));
    frames.clear();
    for (int i = 1; i <= sizes_.steps; ++i)
        frames.push_back(until_painted(strip()->viewport(), [&] { bar->setValue(bar->maximum() - 40 * i); }));
    row("scrolling on by 40 pixels, a step", summary(frames));
    const auto* model = strip()->model();
    clock.start();
    const int first = strip()->indexAt({1, 20}).row();
    wait_for("the small pictures in sight", [&] {
        for (int i = first; i < first + 10; ++i) {
            if (model->index(i, 0).data(Qt::DecorationRole).isNull())
                return false;
        }
        return true;
    });
    row("then until what is in sight is there", summary({static_cast<double>(clock.nsecsElapsed()) / 1e6}));
    for (int i = 0; i < 40; ++i) {
        bar->setValue(static_cast<int>(std::int64_t{bar->maximum()} * i / 40));
        run_loop(250);
    }
    row("memory before, opened, scrolled through (MB)",
        std::to_string(before) + ", " + std::to_string(opened) + ", " + std::to_string(memory("VmRSS")));
}

void Bench::large() {
    open({file("24-0.jpg")});
    const int before = memory("VmRSS");
    forget_peak();
    row("opening 100 megapixels, to the caption", summary({open({file("100.jpg")})}));
    const int peak = memory("VmHWM");
    const int opened = memory("VmRSS");
    std::vector<double> times;
    for (int i = 0; i < 24; ++i)
        times.push_back(
            until_painted(canvas_, [&] { studio_.trigger(i < 12 ? Command::zoom_in : Command::zoom_out); }));
    row("zooming in and out of it, a step", summary(times));
    for (int i = 0; i < 8; ++i)
        until_painted(canvas_, [&] { studio_.trigger(Command::zoom_in); });
    times.clear();
    const QPoint middle = canvas_->rect().center();
    QTest::mousePress(canvas_, Qt::LeftButton, {}, middle);
    for (int i = 0; i < sizes_.steps; ++i) {
        const QPoint to(static_cast<int>(200 * std::cos(i / 20.0)),
                        static_cast<int>(200 * std::sin(i / 20.0)));
        times.push_back(until_painted(canvas_, [&] {
            QMouseEvent move(QEvent::MouseMove, middle + to, canvas_->mapToGlobal(middle + to), Qt::NoButton,
                             Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(canvas_, &move);
        }));
    }
    QTest::mouseRelease(canvas_, Qt::LeftButton, {}, middle);
    row("panning over it, a step", summary(times));
    row("memory before, peak, opened, panned (MB)", std::to_string(before) + ", " + std::to_string(peak) +
                                                        ", " + std::to_string(opened) + ", " +
                                                        std::to_string(memory("VmRSS")));
}

void write_photos(const QTemporaryDir& folder, int photos) {
    namespace fs = std::filesystem;
    const fs::path top = folder.path().toStdString();
    for (int i = 0; i < 6; ++i) {
        const auto photo = [&](int number) {
            return folder.filePath(QStringLiteral("24-%1.jpg").arg(number));
        };
        if (i < 2)
            write_photo(photo(i), 6000, 4000, static_cast<unsigned>(i));
        else
            fs::create_hard_link(photo(i % 2).toStdString(), photo(i).toStdString());
    }
    write_photo(folder.filePath(QStringLiteral("100.jpg")), 12000, 8400, 9);
    fs::create_directory(top / "folder");
    for (int i = 0; i < photos; ++i) {
        const fs::path photo = top / "folder" / (std::to_string(i) + ".jpg");
        if (i < 20)
            write_photo(QString::fromStdString(photo.string()), 2000, 1500, static_cast<unsigned>(i));
        else
            fs::create_hard_link(top / "folder" / (std::to_string(i % 20) + ".jpg"), photo);
    }
}

} // namespace

int main(int argc, char** argv) {
    Sizes sizes;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        int& value = name == "--changes"   ? sizes.changes
                     : name == "--repeats" ? sizes.repeats
                     : name == "--photos"  ? sizes.photos
                                           : sizes.steps;
        value = std::atoi(argv[i + 1]);
    }
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("LC_ALL", "C.UTF-8");
    Application the_application(argc, argv);
    application = &the_application;
    const QTemporaryDir folder;
    std::cerr << "making photos\n";
    write_photos(folder, sizes.photos);
    mark_interactive_thread();
    std::cout << "milliseconds; a frame at 60 Hz lasts 16.7\n";
    Bench bench(folder, sizes);
    bench.words();
    bench.opening();
    bench.next();
    bench.scrolling();
    bench.large();
    return 0;
}
