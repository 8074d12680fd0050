// Opening models, switching between them, what they are, and how captions are decoded.

#include "tests/ui/studio_fixture.h"
#include "ui/studio/decoding_store.h"
#include "ui/studio/model_text.h"
#include "ui/studio/recent_models.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QSpinBox>
#include <QTabWidget>
#include <QTextBrowser>

namespace saccade::test {
namespace {

/// "a NAME photo of PHOTO", so that a caption tells which model said it; "slow" takes until it is let go.
class NamedModelEngine : public FakeEngine {
public:
    explicit NamedModelEngine(std::shared_ptr<FakeEngineLog> log) : FakeEngine(log), log_(std::move(log)) {}

    ModelFacts load(const std::filesystem::path& bundle) override {
        ModelFacts facts = FakeEngine::load(bundle);
        if (bundle.stem() == "slow") {
            ++log_->waiting;
            while (log_->hold)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            --log_->waiting;
        }
        name_ = bundle.stem().string();
        facts.card.description = "Says its name";
        facts.card.provenance = "[]";
        facts.history.push_back({"saccade-cli 0.1.0", "Shapes", 120, "photos", 3, 16, 0.001, 0, 5, 0, ""});
        TrainingStage mean;
        mean.averaged = 2;
        facts.history.push_back(mean);
        facts.scores = {{"CIDEr-D", 0.464}};
        facts.epoch = 4;
        facts.vocabulary_size = 2542;
        facts.file_bytes = 6'700'000;
        facts.card_text =
            "# Card\n\n| score | value |\n| --- | --- |\n| BLEU | 0.6 |\n\n[a link](https://example.org)\n";
        return facts;
    }
    Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                   const std::stop_token& stop) override {
        Result result = FakeEngine::caption(photo, settings, stop);
        if (name_ == "wordy")
            result.captions.front() =
                diagonal_caption({"this", "is", "a", "photo", "of", photo->info.path.stem().string()});
        return result;
    }

private:
    std::shared_ptr<FakeEngineLog> log_;
    std::string name_;
};

class ModelsTest : public StudioTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<NamedModelEngine>(log); }

    QString file(const char* name) const {
        QFile made(folder.filePath(QLatin1String(name)));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        return made.fileName();
    }
    QString text(const char* name) const {
        const auto* label = find<QLabel>(QLatin1String(name));
        return label != nullptr ? label->text() : QString();
    }
    QMenu* recent() const {
        for (QMenu* menu : window->findChildren<QMenu*>()) {
            if (menu->accessibleName() == QStringLiteral("Recent models"))
                return menu;
        }
        for (QWidget* each : QApplication::topLevelWidgets()) {
            auto* menu = qobject_cast<QMenu*>(each);
            if (menu != nullptr && menu->accessibleName() == QStringLiteral("Recent models"))
                return menu;
        }
        return nullptr;
    }
    QStringList recent_texts() const {
        QStringList texts;
        for (const QAction* action : recent()->actions())
            if (!action->isSeparator())
                texts += action->text();
        return texts;
    }
    bool wait_for_model(const char* name) {
        return wait_for([this, name] { return text("Model name") == QLatin1String(name); });
    }
    bool wait_for_words(const QStringList& expected) {
        return wait_for([this, &expected] { return words() == expected; });
    }
    template <typename Box, typename Value>
    void set(const char* name, Value value) {
        auto* box = find<Box>(QLatin1String(name));
        ASSERT_NE(box, nullptr) << name;
        box->setValue(value);
    }
    void set_method(int index) {
        auto* box = find<QComboBox>(QStringLiteral("Method"));
        ASSERT_NE(box, nullptr);
        box->setCurrentIndex(index);
    }
    QStringList listed() const {
        QStringList texts;
        if (const auto* list = find<QListWidget>(QStringLiteral("Captions found"))) {
            for (int i = 0; i < list->count(); ++i)
                texts += list->item(i)->text().section(QLatin1Char('\n'), 0, 0);
        }
        return texts;
    }
};

constexpr int greedy = 0;
constexpr int beam = 1;
constexpr int sampling = 2;

