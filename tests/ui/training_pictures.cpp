// Takes pictures of the training half of the window while it trains on a real data set, or on rendered
// shapes: training_pictures DATA_SET|shapes FOLDER [light|dark] [SCALE]
// For looking at, not for comparing: packaging/screenshots.sh calls it.

#include "core/image/decode.h"
#include "core/support/interactive_thread.h"
#include "tests/support/photo_file.h"
#include "tests/support/shapes.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/icon.h"
#include "ui/studio/main_window.h"
#include "ui/studio/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <iostream>

namespace {

using namespace saccade;

MainWindow* window = nullptr;
QString out;
QString suffix;

template <typename Widget>
Widget* find(const char* name) {
    for (Widget* widget : window->findChildren<Widget*>()) {
        if (widget->isVisible() && widget->accessibleName() == QLatin1String(name))
            return widget;
    }
    return nullptr;
}

void picture(const char* name) {
    QTest::qWait(700);
    window->grab().save(QStringLiteral("%1/training-%2-%3.png").arg(out, QLatin1String(name), suffix));
    std::cout << name << std::endl;
}

void press(const QString& text) {
    QPushButton* found = nullptr;
    const bool there = QTest::qWaitFor(
        [&] {
            found = nullptr;
            for (auto* button : window->findChildren<QPushButton*>()) {
                if (button->isVisible() && button->isEnabled() &&
                    button->text().remove(QLatin1Char('&')) == text)
                    found = button;
            }
            return found != nullptr;
        },
        600'000);
    if (!there) {
        picture("stuck");
        std::cerr << "There is no button " << text.toStdString() << '\n';
        std::exit(1);
    }
    found->click();
}

template <typename Condition>
void wait_for(Condition condition) {
    if (QTest::qWaitFor(condition, 900'000))
        return;
    picture("stuck");
    std::exit(1);
}

void wait_for_state(const QString& start) {
    wait_for([&] { return find<QLabel>("State of the run")->text().startsWith(start); });
}

QString write_shapes(const QString& folder) {
    const std::filesystem::path photos = folder.toStdString();
    std::filesystem::create_directories(photos);
    std::ofstream table(photos / "captions.csv");
    table << "image,caption,split\n";
    const auto scenes = make_shape_scenes(300, 256, 1);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        const std::string name = "shapes-" + std::to_string(i + 1) + ".bmp";
        write_bmp(photos / name, scenes[i].photo);
        for (const std::string& caption : scenes[i].captions)
            table << name << ",\"" << caption << "\"," << (i % 8 != 0 ? "train" : "dev") << '\n';
    }
    return folder + QStringLiteral("/captions.csv");
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "Usage: training_pictures DATA_SET|shapes FOLDER [light|dark] [SCALE]\n";
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", argc > 4 ? argv[4] : "1");
    QApplication application(argc, argv);
    QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 9));
    out = QString::fromLocal8Bit(argv[2]);
    QDir().mkpath(out);
    suffix = argc > 3 ? QString::fromLocal8Bit(argv[3]) : QStringLiteral("light");
    mark_interactive_thread();
    QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.setValue(QStringLiteral("theme"), suffix == QLatin1String("dark") ? 2 : 1);
    StudioSetup setup;
    setup.make_engine = [] { return std::make_unique<CaptionerEngine>(); };
    setup.training = std::make_unique<TrainerEngine>();
    setup.reader = [](const std::filesystem::path& path) { return read_photo(path); };
    for (const char* const model : {"saccade-mobile", "saccade-inception"})
        setup.bundled_models +=
            QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/%1.safetensors").arg(QLatin1String(model));
    setup.data_folder = folder.filePath(QStringLiteral("data"));
    setup.settings = &settings;
    MainWindow main_window(std::move(setup));
    window = &main_window;
    window->resize(1280, 832);
    window->show();

    QString data_set = QString::fromLocal8Bit(argv[1]);
    const bool shapes = data_set == QLatin1String("shapes");
    if (shapes)
        data_set = write_shapes(folder.filePath(QStringLiteral("shapes")));
    window->newRun();
    picture("new");
    find<QSpinBox>("Photos at most")->setValue(shapes ? 0 : 360);
    window->newRun(data_set);
    wait_for([] { return find<QWidget>("Finding") != nullptr; });
    picture("data");
    press(QStringLiteral("Next"));
    press(QStringLiteral("Encode Photos"));
    QTest::qWait(4000);
    picture("encoding");
    press(QStringLiteral("Next"));
    find<QComboBox>("Preset")->setCurrentIndex(2);
    find<QLineEdit>("Name of the run")
        ->setText(shapes ? QStringLiteral("Shapes") : QStringLiteral("Flickr8k, quick look"));
    wait_for([] { return find<QLabel>("Estimate")->text().contains(QStringLiteral("Measured")); });
    picture("settings");
    find<QLineEdit>("Epochs")->setText(QStringLiteral("none"));
    picture("wrong");
    find<QLineEdit>("Epochs")->setText(shapes ? QStringLiteral("20") : QStringLiteral("5"));
    press(QStringLiteral("Start Training"));
    const QString under_way =
        shapes ? QStringLiteral("Training: epoch 12") : QStringLiteral("Training: epoch 4");
    wait_for([&] {
        const QString state = find<QLabel>("State of the run")->text();
        return state.startsWith(under_way) || state.startsWith(QStringLiteral("Finished"));
    });
    picture("charts");
    wait_for_state(QStringLiteral("Finished"));
    picture("finished");
    auto* tabs = find<QTabWidget>("What to see of the run");
    tabs->setCurrentIndex(1);
    QTest::qWait(1500);
    picture("epochs");
    tabs->setCurrentIndex(2);
    picture("results-empty");
    press(QStringLiteral("Caption Photos"));
    wait_for([] { return find<QWidget>("Results") != nullptr; });
    picture("results");
    tabs->setCurrentIndex(3);
    find<QTableWidget>("Checkpoints")->selectRow(0);
    find<QTableWidget>("Checkpoints")->selectRow(1);
    picture("models");
    return 0;
}
