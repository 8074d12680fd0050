// Taking the sentence apart: other words, banned words, beginnings, sentences, branches, undoing.

#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/image/decode.h"
#include "tests/ui/studio_fixture.h"
#include "tests/ui/toy_bundle_file.h"
#include "ui/services/captioner_engine.h"
#include "ui/studio/alternatives_list.h"
#include "ui/studio/branch_list.h"
#include "ui/studio/phrase_dialog.h"
#include "ui/studio/theme.h"
#include "ui/studio/word_chip.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <future>
#include <tuple>

namespace saccade::test {
namespace {

/// All that a person sees of a caption: its words with their probabilities, which one is marked, its map.
struct Seen {
    QStringList chips;
    int marked = -1;
    std::vector<float> map;

    bool operator==(const Seen&) const = default;
};

class WhatIfTest : public StudioTest {
protected:
    Seen seen() const {
        Seen result;
        for (int i = 0; chip(i) != nullptr; ++i)
            result.chips += chip(i)->accessibleName();
        result.marked = marked_word();
        result.map = canvas()->layer().map;
        return result;
    }
    QString sentence() const { return words().join(QLatin1Char(' ')); }
    bool wait_for_sentence(const QString& expected) {
        return wait_for([&] { return sentence() == expected; });
    }
    AlternativesList* alternatives() const { return find<AlternativesList>(QStringLiteral("Alternatives")); }
    BranchList* branches() const { return find<BranchList>(QStringLiteral("Branches")); }
    QStringList branch_names() const {
        QStringList result;
        if (branches() == nullptr)
            return result;
        for (QTreeWidgetItemIterator each(branches()); *each != nullptr; ++each)
            result += (*each)->text(0);
        return result;
    }
    void click_alternative(int row) {
        const QRect place = alternatives()->visualItemRect(alternatives()->item(row));
        QTest::mouseClick(alternatives()->viewport(), Qt::LeftButton, {}, place.center());
    }
    /// Opens the dialog of a command, types into it and presses Enter.
    PhraseDialog* enter(Command command, const QString& title, const QString& text) {
        trigger(command);
        auto* line = find<QLineEdit>(title);
        if (line == nullptr)
            return nullptr;
        line->setText(text);
        QTest::keyClick(line, Qt::Key_Return);
        return find<PhraseDialog>(title);
    }
    /// From a dialog that is gone.
    void return_to_window() {
        window->activateWindow();
        ASSERT_TRUE(wait_for([this] { return window->isActiveWindow(); }));
        canvas()->setFocus();
    }
    void click(const QString& name) {
        auto* button = find<QAbstractButton>(name);
        ASSERT_NE(button, nullptr) << name.toStdString();
        button->click();
    }
};

TEST_F(WhatIfTest, AClickOnAnAlternativeSaysItAndGoesOn) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    click_alternative(1);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    EXPECT_EQ(marked_word(), 1);
    EXPECT_EQ(branch_names(), (QStringList{"As decoded", "photo → other1 at word 2"}));
    EXPECT_EQ(branches()->currentItem()->text(0), QStringLiteral("photo → other1 at word 2"));
}

TEST_F(WhatIfTest, ADoubleClickChoosesOnce) {
    open_captioned({"cat.png"});
    const QPoint place = alternatives()->visualItemRect(alternatives()->item(1)).center();
    QTest::mouseClick(alternatives()->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(alternatives()->viewport(), Qt::LeftButton, {}, place);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    settle();
    EXPECT_EQ(branch_names().size(), 2);
}

TEST_F(WhatIfTest, DigitsAndEnterChooseToo) {
    open_captioned({"cat.png"});
    press(Qt::Key_End);
    press(Qt::Key_Left);
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    press(Qt::Key_9); // there is no ninth
    press(Qt::Key_Home);
    alternatives()->setFocus();
    alternatives()->setCurrentRow(1);
    press(Qt::Key_Return);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    EXPECT_TRUE(alternatives()->hasFocus());
}

TEST_F(WhatIfTest, ChoosingWhatWasSaidChangesNothing) {
    open_captioned({"cat.png"});
    press(Qt::Key_1);
    settle();
    EXPECT_EQ(sentence(), QStringLiteral("a photo of cat end"));
    EXPECT_FALSE(window->commands().action(Command::undo)->isEnabled());
}

TEST_F(WhatIfTest, UndoBringsBackCaptionMapAndWord) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    const Seen first = seen();
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("a photo other2 cat end"));
    press(Qt::Key_Home);
    const Seen second = seen();
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    const Seen third = seen();
    press(Qt::Key_End);
    trigger(Command::undo);
    EXPECT_EQ(seen(), second);
    press(Qt::Key_End);
    trigger(Command::undo);
    EXPECT_EQ(seen(), first);
    EXPECT_EQ(branch_names(), QStringList{}) << "one caption is no tree";
    EXPECT_FALSE(window->commands().action(Command::undo)->isEnabled());
    trigger(Command::redo);
    trigger(Command::redo);
    EXPECT_EQ(seen(), third);
    EXPECT_FALSE(window->commands().action(Command::redo)->isEnabled());
    EXPECT_EQ(branch_names().size(), 3);
}

