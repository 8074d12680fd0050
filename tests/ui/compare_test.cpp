// Two captions side by side: words that belong together, what differs, the difference of their maps.

#include "core/attention/colour_map.h"
#include "tests/ui/studio_fixture.h"
#include "ui/studio/colour_bar.h"
#include "ui/studio/compare_view.h"
#include "ui/studio/difference_pane.h"
#include "ui/studio/linked_cursors.h"
#include "ui/studio/word_chip.h"
#include "ui/studio/word_cursor.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace saccade::test {
namespace {

class LinkedCursorsTest : public testing::Test {
protected:
    void show(const std::vector<std::string>& left_words, const std::vector<std::string>& right_words) {
        const Caption a = diagonal_caption(left_words);
        const Caption b = diagonal_caption(right_words);
        left.reset(static_cast<int>(a.steps.size()));
        right.reset(static_cast<int>(b.steps.size()));
        link.setCaptions(a, b);
    }
    WordCursor left;
    WordCursor right;
    LinkedCursors link{left, right};
};

TEST_F(LinkedCursorsTest, BothSidesStayOnWordsThatBelongTogether) {
    show({"a", "dog", "runs", "on", "grass"}, {"there", "is", "a", "dog", "on", "the", "grass"});
    const std::vector<std::pair<int, int>> together{{0, 2}, {1, 3}, {3, 4}, {4, 6}, {5, 7}};
    for (const auto& [a, b] : together) {
        left.moveTo(a);
        EXPECT_EQ(right.shown(), b);
        EXPECT_TRUE(link.isAligned());
        right.moveTo(0);
        right.moveTo(b);
        EXPECT_EQ(left.shown(), a);
        EXPECT_TRUE(link.isAligned());
    }
}

TEST_F(LinkedCursorsTest, AWordThatOneSideLacksLeavesItAtTheNearestEarlierOne) {
    show({"a", "big", "dog"}, {"a", "dog", "runs", "fast"});
    left.moveTo(1); // big
    EXPECT_EQ(right.shown(), 0);
    EXPECT_FALSE(link.isAligned());
    EXPECT_EQ(link.leader(), 0);
    right.moveTo(3); // fast
    EXPECT_EQ(left.shown(), 2);
    EXPECT_FALSE(link.isAligned());
    EXPECT_EQ(link.leader(), 1);
    EXPECT_EQ(link.differences(), 3);
}

TEST_F(LinkedCursorsTest, PointingIsFollowedAndLeftAgain) {
    show({"a", "big", "dog"}, {"a", "dog"});
    left.preview(2);
    EXPECT_EQ(right.shown(), 1);
    EXPECT_EQ(right.current(), 0);
    left.preview(-1);
    EXPECT_EQ(right.shown(), 0);
}

TEST_F(LinkedCursorsTest, AnyWalkKeepsThemTogether) {
    show({"a", "red", "circle", "left", "of", "a", "blue", "square"},
         {"a", "blue", "square", "and", "a", "circle"});
    for (unsigned random = 1, i = 0; i < 500; ++i) {
        random = random * 1664525U + 1013904223U;
        const int side = static_cast<int>(random >> 31);
        WordCursor& lead = side == 0 ? left : right;
        WordCursor& other = side == 0 ? right : left;
        const int before = lead.shown();
        lead.moveTo(static_cast<int>(random >> 8) % lead.words());
        if (lead.shown() == before)
            continue;
        const int there = link.counterpart(side, lead.shown());
        ASSERT_EQ(link.isAligned(), there >= 0);
        if (there >= 0) {
            ASSERT_EQ(other.shown(), there);
            ASSERT_EQ(link.counterpart(1 - side, there), lead.shown());
        }
    }
}

/// Says "a MODEL photo" where MODEL is the name of the bundle; of "coarse", through a grid of 2 x 2.
class NamesItself : public FakeEngine {
public:
    using FakeEngine::FakeEngine;
    ModelFacts load(const std::filesystem::path& bundle) override {
        name_ = bundle.stem().string();
        return FakeEngine::load(bundle);
    }
    Result caption(const std::shared_ptr<const Photo>& photo, const DecodingSettings& settings,
                   const std::stop_token& stop) override {
        FakeEngine::caption(photo, settings, stop);
        Result result{{diagonal_caption({"a", name_, "photo"})}, crowded_placement()};
        if (name_ == "coarse") {
            result.placement = GridPlacement::even(2, 2);
            for (CaptionStep& step : result.captions.front().steps)
                step.attention = {1, 0, 0, 0};
        }
        return result;
    }

private:
    std::string name_;
};

class CompareTest : public StudioTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<NamesItself>(log); }

    Compared side(const char* title, const std::vector<std::string>& words) const {
        return {QLatin1String(title),
                PhotoPyramid(std::make_shared<const Photo>(fake_photo("/photos/cat-800x600.png"))),
                diagonal_caption(words), crowded_placement()};
    }
    std::vector<WordChip*> chips_of(const char* card) const {
        std::vector<WordChip*> chips;
        if (const auto* found = find<QWidget>(QLatin1String(card)))
            for (WordChip* each : found->findChildren<WordChip*>())
                if (each->isVisible())
                    chips.push_back(each);
        return chips;
    }
    QStringList words_of(const char* card) const {
        QStringList words;
        for (const WordChip* each : chips_of(card))
            words += each->text();
        return words;
    }
    QStringList changed_of(const char* card) const {
        QStringList words;
        for (const WordChip* each : chips_of(card))
            if (each->accessibleName().endsWith(QStringLiteral(", changed")))
                words += each->text();
        return words;
    }
    QString shown_of(const char* card) const {
        for (const WordChip* each : chips_of(card))
            if (each->state() == WordChip::State::shown)
                return each->text();
        return {};
    }
    void click(const char* card, std::size_t word) {
        QTest::mouseClick(chips_of(card).at(word), Qt::LeftButton);
    }
    QString text_of(const char* label) const {
        const auto* found = find<QLabel>(QLatin1String(label));
        return found != nullptr ? found->text() : QString();
    }
    PhotoCanvas* difference() const { return find<PhotoCanvas>(QStringLiteral("Difference map")); }
    QColor difference_at(double x, double y) const {
        const QRectF photo = difference()->geometryOfPhoto()->photoRect();
        return difference()->grab().toImage().pixelColor(
            QPointF(photo.x() + x * photo.width(), photo.y() + y * photo.height()).toPoint());
    }
};

