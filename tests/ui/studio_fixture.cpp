#include "tests/ui/studio_fixture.h"

#include "ui/studio/word_chip.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

namespace saccade::test {

int worker_threads() {
    int count = 0;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string name;
        std::getline(std::ifstream(task.path() / "comm") >> std::ws, name);
        for (const char* const ours :
             {"captions", "thumbnails", "training", "runs", "data sets", "exports", "previews", "folders",
              "queue", "ahead", "pastes", "listing", "session"})
            count += name == ours ? 1 : 0;
    }
    return count;
}

StudioTest::StudioTest()
    : settings(std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")),
                                           QSettings::IniFormat)) {
    settings->setValue(QStringLiteral("caption-ahead"),
                       false); // the engine does what the test asks for alone
}

std::unique_ptr<CaptionEngine> StudioTest::make_engine() {
    return std::make_unique<FakeEngine>(log);
}

std::unique_ptr<TrainingEngine> StudioTest::make_training_engine() {
    return std::make_unique<TrainerEngine>();
}

PhotoReader StudioTest::make_reader() {
    return [log = log](const std::filesystem::path& path) {
        log->note_thread();
        return fake_photo(path);
    };
}

void StudioTest::restart() {
    window.reset();
    StudioSetup setup;
    setup.make_engine = [this] { return make_engine(); };
    setup.training = make_training_engine();
    setup.data_folder = folder.filePath(QStringLiteral("data"));
    setup.bundled_models = bundled_models;
    setup.reader = make_reader();
    setup.samples = {QStringLiteral("/samples/one.png"), QStringLiteral("/samples/two.png")};
    setup.settings = settings.get();
    window = std::make_unique<MainWindow>(std::move(setup));
    window->show();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    for (PhotoCanvas* each : window->findChildren<PhotoCanvas*>())
        each->setCrossFade(0);
}

void StudioTest::open(const QStringList& names) {
    QStringList files;
    for (const QString& name : names)
        files += QStringLiteral("/photos/") + name;
    window->open(files);
}

void StudioTest::open_captioned(const QStringList& names) {
    window->openModel(QStringLiteral("/models/fake.safetensors"));
    open(names);
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
}

QWidget* StudioTest::chip(int word) const {
    const QString start = QStringLiteral("Word %1 of ").arg(word + 1);
    for (WordChip* each : window->findChildren<WordChip*>()) {
        if (each->isVisible() && each->accessibleName().startsWith(start))
            return each;
    }
    return nullptr;
}

QStringList StudioTest::words() const {
    QStringList result;
    while (auto* each = qobject_cast<WordChip*>(chip(static_cast<int>(result.size()))))
        result += each->text();
    return result;
}

int StudioTest::marked_word() const {
    int result = -1;
    for (int i = 0; const auto* each = qobject_cast<WordChip*>(chip(i)); ++i) {
        if (each->state() != WordChip::State::shown)
            continue;
        if (result >= 0)
            return -1;
        result = i;
    }
    return result;
}

QColor StudioTest::colour_at(double x, double y) const {
    const QRectF photo = canvas()->geometryOfPhoto()->photoRect();
    const QPointF place(photo.x() + x * photo.width(), photo.y() + y * photo.height());
    return canvas()->grab().toImage().pixelColor(place.toPoint());
}

void StudioTest::press(Qt::Key key) {
    QWidget* target = QApplication::focusWidget();
    QTest::keyClick(target != nullptr ? target : window.get(), key);
}

QColor over_grey(const QColor& colour, double opacity) {
    const auto mix = [opacity](int channel) {
        return static_cast<int>(std::lround(opacity * channel + (1 - opacity) * 128));
    };
    return {mix(colour.red()), mix(colour.green()), mix(colour.blue())};
}

testing::AssertionResult is_colour(const QColor& actual, const QColor& expected, int tolerance) {
    const int difference =
        std::max({std::abs(actual.red() - expected.red()), std::abs(actual.green() - expected.green()),
                  std::abs(actual.blue() - expected.blue())});
    if (difference <= tolerance)
        return testing::AssertionSuccess();
    return testing::AssertionFailure()
           << actual.name().toStdString() << " is not " << expected.name().toStdString();
}

} // namespace saccade::test
