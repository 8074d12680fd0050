// Taking the sentence apart over the real engine: the window shows what a DecodingSession says.

#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/image/decode.h"
#include "tests/ui/toy_bundle_file.h"
#include "tests/ui/what_if_fixture.h"
#include "ui/services/captioner_engine.h"

#include <QLabel>
#include <QToolButton>

#include <future>

namespace saccade::test {
namespace {

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