TEST_F(CompareTest, TwoModelsOnOnePhoto) {
    window->openModel(QStringLiteral("/models/first.safetensors"));
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    EXPECT_TRUE(window->commands().action(Command::compare_models)->isEnabled());
    window->compareModels(QStringLiteral("/models/first.safetensors"),
                          QStringLiteral("/models/second.safetensors"));
    ASSERT_TRUE(
        wait_for([this] { return text_of("How the captions differ").contains(QStringLiteral("cat.png")); }));
    EXPECT_EQ(words_of("Left"), (QStringList{"a", "first", "photo", "end"}));
    EXPECT_EQ(words_of("Right"), (QStringList{"a", "second", "photo", "end"}));
    EXPECT_EQ(changed_of("Left"), QStringList{"first"});
    EXPECT_EQ(changed_of("Right"), QStringList{"second"});
    EXPECT_EQ(text_of("Left side"), QStringLiteral("models / first"));
    EXPECT_TRUE(text_of("How the captions differ").contains(QStringLiteral("1 word differs")));
}

TEST_F(CompareTest, TheCommandAsksForTheOtherModel) {
    const QString other = folder.filePath(QStringLiteral("other.safetensors"));
    QFile file(other);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    window->openModel(QStringLiteral("/models/first.safetensors"));
    open({"cat.png"});
    ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    QTimer::singleShot(0, window.get(), [&other] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        ASSERT_NE(dialog, nullptr);
        dialog->setDirectory(QFileInfo(other).absolutePath());
        dialog->selectFile(other);
        QMetaObject::invokeMethod(dialog, "accept");
    });
    trigger(Command::compare_models);
    ASSERT_TRUE(wait_for([this] { return words_of("Right").value(1) == QStringLiteral("other"); }));
    EXPECT_TRUE(wait_for([this] { return words_of("Left").value(1) == QStringLiteral("first"); }));
}