TEST_F(ModelsTest, SwitchingKeepsThePhotoAndTheWord) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    ASSERT_EQ(marked_word(), 1); // "photo"
    window->openModel(file("wordy.safetensors"));
    ASSERT_TRUE(wait_for_words({"this", "is", "a", "photo", "of", "cat", "end"}))
        << words().join(' ').toStdString();
    EXPECT_EQ(marked_word(), 3) << "the same word, where it stands now";
    EXPECT_TRUE(window->windowTitle().startsWith(QStringLiteral("cat.png")));
    EXPECT_FLOAT_EQ(canvas()->layer().map[3 * 8 + 3], 1.0F) << "and its map";
}

TEST_F(ModelsTest, ThePanelSaysWhatTheModelIs) {
    open_captioned({"cat.png"});
    EXPECT_EQ(text("Model name"), QStringLiteral("fake"));
    EXPECT_EQ(text("Model description"), QStringLiteral("Says its name"));
    EXPECT_EQ(text("Model licence"), QStringLiteral("CC0-1.0"));
    EXPECT_EQ(text("Model scores"), QStringLiteral("CIDEr-D 0.464 after epoch 4"));
}

TEST_F(ModelsTest, AllThatIsKnownStandsInADialogThatOpensNoLink) {
    EXPECT_FALSE(window->commands().action(Command::about_model)->isEnabled());
    open_captioned({"cat.png"});
    trigger(Command::about_model);
    auto* dialog = find<QDialog>(QStringLiteral("About this model"));
    ASSERT_NE(dialog, nullptr);
    const QString what = find<QTextBrowser>(QStringLiteral("What the model is"))->toPlainText();
    for (const char* part :
         {"CC0-1.0", "MobileNetV2", "256", "2,542", "8 bits", "CIDEr-D 0.464", "3 epochs",
          "120 photos of Shapes", "seed 5", "Mean of the weights of 2 models", "fake.safetensors"})
        EXPECT_TRUE(what.contains(QLatin1String(part))) << part << " in " << what.toStdString();
    EXPECT_FALSE(what.contains(QLatin1Char('{'))) << "no raw JSON";
    dialog->findChild<QTabWidget*>()->setCurrentIndex(1);
    const auto* card = find<QTextBrowser>(QStringLiteral("Model card"));
    ASSERT_NE(card, nullptr);
    EXPECT_TRUE(card->toPlainText().contains(QStringLiteral("BLEU")));
    EXPECT_FALSE(card->openLinks());
    EXPECT_FALSE(card->openExternalLinks());
    QTest::keyClick(dialog, Qt::Key_Escape);
    EXPECT_TRUE(wait_for([this] { return find<QDialog>(QStringLiteral("About this model")) == nullptr; }));
}

TEST_F(ModelsTest, AModelThatFailsLeavesTheOldOneAndSaysWhatToDo) {
    open_captioned({"cat.png", "dog.png"});
    const QString broken = file("broken.safetensors");
    window->openModel(broken);
    ASSERT_TRUE(wait_for([this] { return !text("Model message").isEmpty(); }));
    const QString message = text("Model message");
    EXPECT_TRUE(message.contains(broken));
    EXPECT_TRUE(message.contains(QStringLiteral("This is not a model bundle")));
    EXPECT_TRUE(message.contains(QStringLiteral("Open a .safetensors file that Saccade made")));
    EXPECT_TRUE(message.contains(QStringLiteral("fake stays in use")));
    EXPECT_EQ(text("Model name"), QStringLiteral("fake"));
    trigger(Command::next_photo);
    EXPECT_TRUE(wait_for_words({"a", "photo", "of", "dog", "end"}));
    EXPECT_FALSE(recent_texts().contains(QStringLiteral("broken")));
}

TEST_F(ModelsTest, RecentModelsAreOfferedAfterARestartAndVanishedOnesGreyed) {
    const QString first = file("first.safetensors");
    const QString second = file("second.safetensors");
    open({"cat.png"});
    for (const QString& each : {first, second, first}) {
        window->openModel(each);
        ASSERT_TRUE(wait_for_model(each == first ? "first" : "second"));
    }
    bundled_models = {file("saccade-mobile.safetensors"), file("saccade-other.safetensors")};
    restart();
    open({"cat.png"});
    ASSERT_NE(recent(), nullptr);
    const QStringList offered{"first", "second", "saccade-mobile (comes with Saccade)",
                              "saccade-other (comes with Saccade)"};
    EXPECT_EQ(recent_texts(), offered);
    window->openModel(bundled_models[1]);
    ASSERT_TRUE(wait_for_model("saccade-other"));
    EXPECT_EQ(recent_texts(), offered) << "one that comes with Saccade stays where it is";
    QFile::remove(first);
    Q_EMIT recent()->aboutToShow();
    EXPECT_EQ(recent_texts().front(), QStringLiteral("first (not found)"));
    EXPECT_FALSE(recent()->actions()[0]->isEnabled());
    recent()->actions()[1]->trigger();
    ASSERT_TRUE(wait_for_model("second"));
    EXPECT_TRUE(wait_for_words({"a", "photo", "of", "cat", "end"}));
}

