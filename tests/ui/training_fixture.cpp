#include "tests/ui/training_fixture.h"

#include "core/image/decode.h"
#include "tests/support/photo_file.h"
#include "tests/support/shapes.h"
#include "tests/ui/toy_bundle_file.h"
#include "ui/services/captioner_engine.h"
#include "ui/studio/elided_label.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QToolButton>

#include <cstring>
#include <fstream>

namespace saccade::test {

TrainingTest::TrainingTest() {
    const std::filesystem::path photos = folder.filePath(QStringLiteral("shapes")).toStdString();
    std::filesystem::create_directories(photos);
    std::ofstream table(photos / "captions.csv");
    table << "image,caption,split\n";
    const auto scenes = make_shape_scenes(24, 64, 1);
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        const std::string name = "shape" + std::to_string(i) + ".bmp";
        write_bmp(photos / name, scenes[i].photo);
        for (const std::string& caption : scenes[i].captions)
            table << name << ",\"" << caption << "\"," << (i < 18 ? "train" : "dev") << '\n';
    }
    data_set = folder.filePath(QStringLiteral("shapes/captions.csv"));
    bundled_models = {folder.filePath(QStringLiteral("toy.safetensors"))};
    write_toy_bundle(bundled_models.front().toStdString());
}

std::unique_ptr<CaptionEngine> TrainingTest::make_engine() {
    return std::make_unique<CaptionerEngine>();
}

PhotoReader TrainingTest::make_reader() {
    return [](const std::filesystem::path& path) { return read_photo(path); };
}

QPushButton* TrainingTest::button(const QString& text) const {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        for (auto* each : top->findChildren<QPushButton*>()) {
            if (each->isVisible() && each->text().remove(QLatin1Char('&')) == text)
                return each;
        }
    }
    return nullptr;
}

testing::AssertionResult TrainingTest::press_button(const QString& text) {
    if (!wait_for([&] { return button(text) != nullptr && button(text)->isEnabled(); }))
        return testing::AssertionFailure() << "no button " << text.toStdString() << " to press";
    button(text)->click();
    return testing::AssertionSuccess();
}

testing::AssertionResult TrainingTest::press_remedy(const QString& text) {
    QToolButton* remedy = nullptr;
    const auto offered = [&] {
        for (auto* each : window->findChildren<QToolButton*>()) {
            if (each->isVisible() && each->text() == text)
                remedy = each;
        }
        return remedy != nullptr;
    };
    if (!wait_for(offered))
        return testing::AssertionFailure() << "no message offers to " << text.toStdString();
    remedy->click();
    return testing::AssertionSuccess();
}

QString TrainingTest::text_of(const char* label) const {
    if (const auto* found = find<QLabel>(QLatin1String(label)))
        return found->text();
    const auto* found = find<ElidedLabel>(QLatin1String(label));
    return found != nullptr ? found->text() : QString();
}

void TrainingTest::type(const char* editor, const QString& text) {
    auto* line = find<QLineEdit>(QLatin1String(editor));
    ASSERT_NE(line, nullptr) << editor;
    line->setText(text);
}

void TrainingTest::choose_tab(int tab) {
    find<QTabWidget>(QStringLiteral("What to see of the run"))->setCurrentIndex(tab);
}

void TrainingTest::go_to_settings() {
    window->newRun(data_set);
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
}

void TrainingTest::start_run(const QString& name, int epochs) {
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    auto* preset = find<QComboBox>(QStringLiteral("Preset"));
    ASSERT_NE(preset, nullptr);
    preset->setCurrentIndex(2);
    type("Name of the run", name);
    type("Epochs", QString::number(epochs));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
}

bool TrainingTest::state_begins(const QString& text) const {
    return text_of("State of the run").startsWith(text);
}

testing::AssertionResult TrainingTest::trained(int epochs) const {
    const QString start = QStringLiteral("Training: epoch ");
    const auto at_work = [&] {
        const QString state = text_of("State of the run");
        return state.startsWith(start) &&
               state.mid(start.size()).section(QLatin1Char(' '), 0, 0).toInt() > epochs;
    };
    if (wait_for(at_work))
        return testing::AssertionSuccess();
    return testing::AssertionFailure() << text_of("State of the run").toStdString();
}

QString TrainingTest::run_folder(const QString& name) const {
    return folder.filePath(QStringLiteral("data/runs/") + name);
}

QByteArray TrainingTest::last_weights(const QString& name) const {
    QFile file(run_folder(name) + QStringLiteral("/last.safetensors"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << file.fileName().toStdString();
    const QByteArray all = file.readAll();
    quint64 header = 0;
    EXPECT_GT(all.size(), static_cast<qsizetype>(sizeof header));
    std::memcpy(&header, all.constData(), sizeof header);
    return all.mid(static_cast<qsizetype>(header) + 8);
}

} // namespace saccade::test