TEST_F(WhatIfTest, ABannedWordIsNotSaidUntilItIsAllowedAgain) {
    open_captioned({"cat.png"});
    press(Qt::Key_End);
    EXPECT_FALSE(window->commands().action(Command::ban_word)->isEnabled()) << "the end is no word";
    press(Qt::Key_Left);
    const Seen before = seen();
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    EXPECT_EQ(marked_word(), 3);
    ASSERT_NE(find<QToolButton>("Allow cat again"), nullptr);
    press(Qt::Key_Home);
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of other3 end")) << "the ban stays in force";
    trigger(Command::undo);
    trigger(Command::undo);
    EXPECT_EQ(seen(), before);
    EXPECT_EQ(find<QToolButton>("Allow cat again"), nullptr);
    trigger(Command::redo);
    click("Allow cat again");
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
    EXPECT_EQ(find<QToolButton>("Allow cat again"), nullptr);
    EXPECT_EQ(branch_names(), (QStringList{"As decoded", "Without cat"})) << "no caption stands in it twice";
}

TEST_F(WhatIfTest, ABannedWordThatAPersonForcesIsKeptAndSaidSo) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    const auto says = [this] {
        const auto* text = find<QLabel>("What-if message");
        return text != nullptr && text->text().contains("“photo”") && text->text().contains("kept");
    };
    EXPECT_FALSE(says());
    enter(Command::start_with, "Start the caption with", "a photo");
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
    EXPECT_TRUE(says());
    EXPECT_NE(find<QToolButton>("Allow photo again"), nullptr) << "the ban stays in force";
    return_to_window();
    enter(Command::whole_sentence, "A sentence of your own", "my photo sleeps");
    ASSERT_TRUE(wait_for_sentence("my photo sleeps end"));
    return_to_window();
    click("Allow photo again");
    settle();
    EXPECT_EQ(sentence(), QStringLiteral("my photo sleeps end")) << "nothing in it was the model's choice";
    EXPECT_EQ(find<QToolButton>("Allow photo again"), nullptr);
}

TEST_F(WhatIfTest, OtherSettingsHonourTheBansOfThePhoto) {
    const auto last = [this] {
        const std::lock_guard lock(log->mutex);
        return log->decoded.back();
    };
    open_captioned({"cat.png", "dog.png"});
    press(Qt::Key_End);
    press(Qt::Key_Left);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    const auto method = [this] { return find<QComboBox>("Method"); };
    method()->setCurrentIndex(2);
    ASSERT_TRUE(wait_for_sentence("sample 0 of other3 end"));
    trigger(Command::another_sample);
    ASSERT_TRUE(wait_for([&] { return last().seed != 0; }));
    ASSERT_TRUE(wait_for([this] { return sentence().endsWith("of other3 end"); }));
    method()->setCurrentIndex(1);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    EXPECT_EQ(last().method, DecodingMethod::beam);
    EXPECT_EQ(last().banned, std::vector<std::string>{"cat"});
    enter(Command::whole_sentence, "A sentence of your own", "my cat sleeps");
    ASSERT_TRUE(wait_for_sentence("my cat sleeps end")) << "what a person gives is kept";
    return_to_window();

    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for_sentence("a photo of dog end"));
    EXPECT_TRUE(last().banned.empty()) << "another photo";
    trigger(Command::previous_photo);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    click("Allow cat again");
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
    method()->setCurrentIndex(0);
    ASSERT_TRUE(wait_for([&] { return last().method == DecodingMethod::greedy; }));
    EXPECT_TRUE(last().banned.empty());
}