TEST(ModelTitleTest, NamesTheRunOfACheckpoint) {
    EXPECT_EQ(modelTitle(QStringLiteral("/runs/first/best.safetensors")), QStringLiteral("first / best"));
    EXPECT_EQ(modelTitle(QStringLiteral("/runs/first/epochs/epoch-0002.safetensors")),
              QStringLiteral("first / epoch-0002"));
    EXPECT_EQ(modelTitle(QStringLiteral("/models/mine.v2.safetensors")), QStringLiteral("mine.v2"));
}

TEST_F(ModelsTest, ReadingAModelForLongSaysSoEvenWithoutAPhoto) {
    log->hold = true;
    window->openModel(file("slow.safetensors"));
    EXPECT_TRUE(
        wait_for([this] { return text("What is being done") == QStringLiteral("Reading the model…"); }));
    log->hold = false;
    EXPECT_TRUE(wait_for([this] { return text("What is being done").isEmpty(); }));
}

TEST_F(ModelsTest, ClosingWhileAModelIsReadIsSafe) {
    log->hold = true;
    window->openModel(file("slow.safetensors"));
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    window->close();
    log->hold = false;
    window.reset();
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
}

TEST_F(ModelsTest, ABeamListsItsCaptionsAndShowsTheOneChosen) {
    open_captioned({"cat.png"});
    EXPECT_TRUE(listed().isEmpty());
    set_method(beam);
    ASSERT_TRUE(wait_for([this] { return listed().size() == 3; }));
    EXPECT_EQ(listed(), (QStringList{"a photo of cat", "photo cat", "cat"}));
    auto* list = find<QListWidget>(QStringLiteral("Captions found"));
    // 5 steps of probability 0.75 each, the end counted.
    EXPECT_TRUE(list->item(0)->text().contains(QStringLiteral("-1.44")))
        << list->item(0)->text().toStdString();
    EXPECT_EQ(list->currentRow(), 0);
    const std::size_t asked = log->decoded.size();
    list->setFocus();
    press(Qt::Key_Down);
    EXPECT_EQ(words(), (QStringList{"photo", "cat", "end"}));
    EXPECT_FLOAT_EQ(canvas()->layer().map[0], 1.0F);
    settle();
    EXPECT_EQ(log->decoded.size(), asked) << "choosing decodes nothing again";

    set<QSpinBox>("List the best", 2);
    ASSERT_TRUE(wait_for([this] { return listed().size() == 2; }));
    EXPECT_EQ(words(), (QStringList{"a", "photo", "of", "cat", "end"}));
    set_method(greedy);
    EXPECT_TRUE(wait_for([this] { return listed().isEmpty(); }));
}

TEST_F(ModelsTest, AComparisonDecodesAsTheStudioDoes) {
    open_captioned({"cat.png"});
    set_method(beam);
    ASSERT_TRUE(wait_for([this] { return listed().size() == 3; }));
    const std::size_t before = log->decoded.size();
    window->compareModels(QStringLiteral("/models/fake.safetensors"),
                          QStringLiteral("/models/other.safetensors"));
    ASSERT_TRUE(wait_for([this, before] {
        const std::lock_guard lock(log->mutex);
        return log->decoded.size() >= before + 2;
    }));
    const std::lock_guard lock(log->mutex);
    for (std::size_t i = before; i < log->decoded.size(); ++i)
        EXPECT_EQ(log->decoded[i].method, DecodingMethod::beam) << i;
}

