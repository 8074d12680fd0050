// The window over the real engine: files on disk, decoded, captioned and drawn.

#include "core/image/decode.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/toy_bundle_file.h"
#include "ui/services/captioner_engine.h"

#include <QDir>
#include <QFileInfo>
#include <QLabel>

#include <thread>

namespace saccade::test {
namespace {

const QString photos = QStringLiteral(SACCADE_SOURCE_DIR "/resources/photos/");
const QString bundled = QStringLiteral(SACCADE_SOURCE_DIR "/resources/models/saccade-mobile.safetensors");

class RealEngineTest : public StudioTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<CaptionerEngine>(); }
    PhotoReader make_reader() override {
        return [](const std::filesystem::path& path) { return read_photo(path); };
    }
};

TEST_F(RealEngineTest, ARealPhotoIsCaptionedByARealBundle) {
    const QString bundle = folder.filePath(QStringLiteral("toy.safetensors"));
    write_toy_bundle(bundle.toStdString());
    window->openModel(bundle);
    window->open({photos + QStringLiteral("dog.jpg")});
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    EXPECT_TRUE(find<QLabel>(QStringLiteral("Gaze"))->text().endsWith(QStringLiteral("of 4 cells")));
    EXPECT_FALSE(canvas()->layer().isEmpty());
    EXPECT_EQ(canvas()->layer().placement.rows, 2);
}

TEST_F(RealEngineTest, AFileThatIsNoBundleIsRefusedInASentence) {
    const QString bundle = photos + QStringLiteral("dog.jpg");
    window->openModel(bundle);
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Model message")) != nullptr; }));
    const QString text = find<QLabel>(QStringLiteral("Model message"))->text();
    EXPECT_TRUE(text.contains(bundle)) << text.toStdString();
    EXPECT_TRUE(text.endsWith(QLatin1Char('.')));
}

TEST_F(RealEngineTest, ACutPhotoSaysHowMuchIsMissing) {
    QFile whole(photos + QStringLiteral("dog.jpg"));
    ASSERT_TRUE(whole.open(QIODevice::ReadOnly));
    QFile cut(folder.filePath(QStringLiteral("cut.jpg")));
    ASSERT_TRUE(cut.open(QIODevice::WriteOnly));
    cut.write(whole.read(20'000));
    cut.close();
    window->open({cut.fileName()});
    ASSERT_TRUE(wait_for([this] {
        return find<QLabel>(QStringLiteral("Notice title")) != nullptr &&
               find<QLabel>(QStringLiteral("Notice title"))->text().startsWith(QStringLiteral("cut.jpg"));
    }));
    EXPECT_TRUE(find<QLabel>(QStringLiteral("Notice text"))->text().contains(QStringLiteral("missing")));
}

TEST_F(RealEngineTest, TheBundledModelSeesTheDog) {
    if (!QFileInfo::exists(bundled))
        GTEST_SKIP() << "the bundled model is not in resources/models";
    window->openModel(bundled);
    window->open({photos + QStringLiteral("dog.jpg")});
    ASSERT_TRUE(QTest::qWaitFor([this] { return chip(0) != nullptr; }, 60'000));
    EXPECT_TRUE(words().contains(QStringLiteral("shepherd"))) << words().join(QLatin1Char(' ')).toStdString();
    EXPECT_EQ(canvas()->layer().map.size(), 64U);
}

TEST_F(RealEngineTest, ACheckpointHasTheScoresOfItsRun) {
    const QString run = folder.filePath(QStringLiteral("run"));
    ASSERT_TRUE(QDir().mkpath(run));
    write_toy_bundle((run + QStringLiteral("/best.safetensors")).toStdString());
    const auto write = [&run](const char* name, const char* text) {
        QFile file(run + QLatin1Char('/') + QLatin1String(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    write("config.json", "{}");
    write(
        "metrics.jsonl",
        R"({"kind":"epoch","epoch":1,"training_loss":4,"validation_loss":3,"cider_d":0.25,"bleu_4":0.125,"seconds":9,"best":true}
)");
    window->openModel(run + QStringLiteral("/best.safetensors"));
    window->open({photos + QStringLiteral("dog.jpg")});
    ASSERT_TRUE(wait_for([this] { return find<QLabel>(QStringLiteral("Model scores")) != nullptr; }));
    EXPECT_EQ(find<QLabel>(QStringLiteral("Model scores"))->text(),
              QStringLiteral("CIDEr-D 0.250, BLEU-4 0.125 after epoch 1"));
}

TEST(CaptionerEngineTest, OtherSettingsDecodeWhatThePhotoWasSeenAs) {
    std::thread([] { // the engine refuses the one of the window
        const std::string bundle = bundled.toStdString();
        CaptionerEngine engine;
        engine.load(bundle);
        const auto photo = std::make_shared<Photo>(fake_photo("/photos/grey.png"));
        const auto thoughts = [&engine](const std::shared_ptr<const Photo>& seen, DecodingMethod method) {
            DecodingSettings settings;
            settings.method = method;
            std::vector<float> probabilities;
            const auto result = engine.caption(seen, settings, {});
            for (const Alternative& each : result.captions.front().steps.front().alternatives)
                probabilities.push_back(each.probability);
            return probabilities;
        };
        const auto before = thoughts(photo, DecodingMethod::greedy);
        // A photo is never changed in place; here it is, to see whether the network looks again.
        for (std::size_t i = 0; i < photo->rgb.size(); ++i)
            photo->rgb[i] = static_cast<std::uint8_t>(i * 7);
        EXPECT_EQ(thoughts(photo, DecodingMethod::sampling), before);
        EXPECT_NE(thoughts(std::make_shared<const Photo>(*photo), DecodingMethod::greedy), before);
        engine.load(bundle);
        EXPECT_NE(thoughts(photo, DecodingMethod::greedy), before) << "another model has to look again";
    })
        .join();
}

} // namespace
} // namespace saccade::test
