// What is done before anybody asks: the captions of the film strip's tiles, and the photos next to the one
// shown.

#include "tests/ui/fake_reader.h"
#include "tests/ui/fake_training.h"
#include "tests/ui/training_fixture.h"
#include "ui/services/ahead_service.h"

#include <QAction>
#include <QComboBox>
#include <QListView>
#include <QScrollBar>

#include <algorithm>

namespace saccade::test {
namespace {

QStringList numbered(int count) {
    QStringList names;
    for (int i = 0; i < count; ++i)
        names += QStringLiteral("%1.png").arg(i);
    return names;
}

class AheadTest : public StudioTest {
protected:
    AheadTest() { settings->setValue(QStringLiteral("caption-ahead"), true); }

    QListView* strip() const { return find<QListView>(QStringLiteral("Photos")); }
    QString tile(int row, int role = Qt::AccessibleTextRole) const {
        return strip()->model()->index(row, 0).data(role).toString();
    }
    bool is_in_sight(int row) const {
        return strip()->viewport()->rect().intersects(strip()->visualRect(strip()->model()->index(row, 0)));
    }
    std::vector<std::string> captioned() const {
        const std::lock_guard lock(log->mutex);
        return log->captioned;
    }
    /// The first photo captioned after `before` others.
    bool wait_for_next(std::size_t before) const {
        return wait_for([&] { return captioned().size() > before; });
    }
};

TEST_F(AheadTest, TilesGetTheirCaptionsAndSayThem) {
    open_captioned({"cat.png", "dog.png", "fox.png"});
    ASSERT_TRUE(wait_for([this] { return tile(2) == QStringLiteral("fox.png: a photo of fox"); }));
    EXPECT_EQ(tile(0), QStringLiteral("cat.png: a photo of cat"));
    EXPECT_EQ(tile(1), QStringLiteral("dog.png: a photo of dog"));
    EXPECT_EQ(tile(1, Qt::ToolTipRole), QStringLiteral("a photo of dog\n/photos/dog.png"));
    EXPECT_EQ(words().value(3), QStringLiteral("cat"));
    settle();
    EXPECT_EQ(captioned(), (std::vector<std::string>{"cat", "dog", "fox"})); // each once
}

TEST_F(AheadTest, ATileIsCaptionedWithoutTheBansOfItsPhoto) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("dog.png: a photo of dog"); }));
    press(Qt::Key_Right);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for([this] { return words().value(1) == QStringLiteral("other1"); }));
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("dog"); }));
    trigger(Command::previous_photo); // which was kept, with what is said of it without bans
    ASSERT_TRUE(wait_for([this] { return words().value(1) == QStringLiteral("other1"); }));
    find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(1);
    ASSERT_TRUE(wait_for([this] { return tile(0) == QStringLiteral("cat.png: a photo of cat"); }));
    settle();
    EXPECT_EQ(tile(0), QStringLiteral("cat.png: a photo of cat"));
    EXPECT_EQ(words().value(1), QStringLiteral("other1"));
}

TEST_F(AheadTest, TheCaptionStandsUnderTheNameOfTheFile) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1).endsWith(QStringLiteral("dog")); }));
    const auto ink = [this] {
        const QRect tile = strip()->visualRect(strip()->model()->index(1, 0));
        const QImage image = strip()->viewport()->grab().toImage();
        const int high = strip()->fontMetrics().height(); // of a line; the picture is 64 high
        const QRect line(tile.left() + 4, tile.top() + 75 + high, 104, high);
        int dark = 0;
        for (int y = line.top(); y <= line.bottom(); ++y) {
            for (int x = line.left(); x <= line.right(); ++x)
                dark += image.pixelColor(x, y).lightness() < 215 ? 1 : 0;
        }
        return dark;
    };
    EXPECT_GT(ink(), 50);
    const int high = strip()->height();
    trigger(Command::caption_ahead);
    ASSERT_TRUE(wait_for([&] { return strip()->height() < high; }));
}

TEST_F(AheadTest, ThePhotoThatIsOpenedGoesFirst) {
    open_captioned(numbered(40));
    log->hold = true;
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; })); // some tile's
    const std::size_t before = captioned().size();
    strip()->setCurrentIndex(strip()->model()->index(39, 0));
    ASSERT_TRUE(wait_for([this] { return log->cancelled >= 1 && log->waiting == 1; }));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return words().value(3) == QStringLiteral("39"); }));
    EXPECT_EQ(captioned().at(before), "39");
    ASSERT_TRUE(wait_for([this] { return tile(38).endsWith(QStringLiteral("38")); })); // and then go on
}

