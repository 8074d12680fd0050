// Taking the sentence apart: other words, banned words, beginnings, sentences, branches, undoing.

#include "tests/ui/what_if_fixture.h"
#include "ui/studio/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <tuple>

namespace saccade::test {
namespace {

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

TEST_F(WhatIfTest, TheListOfABeamIsMadeAnewWithoutABannedWord) {
    const auto list = [this] { return find<QListWidget>(QStringLiteral("Captions found")); };
    const auto listed = [&] {
        QStringList texts;
        for (int i = 0; list() != nullptr && i < list()->count(); ++i)
            texts += list()->item(i)->text().section(QLatin1Char('\n'), 0, 0);
        return texts;
    };
    const QStringList before{"a photo of cat", "photo cat", "cat"};
    const QStringList without{"a photo of other3", "photo other1", "other0"};
    open_captioned({"cat.png"});
    find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(1);
    ASSERT_TRUE(wait_for([&] { return listed() == before; }));
    press(Qt::Key_End);
    press(Qt::Key_Left);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for([&] { return listed() == without; }));
    EXPECT_EQ(sentence(), QStringLiteral("a photo of other3 end"));
    EXPECT_EQ(list()->currentRow(), 0) << "what is shown is marked";

    trigger(Command::undo);
    EXPECT_EQ(sentence(), QStringLiteral("a photo of cat end"));
    ASSERT_TRUE(wait_for([&] { return listed() == before; }));
    EXPECT_EQ(list()->currentRow(), 0);

    log->hold = true; // until the list is made anew what has the word is not offered
    trigger(Command::redo);
    EXPECT_EQ(sentence(), QStringLiteral("a photo of other3 end"));
    EXPECT_EQ(listed(), before);
    EXPECT_EQ(list()->currentRow(), -1);
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(list()->item(i)->flags() & Qt::ItemIsEnabled) << i;
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                      list()->visualItemRect(list()->item(1)).center());
    EXPECT_EQ(sentence(), QStringLiteral("a photo of other3 end"));
    log->hold = false;
    ASSERT_TRUE(wait_for([&] { return listed() == without; }));
    list()->setCurrentRow(1);
    EXPECT_EQ(sentence(), QStringLiteral("photo other1 end"));
    click("Allow cat again");
    ASSERT_TRUE(wait_for([&] { return listed() == before; }));
}

TEST_F(WhatIfTest, AListThatIsMadeWhileAnotherPhotoIsOpenedIsDropped) {
    open_captioned({"cat.png", "dog.png"});
    find<QComboBox>(QStringLiteral("Method"))->setCurrentIndex(1);
    ASSERT_TRUE(wait_for([this] { return find<QListWidget>(QStringLiteral("Captions found")) != nullptr; }));
    const auto* list = find<QListWidget>(QStringLiteral("Captions found"));
    press(Qt::Key_Right);
    trigger(Command::ban_word);
    ASSERT_TRUE(wait_for_sentence("a other1 of cat end"));
    log->hold = true;
    trigger(Command::undo);
    trigger(Command::next_photo);
    log->hold = false;
    ASSERT_TRUE(wait_for_sentence("a photo of dog end"));
    settle();
    EXPECT_TRUE(list->item(0)->text().startsWith(QStringLiteral("a photo of dog")));
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
    ASSERT_NO_FATAL_FAILURE(open_with_two_branches());
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
    ASSERT_NO_FATAL_FAILURE(open_with_two_branches());
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

} // namespace
} // namespace saccade::test