TEST_F(ModelsTest, ASettingAppliesAtOnce) {
    open_captioned({"cat.png"});
    set_method(beam);
    set<QSpinBox>("Beam width", 7);
    set<QDoubleSpinBox>("Length penalty", 0.7);
    set<QSpinBox>("Longest", 9);
    set<QSpinBox>("No repeats of", 2);
    ASSERT_TRUE(wait_for([this] {
        const std::lock_guard lock(log->mutex);
        return !log->decoded.empty() && log->decoded.back().no_repeat_ngram == 2;
    }));
    const std::lock_guard lock(log->mutex);
    const DecodingSettings last = log->decoded.back();
    EXPECT_EQ(last.method, DecodingMethod::beam);
    EXPECT_EQ(last.beam_width, 7);
    EXPECT_DOUBLE_EQ(last.length_penalty, 0.7);
    EXPECT_EQ(last.max_words, 9);
}

TEST_F(ModelsTest, AnotherSampleHasAnotherSeedThatIsShown) {
    open_captioned({"cat.png"});
    EXPECT_FALSE(window->commands().action(Command::another_sample)->isEnabled());
    set_method(sampling);
    ASSERT_TRUE(wait_for([this] { return words().value(0) == QStringLiteral("sample"); }));
    EXPECT_EQ(words().value(1), QStringLiteral("0"));
    auto* again = find<QAbstractButton>(QStringLiteral("Another sample"));
    ASSERT_NE(again, nullptr);
    again->click();
    ASSERT_TRUE(wait_for([this] { return words().value(1) != QStringLiteral("0") && words().size() == 5; }));
    EXPECT_EQ(words().value(1), find<QSpinBox>(QStringLiteral("Seed"))->text());
    set<QSpinBox>("Seed", 42);
    EXPECT_TRUE(wait_for_words({"sample", "42", "of", "cat", "end"}));
}

TEST_F(ModelsTest, OnlySettingsOfTheMethodAreShown) {
    open_captioned({"cat.png"});
    EXPECT_EQ(find<QSpinBox>(QStringLiteral("Beam width")), nullptr);
    EXPECT_EQ(find<QSpinBox>(QStringLiteral("Seed")), nullptr);
    const QString before = text("What the method does");
    EXPECT_FALSE(before.isEmpty());
    set_method(beam);
    EXPECT_NE(find<QSpinBox>(QStringLiteral("Beam width")), nullptr);
    EXPECT_NE(text("What the method does"), before);
    set_method(sampling);
    EXPECT_EQ(find<QSpinBox>(QStringLiteral("Beam width")), nullptr);
    EXPECT_NE(find<QSpinBox>(QStringLiteral("Seed")), nullptr);
}

TEST_F(ModelsTest, DecodingSettingsOutliveTheWindow) {
    open_captioned({"cat.png"});
    set_method(sampling);
    set<QSpinBox>("Seed", 11);
    set<QDoubleSpinBox>("Temperature", 0.5);
    set<QDoubleSpinBox>("Repetition penalty", 2.5);
    restart();
    open_captioned({"dog.png"});
    EXPECT_EQ(words(), (QStringList{"sample", "11", "of", "dog", "end"}));
    EXPECT_DOUBLE_EQ(find<QDoubleSpinBox>(QStringLiteral("Temperature"))->value(), 0.5);
    EXPECT_DOUBLE_EQ(find<QDoubleSpinBox>(QStringLiteral("Repetition penalty"))->value(), 2.5);
}

TEST_F(StudioTest, DamagedDecodingSettingsAreTheDefaults) {
    settings->setValue(QStringLiteral("decoding/method"), QStringLiteral("oracle"));
    settings->setValue(QStringLiteral("decoding/beam-width"), -3);
    settings->setValue(QStringLiteral("decoding/temperature"), QStringLiteral("hot"));
    settings->setValue(QStringLiteral("decoding/top-p"), 7);
    EXPECT_EQ(readDecoding(*settings), DecodingSettings{});
}

TEST_F(ModelsTest, AnotherPhotoForgetsTheCaptionsOfTheOneBefore) {
    open_captioned({"cat.png", "broken.png"});
    set_method(beam);
    ASSERT_TRUE(wait_for([this] { return listed().size() == 3; }));
    trigger(Command::next_photo);
    EXPECT_TRUE(wait_for([this] { return listed().isEmpty(); }));
}

} // namespace
} // namespace saccade::test