TEST_F(CompareTest, TwoBranchesGivenDirectly) {
    window->compare(side("One", {"a", "dog", "runs"}), side("Other", {"a", "big", "dog", "runs"}));
    EXPECT_EQ(text_of("Left side"), QStringLiteral("One"));
    EXPECT_EQ(changed_of("Right"), QStringList{"big"});
    click("Left", 2);
    EXPECT_EQ(shown_of("Right"), QStringLiteral("runs"));
    click("Right", 2);
    EXPECT_EQ(shown_of("Left"), QStringLiteral("dog"));
    click("Right", 1); // big
    EXPECT_EQ(shown_of("Left"), QStringLiteral("a"));
    EXPECT_TRUE(text_of("Left note").contains(QStringLiteral("big")));
    EXPECT_TRUE(text_of("Why there is no difference map").contains(QStringLiteral("only on the right")));
    EXPECT_TRUE(is_colour(difference_at(0.22, 0.22), QColor(128, 128, 128)));
    click("Right", 0);
    EXPECT_TRUE(text_of("Left note").isEmpty());
}

TEST_F(CompareTest, TheDifferenceHasItsSignWhereItBelongs) {
    Compared left = side("One", {"a", "dog"});
    Compared right = side("Other", {"a", "dog"});
    left.caption.steps[1].attention.assign(64, 0);
    left.caption.steps[1].attention[1 * 8 + 1] = 0.75F; // at 0.30
    left.caption.steps[1].attention[3 * 8 + 3] = 0.25F; // at 0.46
    left.caption.steps[1].probability = 0.9F;
    right.caption.steps[1].attention.assign(64, 0);
    right.caption.steps[1].attention[6 * 8 + 6] = 0.75F; // at 0.70
    right.caption.steps[1].attention[3 * 8 + 3] = 0.25F;
    right.caption.steps[1].probability = 0.6F;
    window->compare(left, right);
    for (PhotoCanvas* each : window->findChildren<PhotoCanvas*>())
        each->setCrossFade(0);
    click("Left", 1);
    const QColor more_left = difference_at(0.30, 0.30);
    const QColor more_right = difference_at(0.70, 0.70);
    EXPECT_GT(more_left.red(), more_left.blue() + 80) << more_left.name().toStdString();
    EXPECT_GT(more_right.blue(), more_right.red() + 80) << more_right.name().toStdString();
    for (const double same : {0.46, 0.05, 0.95})
        EXPECT_TRUE(is_colour(difference_at(same, same), QColor(128, 128, 128))) << same;
    const auto* bar = find<ColourBar>(QStringLiteral("Colour scale"));
    ASSERT_NE(bar, nullptr);
    EXPECT_EQ(bar->lowText(), QStringLiteral("-0.75"));
    EXPECT_EQ(bar->highText(), QStringLiteral("0.75"));
    EXPECT_TRUE(text_of("Difference in probability").contains(QStringLiteral("+30.0 points")))
        << text_of("Difference in probability").toStdString();
}

TEST_F(CompareTest, GridsOfDifferentSizesAreNotSubtracted) {
    open({"cat.png"});
    window->compareModels(QStringLiteral("/models/coarse.safetensors"),
                          QStringLiteral("/models/fine.safetensors"));
    ASSERT_TRUE(
        wait_for([this] { return text_of("How the captions differ").contains(QStringLiteral("cat.png")); }));
    const QString reason = text_of("Why there is no difference map");
    EXPECT_TRUE(reason.contains(QStringLiteral("2 × 2")) && reason.contains(QStringLiteral("8 × 8")))
        << reason.toStdString();
    EXPECT_EQ(find<ColourBar>(QStringLiteral("Colour scale")), nullptr);
}

TEST_F(CompareTest, TheDifferenceCanBePutAway) {
    window->compare(side("One", {"a", "dog"}), side("Other", {"a", "cat"}));
    auto* box = find<QCheckBox>(QStringLiteral("Show the difference"));
    ASSERT_NE(box, nullptr);
    EXPECT_NE(difference(), nullptr);
    box->setChecked(false);
    EXPECT_EQ(difference(), nullptr);
    box->setChecked(true);
    EXPECT_NE(difference(), nullptr);
}

