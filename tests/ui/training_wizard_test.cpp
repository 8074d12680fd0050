// The three steps of a new run.

#include "core/model/backbone_file.h"
#include "tests/support/photo_file.h"
#include "tests/support/shapes.h"
#include "tests/support/toy_captioner.h"
#include "tests/ui/training_fixture.h"
#include "ui/training/training_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QRadioButton>
#include <QTableWidget>

#include <fstream>
#include <future>

namespace saccade::test {
namespace {

class TrainingWizardTest : public TrainingTest {
protected:
    /// @return whether it was taken.
    bool drop(QWidget* on, const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        const QPoint place = on->rect().center();
        QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(on, &event);
        return true;
    }
    QString data_field() const {
        const auto* field = find<QLineEdit>(QStringLiteral("Data set"));
        return field != nullptr ? field->text() : QString();
    }
};

TEST_F(TrainingWizardTest, AFolderOrAFileDroppedOnTheTrainingPageBeginsARun) {
    trigger(Command::show_training);
    auto* page = find<TrainingPage>(QStringLiteral("Training"));
    ASSERT_NE(page, nullptr);
    ASSERT_TRUE(drop(page, data_set));
    EXPECT_EQ(data_field(), data_set);
    ASSERT_TRUE(press_button(QStringLiteral("Next")));

    const QString flickr = folder.filePath(QStringLiteral("flickr")); // a folder, in Flickr8k's layout
    ASSERT_TRUE(QDir().mkpath(flickr + QStringLiteral("/images")));
    for (const auto& [from, to] : {std::pair{"shape0.bmp", "a.jpg"}, std::pair{"shape1.bmp", "b.jpg"}})
        QFile::copy(folder.filePath(QStringLiteral("shapes/") + QLatin1String(from)),
                    flickr + QStringLiteral("/images/") + QLatin1String(to));
    std::ofstream((flickr + QStringLiteral("/Flickr8k.token.txt")).toStdString())
        << "a.jpg#0\tA red circle .\nb.jpg#0\tA blue square .\n";
    std::ofstream((flickr + QStringLiteral("/Flickr_8k.trainImages.txt")).toStdString()) << "a.jpg\n";
    std::ofstream((flickr + QStringLiteral("/Flickr_8k.devImages.txt")).toStdString()) << "b.jpg\n";
    ASSERT_TRUE(drop(page, flickr));
    EXPECT_EQ(data_field(), flickr); // back in the first step
    EXPECT_TRUE(wait_for([this] { return button(QStringLiteral("Next"))->isEnabled(); }));
}

TEST_F(TrainingWizardTest, APhotoDroppedOnTheTrainingPageIsNoDataSet) {
    trigger(Command::show_training);
    drop(find<TrainingPage>(QStringLiteral("Training")),
         folder.filePath(QStringLiteral("shapes/shape0.bmp"))); // the window opens it
    EXPECT_EQ(data_field(), QString());
}

TEST_F(TrainingWizardTest, EncodingPausesAndGoesOnWhereItWas) {
    // So many photos and so large a backbone that it takes a moment.
    const std::filesystem::path photos = folder.filePath(QStringLiteral("many")).toStdString();
    std::filesystem::create_directories(photos);
    std::ofstream table(photos / "captions.csv");
    table << "image,caption,split\n";
    int number = 0;
    for (const ShapeScene& scene : make_shape_scenes(64, 64, 3)) {
        const std::string name = std::to_string(number++) + ".bmp";
        write_bmp(photos / name, scene.photo);
        table << name << ",\"" << scene.captions.front() << "\"," << (number % 5 != 0 ? "train" : "dev")
              << '\n';
    }
    table.close();
    bundled_models = {QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/saccade-mobile.safetensors")};
    restart();
    window->newRun(QString::fromStdString((photos / "captions.csv").string()));
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    auto* progress = find<QProgressBar>(QStringLiteral("Encoding photos"));
    ASSERT_NE(progress, nullptr);
    ASSERT_TRUE(wait_for([&] { return progress->maximum() == 64 && progress->value() > 0; }));
    ASSERT_LT(progress->value(), 64);
    EXPECT_FALSE(button(QStringLiteral("Next"))->isEnabled());
    ASSERT_TRUE(press_button(QStringLiteral("Pause")));
    ASSERT_TRUE(wait_for([this] { return button(QStringLiteral("Go On Encoding")) != nullptr; }));
    EXPECT_FALSE(button(QStringLiteral("Next"))->isEnabled());
    ASSERT_TRUE(press_button(QStringLiteral("Go On Encoding")));
    EXPECT_TRUE(wait_for([this] { return button(QStringLiteral("Next"))->isEnabled(); }));
}

TEST_F(TrainingWizardTest, OfSeveralModelsThatComeWithSaccadeAnyGivesTheBackbone) {
    EXPECT_EQ(find<QComboBox>(QStringLiteral("Model that comes with Saccade")), nullptr);
    const QString second = folder.filePath(QStringLiteral("second.safetensors"));
    write_bundle(second.toStdString(), toy_bundle(5));
    bundled_models += second;
    restart();
    window->newRun(data_set);
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    auto* models = find<QComboBox>(QStringLiteral("Model that comes with Saccade"));
    ASSERT_NE(models, nullptr);
    ASSERT_EQ(models->count(), 2);
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    ASSERT_TRUE(wait_for([this] { return button(QStringLiteral("Next"))->isEnabled(); }));
    models->setCurrentText(QStringLiteral("second"));
    EXPECT_FALSE(button(QStringLiteral("Next"))->isEnabled()) << "another backbone saw nothing yet";
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("on the second"));
    type("Epochs", QStringLiteral("1"));
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    const auto backbone_of = [](const QString& file) {
        return std::async(std::launch::async, [&] { return hash_of_backbone(file.toStdString()); }).get();
    };
    EXPECT_EQ(backbone_of(run_folder(QStringLiteral("on the second/last.safetensors"))), backbone_of(second));
    EXPECT_NE(backbone_of(second), backbone_of(bundled_models.front()));
}

TEST_F(TrainingWizardTest, AnyCheckpointCanBeTrainedOnWithTheDataOfItsRun) {
    start_run(QStringLiteral("origin"), 2);
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Finished")); }));
    choose_tab(3);
    auto* models = find<QTableWidget>(QStringLiteral("Checkpoints"));
    ASSERT_TRUE(wait_for([&] { return models->rowCount() == 4; }));
    models->selectRow(0);
    ASSERT_TRUE(press_button(QStringLiteral("Train On from Here…")));
    EXPECT_EQ(data_field(), data_set);
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    EXPECT_EQ(find<QLineEdit>(QStringLiteral("Model file"))->text(),
              run_folder(QStringLiteral("origin/epochs/epoch-0001.safetensors")));
    ASSERT_TRUE(press_button(QStringLiteral("Encode Photos")));
    ASSERT_TRUE(press_button(QStringLiteral("Next")));
    EXPECT_EQ(QDir(folder.filePath(QStringLiteral("data/features")))
                  .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
                  .size(),
              1)
        << "its backbone is that of the run before: what that saw is there";
    type("Name of the run", QStringLiteral("further"));
    type("Epochs", QStringLiteral("1"));
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(wait_for([this] {
        return state_begins(QStringLiteral("Finished")) && text_of("Run") == QStringLiteral("further");
    }));
}

} // namespace
} // namespace saccade::test