TEST_F(AheadTest, TilesInSightComeFirst) {
    open_captioned(numbered(500));
    log->hold = true;
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    strip()->horizontalScrollBar()->setValue(strip()->horizontalScrollBar()->maximum() / 2);
    strip()->grab();
    int first = 0;
    while (!is_in_sight(first))
        ++first;
    const std::size_t before = captioned().size();
    log->hold = false;
    ASSERT_TRUE(wait_for_next(before + 6));
    auto order = captioned();
    order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(before));
    std::erase(order, "1"); // the next one is kept ready wherever one looks
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_EQ(order[i], std::to_string(first + static_cast<int>(i)));
    EXPECT_LT(captioned().size(), 100U);
}

TEST_F(AheadTest, OtherDecodingSettingsDropTheCaptions) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("dog.png: a photo of dog"); }));
    log->hold = true;
    find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(2);
    EXPECT_EQ(tile(1), QStringLiteral("dog.png"));
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return tile(1).startsWith(QStringLiteral("dog.png: sample")); }));
    EXPECT_TRUE(tile(0).startsWith(QStringLiteral("cat.png: sample")));
}

TEST_F(AheadTest, AnotherModelDropsTheCaptionsAndOneThatCannotBeUsedDoesNot) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("dog.png: a photo of dog"); }));
    window->openModel(QStringLiteral("/m/broken.safetensors"));
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("Model message")) != nullptr; }));
    EXPECT_EQ(tile(1), QStringLiteral("dog.png: a photo of dog"));
    ASSERT_TRUE(wait_for_next(2)); // the photo shown, once more by the model before
    const std::size_t before = captioned().size();
    window->openModel(QStringLiteral("/m/other.safetensors"));
    ASSERT_TRUE(wait_for_next(before + 1));
    EXPECT_EQ(captioned()[before], "cat");
    EXPECT_EQ(captioned()[before + 1], "dog");
}

TEST_F(AheadTest, WhatCannotBeCaptionedOrReadIsPassedOver) {
    open_captioned({"cat.png", "unspeakable.png", "broken.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(3) == QStringLiteral("dog.png: a photo of dog"); }));
    EXPECT_EQ(tile(1), QStringLiteral("unspeakable.png"));
    EXPECT_TRUE(tile(2).startsWith(QStringLiteral("broken.png, cannot be opened: ")));
    EXPECT_EQ(words().value(3), QStringLiteral("cat"));
}

TEST_F(AheadTest, ItCanBeTurnedOffAndStaysOff) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("dog.png: a photo of dog"); }));
    trigger(Command::caption_ahead);
    EXPECT_EQ(tile(0), QStringLiteral("cat.png"));
    EXPECT_EQ(tile(1), QStringLiteral("dog.png"));
    restart();
    EXPECT_FALSE(window->commands().action(Command::caption_ahead)->isChecked());
    const std::size_t before = captioned().size();
    open_captioned({"cow.png", "hen.png"});
    settle();
    EXPECT_EQ(tile(1), QStringLiteral("hen.png"));
    EXPECT_EQ(captioned().size(), before + 1);
    trigger(Command::caption_ahead);
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("hen.png: a photo of hen"); }));
    EXPECT_EQ(tile(0), QStringLiteral("cow.png: a photo of cow"));
}

TEST_F(AheadTest, ClosingMeanwhileIsSafeAndLeavesNoThread) {
    open_captioned(numbered(40));
    log->hold = true;
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    window->close();
    window.reset();
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
    EXPECT_EQ(log->cancelled, 1);
}

/// With a training that trains nothing, for as long as it is let.
class AheadWhileTrainingTest : public TrainingTest {
protected:
    AheadWhileTrainingTest() {
        settings->setValue(QStringLiteral("caption-ahead"), true);
        training->epochs = 1'000'000;
    }
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<FakeEngine>(log); }
    PhotoReader make_reader() override { return fake_photo; }
    std::unique_ptr<TrainingEngine> make_training_engine() override {
        return std::make_unique<FakeTrainingEngine>(training);
    }

    std::shared_ptr<FakeTrainingLog> training = std::make_shared<FakeTrainingLog>();
};