TEST_F(CompareTest, KeysMoveBothSidesAndGoBack) {
    window->compare(side("One", {"a", "dog", "runs"}), side("Other", {"a", "dog", "sleeps"}));
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    EXPECT_EQ(shown_of("Left"), QStringLiteral("runs"));
    EXPECT_EQ(shown_of("Right"), QStringLiteral("sleeps"));
    press(Qt::Key_Home);
    EXPECT_EQ(shown_of("Right"), QStringLiteral("a"));
    press(Qt::Key_End);
    EXPECT_EQ(shown_of("Right"), QStringLiteral("end"));
    press(Qt::Key_Escape);
    EXPECT_EQ(find<QWidget>(QStringLiteral("Comparison")), nullptr);
}

TEST_F(CompareTest, TheMapsAreShownAsInTheStudio) {
    window->compare(side("One", {"a", "dog"}), side("Other", {"big", "a", "dog"}));
    for (PhotoCanvas* each : window->findChildren<PhotoCanvas*>())
        each->setCrossFade(0);
    const QColor grey(128, 128, 128);
    click("Left", 0); // looks at cell (0, 0), its counterpart at (1, 1)
    EXPECT_FALSE(is_colour(difference_at(0.22, 0.22), grey));
    press(Qt::Key_A);
    EXPECT_TRUE(is_colour(difference_at(0.22, 0.22), grey));
    press(Qt::Key_A);
    EXPECT_FALSE(is_colour(difference_at(0.22, 0.22), grey));
    press(Qt::Key_S); // cells: the first one reaches to the edge of the photo
    EXPECT_FALSE(is_colour(difference_at(0.02, 0.02), grey));
}

TEST_F(CompareTest, ThePicturesAreEquallyLargeWhateverStandsUnderThem) {
    window->compare(side("One", {"a", "dog"}),
                    side("Other", {"a", "dog", "and", "another", "dog", "run", "through", "a", "field", "of",
                                   "grass", "beside", "a", "road"}));
    const auto height_of = [this](const char* name) {
        for (const PhotoCanvas* each : window->findChildren<PhotoCanvas*>())
            if (each->isVisible() && each->accessibleName() == QLatin1String(name))
                return each->height();
        return 0;
    };
    EXPECT_TRUE(wait_for([&] { return height_of("Left") == height_of("Right"); }));
    EXPECT_EQ(height_of("Difference map"), height_of("Left"));
}

TEST_F(CompareTest, WhetherTheDifferenceIsShownSurvivesARestart) {
    window->compare(side("One", {"a", "dog"}), side("Other", {"a", "cat"}));
    find<QCheckBox>(QStringLiteral("Show the difference"))->setChecked(false);
    window->close();
    restart();
    window->compare(side("One", {"a", "dog"}), side("Other", {"a", "cat"}));
    EXPECT_EQ(difference(), nullptr);
}

TEST_F(CompareTest, ACaptionOfAnEarlierComparisonDoesNotComeIn) {
    open({"cat.png"});
    log->hold = true;
    window->compareModels(QStringLiteral("/models/first.safetensors"),
                          QStringLiteral("/models/second.safetensors"));
    ASSERT_TRUE(wait_for([this] { return log->waiting == 2; }));
    window->compare(side("One", {"a", "dog"}), side("Other", {"a", "cat"}));
    log->hold = false;
    settle();
    EXPECT_EQ(words_of("Left"), (QStringList{"a", "dog", "end"}));
    EXPECT_EQ(words_of("Right"), (QStringList{"a", "cat", "end"}));
}

TEST_F(CompareTest, AModelThatCannotBeReadSaysSoOnItsSide) {
    open({"cat.png"});
    window->compareModels(QStringLiteral("/models/first.safetensors"),
                          QStringLiteral("/models/broken.safetensors"));
    ASSERT_TRUE(wait_for([this] { return find<QWidget>(QStringLiteral("Right message")) != nullptr; }));
    EXPECT_EQ(find<QWidget>(QStringLiteral("Left message")), nullptr);
    EXPECT_TRUE(wait_for([this] { return words_of("Left").size() == 4; }));
}

} // namespace
} // namespace saccade::test
