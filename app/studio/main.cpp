#include "app/common/bundled_files.h"
#include "core/image/decode.h"
#include "core/model/compute.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/icon.h"
#include "ui/studio/key_courtesy.h"
#include "ui/studio/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QStandardPaths>

#include <cstdlib>
#include <iostream>

namespace {

using namespace saccade;

struct Arguments {
    QStringList photos;
    QString model; ///< empty: the bundled one
};

void introduce() {
    QCoreApplication::setOrganizationName(QStringLiteral("Saccade"));
    QCoreApplication::setApplicationName(QStringLiteral("saccade"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SACCADE_VERSION));
}

// Needs no display, so that --help works everywhere. Ends the program for --help, --version and mistakes.
Arguments parseArguments(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "Shows what an image captioner looks at, word by word.\n\n"
                                            "Example:  saccade holiday.jpg --model my-model.safetensors"));
    const QCommandLineOption model(QStringLiteral("model"),
                                   QCoreApplication::translate("main", "The model to caption with."),
                                   QCoreApplication::translate("main", "FILE"));
    parser.addOption(model);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("photos"),
        QCoreApplication::translate("main",
                                    "Photos, or folders of photos, to open. One photo brings "
                                    "the others of its folder; without any, the last session comes back."),
        QStringLiteral("[PHOTO...]"));
    if (!parser.parse(QCoreApplication::arguments())) {
        std::cerr << "saccade: " << parser.errorText().toStdString() << "\nTry: saccade --help\n";
        std::exit(2);
    }
    if (parser.isSet(help))
        parser.showHelp(0);
    if (parser.isSet(version))
        parser.showVersion();
    return {parser.positionalArguments(), parser.value(model)};
}

bool hasDisplay() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

QStringList samplePhotos() {
    QStringList result;
    try {
        for (const auto& path : bundled_photos())
            result += QString::fromStdString(path.string());
    } catch (const Error&) {
        // Without an installation around it the program has none to offer.
    }
    return result;
}

// The default first; when it is missing, where it should be: the window then says so, with the remedy.
QStringList bundledModels() {
    QStringList result;
    try {
        for (const auto& path : bundled_models())
            result += QString::fromStdString(path.string());
    } catch (const FileError& error) {
        result = {QString::fromStdString(error.path().string())};
    } catch (const Error& error) {
        std::cerr << "Warning: " << error.what() << '\n';
    }
    return result;
}

} // namespace

int main(int argc, char** argv) {
    introduce();
    const Arguments arguments = parseArguments(argc, argv);
    if (!hasDisplay()) {
        std::cerr
            << "saccade: there is no display to open a window on. Use saccade-cli to caption without one.\n";
        return 1;
    }
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.saccade.Saccade"));
    QGuiApplication::setWindowIcon(applicationIcon());
    KeyCourtesy courtesy;
    application.installEventFilter(&courtesy);
    mark_interactive_thread();

    QSettings settings;
    StudioSetup setup;
    setup.make_engine = [] { return std::make_unique<CaptionerEngine>(); };
    setup.training = std::make_unique<TrainerEngine>();
    const QStringList models = bundledModels();
    setup.bundled_models = models;
    setup.data_folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    setup.reader = [](const std::filesystem::path& path) { return read_photo(path); };
    setup.samples = samplePhotos();
    setup.settings = &settings;
    MainWindow window(std::move(setup));
    if (const std::string warning = compute_warning(); !warning.empty()) {
        std::cerr << "Warning: " << warning << '\n';
        window.warn(QString::fromStdString(warning));
    }
    window.show();
    QString model = arguments.model;
    if (!arguments.photos.isEmpty())
        window.open(arguments.photos);
    else if (!window.restoreSession())
        window.welcome();
    else if (model.isEmpty())
        model = window.lastModel();
    if (model.isEmpty() && !models.isEmpty())
        model = models.front();
    if (!model.isEmpty())
        window.openModel(model);
    return QApplication::exec();
}