TEST_F(WhatIfTest, AnotherModelHonoursTheBansToo) {
    open_captioned({"cat.png", "dog.png"});
    press(Qt::Key_Right);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for_sentence("a photo of dog end"));
    press(Qt::Key_End);
    press(Qt::Key_Left);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a photo of other3 end"));
    window->openModel(QStringLiteral("/models/other.safetensors"));
    ASSERT_TRUE(wait_for([this] { return branch_names().isEmpty(); })) << "what the other model said is gone";
    ASSERT_TRUE(wait_for([this] { return find<QToolButton>("Allow dog again") != nullptr; }));
    EXPECT_EQ(sentence(), QStringLiteral("a photo of other3 end"));
    trigger(Command::previous_photo);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    EXPECT_EQ(find<QToolButton>("Allow dog again"), nullptr);
    click("Allow photo again");
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
}

TEST_F(WhatIfTest, ABannedWordIsNotSaidOfThePhotoWithoutARegion) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    trigger(Command::region_rectangle);
    press(Qt::Key_Right);
    trigger(Command::hide_by_blur);
    ASSERT_TRUE(wait_for([&] { return find<QWidget>("Comparison") != nullptr; }));
    const std::lock_guard lock(log->mutex);
    EXPECT_EQ(log->decoded.back().banned, std::vector<std::string>{"photo"});
}

TEST_F(WhatIfTest, AWordOfOnesOwnIsSaidAndAnUnknownOneAnsweredWithKnownOnes) {
    open_captioned({"cat.png"});
    press(Qt::Key_Right);
    auto* dialog = enter(Command::type_word, "Type a word", "xyzzy");
    ASSERT_NE(dialog, nullptr);
    ASSERT_TRUE(wait_for([&] { return find<QLabel>("What is wrong with it") != nullptr; }));
    EXPECT_TRUE(find<QLabel>("What is wrong with it")->text().contains("“xyzzy”"));
    click("fizzy instead of xyzzy");
    auto* line = find<QLineEdit>("Type a word");
    EXPECT_EQ(line->text(), QStringLiteral("fizzy"));
    EXPECT_EQ(find<QLabel>("What is wrong with it"), nullptr);
    QTest::keyClick(line, Qt::Key_Return);
    ASSERT_TRUE(wait_for_sentence("a fizzy of cat end"));
    EXPECT_TRUE(wait_for([&] { return find<PhraseDialog>("Type a word") == nullptr; }));
    EXPECT_EQ(marked_word(), 1);
}

TEST_F(WhatIfTest, KnownWordsAreCompleted) {
    open_captioned({"cat.png"});
    trigger(Command::start_with);
    auto* line = find<QLineEdit>("Start the caption with");
    ASSERT_NE(line, nullptr);
    QTest::keyClicks(line, "a d");
    ASSERT_TRUE(wait_for([&] {
        line->completer()->setCompletionPrefix("d");
        return line->completer()->currentCompletion() == "a dog";
    }));
    line->completer()->setCompletionPrefix("q");
    EXPECT_EQ(line->completer()->completionCount(), 0);
}

TEST_F(WhatIfTest, ABeginningIsKeptAndTheModelGoesOn) {
    open_captioned({"cat.png"});
    enter(Command::start_with, "Start the caption with", "two dogs");
    ASSERT_TRUE(wait_for_sentence("two dogs of cat end"));
    EXPECT_EQ(marked_word(), 2) << "the first word that the model chose";
    return_to_window();
    press(Qt::Key_End);
    press(Qt::Key_Left);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("two dogs of other3 end")) << "what was given stays";
}

TEST_F(WhatIfTest, AWholeSentenceIsLookedAtWordByWord) {
    open_captioned({"cat.png"});
    const Seen before = seen();
    enter(Command::whole_sentence, "A sentence of your own", "my dog sleeps");
    ASSERT_TRUE(wait_for_sentence("my dog sleeps end"));
    EXPECT_EQ(marked_word(), 0);
    return_to_window();
    press(Qt::Key_Right);
    EXPECT_EQ(canvas()->layer().map.at(9), 1.0F) << "the fake looks along the diagonal";
    trigger(Command::undo);
    EXPECT_EQ(seen(), before);
}

