#include "tests/bench/studio_driver.h"

#include "core/image/decode.h"
#include "ui/services/captioner_engine.h"
#include "ui/services/training_engine.h"
#include "ui/studio/word_chip.h"

#include <QAction>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace saccade::bench {

StudioDriver::StudioDriver(const QTemporaryDir& folder, QSize size)
    : settings_(std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                            QSettings::IniFormat)) {
    StudioSetup setup;
    setup.make_engine = [] { return std::make_unique<CaptionerEngine>(); };
    setup.training = std::make_unique<TrainerEngine>();
    setup.reader = [](const std::filesystem::path& path) { return read_photo(path); };
    setup.bundled_models = {
        QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/saccade-mobile.safetensors")};
    setup.data_folder = folder.filePath(QStringLiteral("data"));
    setup.settings = settings_.get();
    const QString model = setup.bundled_models.front();
    window_ = std::make_unique<MainWindow>(std::move(setup));
    window_->resize(size);
    window_->show();
    window_->openModel(model);
}

StudioDriver::~StudioDriver() = default;

void StudioDriver::trigger(Command command) {
    window_->commands().action(command)->trigger();
}

void StudioDriver::press(const char* text) {
    QPushButton* found = nullptr;
    wait_for(text, [&] {
        for (auto* button : window_->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->isEnabled() &&
                button->text().remove(QLatin1Char('&')) == QLatin1String(text))
                found = button;
        }
        return found != nullptr;
    });
    found->click();
}

bool StudioDriver::hasWords() const {
    const auto chips = window_->findChildren<WordChip*>();
    return std::ranges::any_of(chips, [](const WordChip* chip) { return chip->isVisible(); });
}

void run_loop(int milliseconds) {
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

void wait_for(const char* what, const std::function<bool()>& condition) {
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > 300'000) {
            std::cerr << "waited in vain for " << what << '\n';
            std::exit(1);
        }
        run_loop(2);
    }
}

std::string summary(std::vector<double> milliseconds) {
    if (milliseconds.empty())
        return "none";
    std::ranges::sort(milliseconds);
    const auto at = [&](double share) {
        return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    };
    return fmt::format("median {:.1f}, 99 of 100 within {:.1f}, longest {:.1f} ({})", at(0.5), at(0.99),
                       at(1), milliseconds.size());
}

} // namespace saccade::bench
