#include "core/support/error.h"
#include "core/text/sentence.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

const Vocabulary vocabulary = Vocabulary::from_words(
    {"<pad>", "<unk>", "<start>", "<end>", "a", "dog", "runs", "grass", "motorcycle", "do", "n't"});

std::string complaint(std::string_view sentence) {
    try {
        sentence_tokens(sentence, *make_ptb_tokenizer(), vocabulary);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(Sentence, IsCutAsTheModelsTokenizerCuts) {
    EXPECT_EQ(sentence_tokens("A dog runs.", *make_keras_tokenizer(), vocabulary),
              (std::vector<TokenId>{4, 5, 6}));
    EXPECT_EQ(
        sentence_tokens("dogs? don't", *make_ptb_tokenizer(),
                        Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "dogs", "do", "n't"})),
        (std::vector<TokenId>{4, 5, 6}));
    EXPECT_TRUE(sentence_tokens("", *make_ptb_tokenizer(), vocabulary).empty());
}

TEST(Sentence, EveryUnknownWordIsNamedOnceWithItsNearest) {
    EXPECT_EQ(complaint("a motorcicle runs on grass, motorcicle"),
              "The model does not know \"motorcicle\" (nearest: \"motorcycle\"), \"on\".");
    EXPECT_EQ(complaint("dgo"), "The model does not know \"dgo\" (nearest: \"dog\").");
    EXPECT_EQ(complaint("xylophone"), "The model does not know \"xylophone\".");
    EXPECT_EQ(complaint(std::string(5000, 'x')).substr(0, 30), "The model does not know \"xxxxx");
}

TEST(Sentence, UnknownWordsComeWithSeveralThatAreNear) {
    const Vocabulary dogs = Vocabulary::from_words(
        {"<pad>", "<unk>", "<start>", "<end>", "dots", "dogs", "dig", "dog", "fog", "cat"});
    try {
        sentence_tokens("dgo cat qqqq", *make_ptb_tokenizer(), dogs);
        FAIL();
    } catch (const UnknownWords& error) {
        ASSERT_EQ(error.words().size(), 2U);
        EXPECT_EQ(error.words()[0].word, "dgo");
        EXPECT_EQ(error.words()[0].nearest, std::vector<std::string>{"dog"});
        EXPECT_TRUE(error.words()[1].nearest.empty());
    }
    try {
        sentence_tokens("dogz", *make_ptb_tokenizer(), dogs);
        FAIL();
    } catch (const UnknownWords& error) {
        EXPECT_EQ(error.words()[0].nearest, (std::vector<std::string>{"dogs", "dog"}));
    }
}

TEST(Sentence, SpecialWordsAreNotWords) {
    EXPECT_THROW(sentence_tokens("a <start> dog", *make_keras_tokenizer(),
                                 Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "a", "dog"})),
                 UsageError);
    EXPECT_EQ(complaint("a dog"), "");
}

} // namespace
} // namespace saccade