TEST_F(WhatIfTest, BranchesAreWalkedRenamedAndRemoved) {
    open_captioned({"cat.png"});
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    press(Qt::Key_Right);
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 other1 of cat end"));
    branches()->setFocus();
    press(Qt::Key_Up);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    press(Qt::Key_Up);
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
    press(Qt::Key_Down);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));

    trigger(Command::rename_branch);
    auto* name = find<QLineEdit>("Name of the branch");
    ASSERT_NE(name, nullptr);
    name->setText("mine");
    QTest::keyClick(name, Qt::Key_Return);
    settle();
    EXPECT_EQ(branch_names().value(1), QStringLiteral("mine"));
    trigger(Command::undo);
    EXPECT_EQ(branch_names().value(1), QStringLiteral("a → other0 at word 1"));
    trigger(Command::redo);
    EXPECT_EQ(branch_names().value(1), QStringLiteral("mine"));

    trigger(Command::remove_branch);
    EXPECT_EQ(sentence(), QStringLiteral("a photo of cat end")) << "with what grew from it";
    EXPECT_EQ(branch_names(), QStringList{});
    trigger(Command::undo);
    EXPECT_EQ(sentence(), QStringLiteral("other0 photo of cat end"));
    EXPECT_EQ(branch_names().size(), 3);
}

TEST_F(WhatIfTest, TheSelectedBranchIsMarkedWithoutABlock) {
    open_captioned({"cat.png"});
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    press(Qt::Key_Right);
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 other1 of cat end"));
    for (const Command theme : {Command::theme_light, Command::theme_dark}) {
        trigger(theme);
        const QTreeWidgetItem* const item = branches()->currentItem();
        ASSERT_NE(item->parent(), nullptr);
        const QImage seen = branches()->viewport()->grab().toImage();
        QRect row = branches()->visualItemRect(item);
        const QColor ground = tonesOf(branches()->palette()).chip_hover;
        EXPECT_TRUE(is_colour(seen.pixelColor(row.right() - 3, row.center().y()), ground));
        row.setLeft(0); // with what stands before the item
        const QColor accent = branches()->palette().color(QPalette::Highlight);
        int block = 0;
        for (int y = row.top(); y <= row.bottom(); ++y) {
            for (int x = row.left(); x <= row.right(); ++x)
                block += is_colour(seen.pixelColor(x, y), accent, 10) ? 1 : 0;
        }
        EXPECT_LT(block, 4 * (row.width() + row.height())) << "no more than a frame";
    }
    trigger(Command::theme_system);
}

TEST_F(WhatIfTest, AlternativesHaveBarsAsLongAsTheyAreProbable) {
    open_captioned({"cat.png"});
    const QImage seen = alternatives()->viewport()->grab().toImage();
    const Tones& tones = tonesOf(alternatives()->palette());
    for (const auto& [row, colour, share] :
         {std::tuple(0, tones.accent, 0.75), std::tuple(1, tones.quiet_text, 0.2)}) {
        const QRect place = alternatives()->visualItemRect(alternatives()->item(row));
        int longest = 0;
        for (int y = place.bottom() - 6; y <= place.bottom(); ++y) {
            int length = 0;
            for (int x = place.left(); x <= place.right(); ++x)
                length += is_colour(seen.pixelColor(x, y), colour, 12) ? 1 : 0;
            longest = std::max(longest, length);
        }
        EXPECT_NEAR(static_cast<double>(longest) / place.width(), share, 0.03) << row;
    }
}

TEST_F(WhatIfTest, TwoBranchesAreComparedSideBySide) {
    open_captioned({"cat.png"});
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    trigger(Command::compare_branches);
    ASSERT_TRUE(wait_for([&] { return find<QWidget>("Comparison") != nullptr; }));
    QStringList left;
    for (const WordChip* each : window->findChildren<WordChip*>()) {
        if (each->isVisible())
            left += each->text();
    }
    EXPECT_EQ(left, (QStringList{"a", "photo", "of", "cat", "end", "other0", "photo", "of", "cat", "end"}));
}

