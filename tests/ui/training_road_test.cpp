// The whole road through the window, from photos with captions to a caption by the captioner that learned
// from them.

#include "tests/ui/training_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QSpinBox>
#include <QTableWidget>

namespace saccade::test {
namespace {

QString flickr8k() {
    return QStringLiteral(SACCADE_SOURCE_DIR "/../shared/data/flickr8k");
}

class TrainingRoad : public TrainingTest, public testing::WithParamInterface<bool> {
protected:
    /// Real photos, or rendered ones.
    TrainingRoad() {
        if (!GetParam()) {
            photo = folder.filePath(QStringLiteral("shapes/shape20.bmp"));
            return;
        }
        data_set = flickr8k();
        bundled_models = {QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/saccade-mobile.safetensors")};
        const QDir photos(data_set + QStringLiteral("/images"));
        photo = photos.filePath(photos.entryList({QStringLiteral("*.jpg")}).value(0));
    }
    QString photo;
};

TEST_P(TrainingRoad, LeadsFromADataSetToACaption) {
    if (GetParam() && !QDir(data_set).exists())
        GTEST_SKIP() << "Flickr8k is not at ../shared/data/flickr8k; the rendered shapes go the same road";
    window->newRun();
    find<QSpinBox>(QStringLiteral("Photos at most"))->setValue(GetParam() ? 60 : 0);
    ASSERT_NO_FATAL_FAILURE(go_to_settings());
    find<QComboBox>(QStringLiteral("Preset"))->setCurrentIndex(2);
    type("Name of the run", QStringLiteral("road"));
    type("Epochs", QStringLiteral("500"));
    type("Batch", QStringLiteral("4"));
    find<QSpinBox>(QStringLiteral("Threads"))->setValue(1);
    ASSERT_TRUE(press_button(QStringLiteral("Start Training")));
    ASSERT_TRUE(trained(2));
    ASSERT_TRUE(press_button(QStringLiteral("Pause")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Not running")); }));
    ASSERT_TRUE(press_button(QStringLiteral("Resume")));
    ASSERT_TRUE(trained(2));
    ASSERT_TRUE(press_button(QStringLiteral("Stop and Keep")));
    ASSERT_TRUE(wait_for([this] { return state_begins(QStringLiteral("Not running")); }));

    choose_tab(3);
    auto* models = find<QTableWidget>(QStringLiteral("Checkpoints"));
    ASSERT_TRUE(wait_for([&] { return models->rowCount() >= 4; })); // two epochs, the best, the last
    models->selectRow(1);
    ASSERT_TRUE(press_button(QStringLiteral("Open in Studio")));
    window->open({photo});
    ASSERT_TRUE(wait_for([this] { return canvas() != nullptr && chip(0) != nullptr; }));
    EXPECT_FALSE(words().front().isEmpty());
}

INSTANTIATE_TEST_SUITE_P(DataSets, TrainingRoad, testing::Bool(), [](const auto& chosen) {
    return chosen.param ? std::string("PartOfFlickr8k") : std::string("Shapes");
});

} // namespace
} // namespace saccade::test