TEST_F(AheadWhileTrainingTest, TrainingWaitsForThePhotoOpenedButNotForWhatIsDoneAhead) {
    start_run(QStringLiteral("run"), 1000);
    ASSERT_TRUE(wait_for([this] { return training->batches > 10; }));
    trigger(Command::show_studio);
    open_captioned(numbered(40));
    log->hold = true;
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; })); // some tile's
    int before = training->batches;
    EXPECT_TRUE(wait_for([&] { return training->batches > before + 20; }));

    auto* strip = find<QListView>(QStringLiteral("Photos"));
    strip->setCurrentIndex(strip->model()->index(39, 0));
    ASSERT_TRUE(wait_for([this] { return log->cancelled >= 1 && log->waiting == 1; }));
    before = training->batches;
    settle();
    EXPECT_LE(training->batches, before + 1);
    log->hold = false;
    EXPECT_TRUE(wait_for([&] { return training->batches > before + 20; }));
}

TEST_F(AheadTest, TheNextPhotoAndTheOneBeforeAreShownAtOnce) {
    open_captioned({"cat.png", "dog-640x480.png", "fox.png"});
    ASSERT_TRUE(wait_for([this] { return tile(2).endsWith(QStringLiteral("fox")); })); // the last to be done
    log->hold = true; // nothing can be captioned any more
    trigger(Command::next_photo);
    EXPECT_EQ(words().value(3), QStringLiteral("dog-640x480"));
    EXPECT_EQ(canvas()->photo().size(), QSize(640, 480));
    trigger(Command::previous_photo);
    EXPECT_EQ(words().value(3), QStringLiteral("cat"));
    EXPECT_EQ(canvas()->photo().size(), QSize(400, 300));
    EXPECT_EQ(log->waiting, 0);
}

TEST_F(AheadTest, OtherSettingsApplyToPhotosThatWereReadBefore) {
    open_captioned({"cat.png", "dog.png"});
    ASSERT_TRUE(wait_for([this] { return tile(1) == QStringLiteral("dog.png: a photo of dog"); }));
    log->hold = true;
    find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(2);
    trigger(Command::next_photo);
    EXPECT_EQ(words(), QStringList());
    log->hold = false;
    ASSERT_TRUE(wait_for([this] { return words().value(0) == QStringLiteral("sample"); }));
    EXPECT_EQ(words().value(3), QStringLiteral("dog"));
}

/// Over a fake engine and a fake reader, without a window.
class AheadServiceTest : public testing::Test {
protected:
    AheadServiceTest() {
        QObject::connect(&service, &CaptionService::photoOpened, [this](const PhotoOpened& opened) {
            events += QStringLiteral("photo ") + opened.file;
        });
        QObject::connect(&service, &CaptionService::captioned, [this](const Captioned& captioned) {
            events += QStringLiteral("caption ") + captioned.file;
        });
        QObject::connect(&ahead, &AheadService::captioned,
                         [this](const QString& file, const QString&) { noted += file; });
        QObject::connect(&ahead, &AheadService::failed, [this](const Fault& fault) { noted += fault.file; });
        service.setModel(QStringLiteral("/m/fake.safetensors"));
        EXPECT_TRUE(wait_for([this] { return service.hasModel() && service.isIdle(); }));
    }
    /// Keeps photos ready, and waits until it has tried them all.
    bool keep(QStringList files, bool captions = false) {
        files += QStringLiteral("broken.png"); // the last one: that it fails is told
        noted.clear();
        ahead.want({files, captions, {}});
        return wait_for([this] { return noted.contains(QStringLiteral("broken.png")); });
    }

    std::shared_ptr<FakeEngineLog> engine = std::make_shared<FakeEngineLog>();
    std::shared_ptr<FakeReaderLog> reader = std::make_shared<FakeReaderLog>();
    CaptionService service{std::make_unique<FakeEngine>(engine), fake_reader(reader)};
    AheadService ahead{service, fake_reader(reader), 2 * 400 * 300};
    QStringList events; ///< of the photo shown
    QStringList noted;  ///< files that were captioned or failed
};

TEST_F(AheadServiceTest, APhotoThatWasKeptIsOpenedWithoutReadingItAgain) {
    ASSERT_TRUE(keep({QStringLiteral("dog.png")}));
    ahead.open(QStringLiteral("dog.png"), {});
    EXPECT_EQ(events, QStringList{"photo dog.png"}); // at once
    ASSERT_TRUE(wait_for([this] { return events.size() == 2; }));
    EXPECT_EQ(events[1], QStringLiteral("caption dog.png"));
    EXPECT_EQ(reader->read().count(QStringLiteral("dog")), 1);
}