TEST_F(WhatIfTest, ANewPhotoHasItsOwnBranchesAndTheOldOneKeepsThem) {
    open_captioned({"cat.png", "dog.png"});
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for_sentence("other0 photo of cat end"));
    trigger(Command::next_photo);
    ASSERT_TRUE(wait_for_sentence("a photo of dog end"));
    EXPECT_EQ(branch_names(), QStringList{});
    EXPECT_FALSE(window->commands().action(Command::undo)->isEnabled());
    trigger(Command::previous_photo);
    ASSERT_TRUE(wait_for_sentence("a photo of cat end"));
    EXPECT_EQ(branch_names(), (QStringList{"As decoded", "a → other0 at word 1"}));
}

TEST_F(WhatIfTest, NothingIsComputedOnTheThreadOfTheWindowAndLateAnswersAreDropped) {
    open_captioned({"cat.png", "dog.png"});
    log->hold = true;
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    press(Qt::Key_Right);
    press(Qt::Key_2); // outdates the first
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 1; }));
    trigger(Command::next_photo); // and this the second
    ASSERT_TRUE(wait_for([this] { return log->cancelled == 2; }));
    log->hold = false;
    ASSERT_TRUE(wait_for_sentence("a photo of dog end"));
    settle();
    EXPECT_EQ(sentence(), QStringLiteral("a photo of dog end"));
    const std::lock_guard lock(log->mutex);
    for (const std::thread::id thread : log->threads)
        EXPECT_NE(thread, std::this_thread::get_id());
}

TEST_F(WhatIfTest, TheWindowMayCloseWhileAQuestionIsBeingAnswered) {
    open_captioned({"cat.png"});
    log->hold = true;
    press(Qt::Key_2);
    ASSERT_TRUE(wait_for([this] { return log->waiting == 1; }));
    window.reset();
    EXPECT_EQ(log->cancelled, 1);
    EXPECT_TRUE(wait_for([] { return worker_threads() == 0; }));
}

/// Over the real engine and a toy model whose words are: a dog cat runs sits on grass.
class RealWhatIfTest : public WhatIfTest {
protected:
    std::unique_ptr<CaptionEngine> make_engine() override { return std::make_unique<CaptionerEngine>(); }
    PhotoReader make_reader() override {
        return [](const std::filesystem::path& path) { return read_photo(path); };
    }
    void SetUp() override {
        restart();
        const QString bundle = folder.filePath(QStringLiteral("toy.safetensors"));
        const QString photo = QStringLiteral(SACCADE_SOURCE_DIR "/resources/photos/dog.jpg");
        write_toy_bundle(bundle.toStdString());
        compute([&] {
            captioner = Captioner::load(bundle.toStdString());
            encoded = captioner->encode(read_photo(photo.toStdString()));
            greedy = decode_greedy(captioner, encoded);
        });
        window->openModel(bundle);
        window->open({photo});
        ASSERT_TRUE(wait_for([this] { return chip(0) != nullptr; }));
    }
    /// Not on this thread, which is the window's.
    static void compute(const std::function<void()>& work) { std::async(std::launch::async, work).get(); }

    /// Steps through the caption in the window, and holds every word, probability and map against one.
    void expect_shown(const Caption& expected) {
        ASSERT_TRUE(wait_for([&] { return words().size() == static_cast<int>(expected.steps.size()); }));
        for (std::size_t i = 0; i < expected.steps.size(); ++i) {
            const CaptionStep& step = expected.steps[i];
            const QString word = step.word == "<end>" ? "end" : QString::fromStdString(step.word);
            EXPECT_EQ(chip(static_cast<int>(i))->accessibleName(),
                      QStringLiteral("Word %1 of %2: %3, probability %4")
                          .arg(i + 1)
                          .arg(expected.steps.size())
                          .arg(word, percent(step.probability)));
            press(i == 0 ? Qt::Key_Home : Qt::Key_Right);
            EXPECT_EQ(canvas()->layer().map, step.attention);
            EXPECT_EQ(alternatives()->item(0)->text().toStdString().substr(0, 3),
                      step.alternatives[0].word == "<end>" ? "end" : step.alternatives[0].word.substr(0, 3));
        }
    }
    TokenId id(std::string_view word) const { return captioner->vocabulary().id(word); }

    std::shared_ptr<const Captioner> captioner;
    EncodedPhoto encoded;
    Caption greedy;
};

