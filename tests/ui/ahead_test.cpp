// What is done before anybody asks: the captions of the film strip's tiles.

#include "tests/ui/fake_training.h"
#include "tests/ui/training_fixture.h"

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
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; })); // it is out of sight now
    const std::size_t before = captioned().size();
    log->hold = false;
    ASSERT_TRUE(wait_for_next(before + 5));
    const auto order = captioned();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(order[before + static_cast<std::size_t>(i)], std::to_string(first + i));
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

} // namespace
} // namespace saccade::test