TEST_F(AheadServiceTest, ItsCaptionIsKeptTooIfThatIsWanted) {
    ASSERT_TRUE(keep({QStringLiteral("dog.png")}, true));
    EXPECT_EQ(noted, (QStringList{"dog.png", "broken.png"}));
    engine->hold = true;
    ahead.open(QStringLiteral("dog.png"), {});
    EXPECT_EQ(events, (QStringList{"photo dog.png", "caption dog.png"})); // at once
    EXPECT_EQ(service.work(), CaptionService::Work::none);
}

TEST_F(AheadServiceTest, WhatWasShownStaysReadyWhileItIsWanted) {
    ahead.open(QStringLiteral("cat.png"), {});
    ASSERT_TRUE(wait_for([this] { return events.size() == 2; }));
    ahead.open(QStringLiteral("dog.png"), {{QStringLiteral("cat.png")}, false, {}});
    ASSERT_TRUE(wait_for([this] { return events.size() == 4; }));
    events.clear();
    ahead.open(QStringLiteral("cat.png"), {});
    EXPECT_EQ(events, (QStringList{"photo cat.png", "caption cat.png"})); // at once
    ASSERT_TRUE(wait_for([this] { return service.isIdle(); }));
    ahead.open(QStringLiteral("dog.png"), {}); // it was no longer wanted
    ASSERT_TRUE(wait_for([this] { return events.size() == 4; }));
    EXPECT_EQ(reader->read(), (QStringList{"cat", "dog", "dog"}));
}

TEST_F(AheadServiceTest, NoMorePixelsAreKeptThanAllowed) {
    ASSERT_TRUE(keep({QStringLiteral("one.png"), QStringLiteral("huge-4000x300.png"),
                      QStringLiteral("two.png"), QStringLiteral("three.png")}));
    EXPECT_EQ(reader->read(), (QStringList{"one", "huge-4000x300", "two", "three", "broken"})); // each once
    for (const char* name : {"one.png", "two.png"}) {
        events.clear();
        ahead.open(QLatin1String(name), {{QStringLiteral("one.png"), QStringLiteral("two.png")}, false, {}});
        EXPECT_EQ(events.value(0), QStringLiteral("photo ") + QLatin1String(name));
        ASSERT_TRUE(wait_for([this] { return service.isIdle(); }));
    }
    events.clear();
    ahead.open(QStringLiteral("three.png"), {});
    EXPECT_EQ(events, QStringList());
    ASSERT_TRUE(wait_for([this] { return events.size() == 2; }));
}

TEST_F(AheadServiceTest, WhoeverGoesElsewhereDoesNotWaitForWhatWasToBeKept) {
    reader->hold = true;
    ahead.want({{QStringLiteral("dog.png"), QStringLiteral("fox.png")}, true, {}});
    ASSERT_TRUE(wait_for([this] { return reader->waiting == 1; }));
    ahead.want({{QStringLiteral("cow.png")}, true, {}});
    reader->hold = false;
    ASSERT_TRUE(wait_for([this] { return !noted.isEmpty(); }));
    settle();
    EXPECT_EQ(noted, QStringList{"cow.png"});
    EXPECT_EQ(reader->read(), (QStringList{"dog", "cow"}));
}

TEST_F(AheadServiceTest, NothingIsReadWhileSomebodyWaitsForAPhoto) {
    engine->hold = true;
    ahead.open(QStringLiteral("cat.png"), {{QStringLiteral("dog.png")}, true, {QStringLiteral("fox.png")}});
    ASSERT_TRUE(wait_for([this] { return engine->waiting == 1; }));
    settle();
    EXPECT_EQ(reader->read(), QStringList{"cat"});
    engine->hold = false;
    ASSERT_TRUE(wait_for([this] { return noted.size() == 3; }));
    EXPECT_EQ(noted, (QStringList{"cat.png", "dog.png", "fox.png"}));
}

TEST_F(AheadServiceTest, AFileThatWasWrittenToIsReadAgain) {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("dog.png"));
    const auto append = [&] {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::Append));
        out.write("more");
    };
    append();
    ASSERT_TRUE(keep({file}));
    append();
    ahead.open(file, {});
    EXPECT_EQ(events, QStringList());
    ASSERT_TRUE(wait_for([this] { return events.size() == 2; }));
    EXPECT_EQ(reader->read().count(QStringLiteral("dog")), 2);
}

} // namespace
} // namespace saccade::test