TEST_F(RealWhatIfTest, ChoosingGivesExactlyWhatADecodingSessionGives) {
    expect_shown(greedy);
    for (const int place : {0, 1, static_cast<int>(greedy.steps.size()) - 1}) {
        for (const int row : {1, 3}) {
            Caption expected;
            compute([&] {
                DecodingSession session(captioner, encoded);
                for (int i = 0; i < place; ++i)
                    session.choose(greedy.steps[static_cast<std::size_t>(i)].token);
                session.choose(session.next_words(row + 1).back().token);
                while (!session.finished() &&
                       session.size() < static_cast<std::size_t>(captioner->max_words()))
                    session.step();
                expected = session.caption();
            });
            press(Qt::Key_Home);
            for (int i = 0; i < place; ++i)
                press(Qt::Key_Right);
            const bool was_said = alternatives()->item(row)->text().toStdString() ==
                                  greedy.steps[static_cast<std::size_t>(place)].word;
            press(static_cast<Qt::Key>(Qt::Key_1 + row));
            if (was_said)
                continue;
            ASSERT_TRUE(wait_for([&] { return branch_names().size() == 2; })) << place << ' ' << row;
            expect_shown(expected);
            trigger(Command::undo);
            expect_shown(greedy);
        }
    }
}

TEST_F(RealWhatIfTest, ASentenceGetsTheProbabilitiesOfASession) {
    Caption expected;
    compute([&] {
        DecodingSession session(captioner, encoded);
        for (const char* word : {"a", "cat", "sits", "on", "grass", "<end>"})
            session.choose(id(word));
        expected = session.caption();
    });
    enter(Command::whole_sentence, "A sentence of your own", "A cat sits on grass.");
    ASSERT_TRUE(wait_for_sentence("a cat sits on grass end"));
    return_to_window();
    expect_shown(expected);
    const QString said = branches()->currentItem()->data(0, Qt::AccessibleTextRole).toString();
    EXPECT_TRUE(said.endsWith(QStringLiteral("−%1").arg(-expected.log_probability, 0, 'f', 2)))
        << said.toStdString();
}

TEST_F(RealWhatIfTest, ABanAndABeginningAreKept) {
    const QString said = QString::fromStdString(greedy.steps[0].word);
    Caption expected;
    compute([&] {
        DecodingSession session(captioner, encoded);
        session.choose(id("cat"));
        session.choose(id("sits"));
        while (!session.finished() && session.size() < static_cast<std::size_t>(captioner->max_words()))
            session.step();
        expected = session.caption();
    });
    enter(Command::start_with, "Start the caption with", "cat sits");
    ASSERT_TRUE(wait_for([&] { return sentence().startsWith("cat sits"); }));
    return_to_window();
    expect_shown(expected);
    trigger(Command::undo);
    press(Qt::Key_Home);
    ASSERT_TRUE(window->commands().action(Command::ban_word)->isEnabled());
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for([&] { return find<QToolButton>("Allow " + said + " again") != nullptr; }));
    EXPECT_FALSE(words().contains(said)) << sentence().toStdString();
}

TEST_F(RealWhatIfTest, ABannedWordOfABeginningDoesNotComeAgain) {
    const QString first = QString::fromStdString(greedy.steps[0].word);
    press(Qt::Key_Home);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for([&] { return find<QToolButton>("Allow " + first + " again") != nullptr; }));
    enter(Command::start_with, "Start the caption with", first + " " + first);
    ASSERT_TRUE(wait_for([&] { return sentence().startsWith(first + " " + first); }));
    EXPECT_EQ(words().count(first), 2) << sentence().toStdString();
}

TEST_F(RealWhatIfTest, UnknownWordsAreNamedWithTheirNearest) {
    enter(Command::whole_sentence, "A sentence of your own", "a dgo qqqqq");
    ASSERT_TRUE(wait_for([&] { return find<QLabel>("What is wrong with it") != nullptr; }));
    EXPECT_TRUE(find<QLabel>("What is wrong with it")->text().contains("“dgo”, “qqqqq”"));
    click("dog instead of dgo");
    EXPECT_EQ(find<QLineEdit>("A sentence of your own")->text(), QStringLiteral("a dog qqqqq"));
}

} // namespace
} // namespace saccade::test
