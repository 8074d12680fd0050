#include "core/support/error.h"
#include "core/text/vocabulary.h"

#include <gmock/gmock.h>

namespace saccade {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Captions = std::vector<std::vector<std::string>>;

const Captions dogs{{"a", "dog", "runs"}, {"a", "cat", "sees", "a", "dog"}, {"a", "bird"}};

std::string fault_of(const std::vector<std::string>& words) {
    try {
        Vocabulary::from_words(words);
    } catch (const Error& error) {
        return error.what();
    }
    return "none";
}

} // namespace

TEST(VocabularyCount, NumbersByFallingCountThenFirstAppearance) {
    const Vocabulary vocabulary = Vocabulary::count(dogs);
    EXPECT_THAT(vocabulary.words(),
                ElementsAre("<pad>", "<unk>", "a", "<start>", "<end>", "dog", "runs", "cat", "sees", "bird"));
    EXPECT_EQ(vocabulary.size(), 10U);
    EXPECT_EQ(vocabulary.start(), 3);
    EXPECT_EQ(vocabulary.end(), 4);
}

TEST(VocabularyCount, KeepsIdsBelowTheMaximum) {
    const Vocabulary vocabulary = Vocabulary::count(dogs, 6);
    EXPECT_THAT(vocabulary.words(), ElementsAre("<pad>", "<unk>", "a", "<start>", "<end>", "dog"));
    EXPECT_THAT(vocabulary.encode(dogs[1]), ElementsAre(3, 2, 1, 1, 2, 5, 4));
}

TEST(VocabularyCount, LeavesRareWordsOutButNeverTheMarkers) {
    EXPECT_THAT(Vocabulary::count(dogs, 5000, 2).words(),
                ElementsAre("<pad>", "<unk>", "a", "<start>", "<end>", "dog"));
    EXPECT_THAT(Vocabulary::count(dogs, 5000, 100).words(),
                ElementsAre("<pad>", "<unk>", "<start>", "<end>"));
}

TEST(VocabularyCount, RefusesASizeWithoutRoomForTheMarkers) {
    EXPECT_THROW(Vocabulary::count(dogs, 0), UsageError);
    EXPECT_THROW(Vocabulary::count(dogs, 4), UsageError); // "a" is more frequent and takes the first place
    EXPECT_NO_THROW(Vocabulary::count(dogs, 5));
}

TEST(VocabularyCount, RefusesNoCaptions) {
    EXPECT_THROW(Vocabulary::count({}), UsageError);
}

TEST(VocabularyCount, CaptionsWithoutWordsStillTeachTheMarkers) {
    EXPECT_THAT(Vocabulary::count(Captions{{}, {}}).words(),
                ElementsAre("<pad>", "<unk>", "<start>", "<end>"));
}

TEST(VocabularyCount, SpecialTokensSpeltInACaptionAreUnknownWords) {
    const Captions captions{{"a", "<end>", "<pad>", "<unk>", "<start>", "<end>", "<end>"}};
    const Vocabulary vocabulary = Vocabulary::count(captions);
    EXPECT_THAT(vocabulary.words(), ElementsAre("<pad>", "<unk>", "<start>", "a", "<end>"));
    EXPECT_THAT(vocabulary.encode(captions[0]), ElementsAre(2, 3, 1, 1, 1, 1, 1, 1, 4));
}

TEST(Vocabulary, RoundTripsThroughItsWords) {
    const Vocabulary counted = Vocabulary::count(dogs);
    const Vocabulary reread = Vocabulary::from_words(counted.words());
    EXPECT_EQ(reread.words(), counted.words());
    EXPECT_EQ(reread.start(), counted.start());
    EXPECT_EQ(reread.end(), counted.end());
    for (std::size_t i = 0; i < counted.size(); ++i) {
        const auto id = static_cast<TokenId>(i);
        EXPECT_EQ(reread.id(reread.word(id)), id);
    }
}

TEST(Vocabulary, FromWordsSaysWhatIsWrong) {
    EXPECT_EQ(fault_of({"<pad>", "<unk>", "<end>", "<start>", "dog"}), "none");
    EXPECT_THAT(fault_of({}), HasSubstr("begin with <pad> and <unk>"));
    EXPECT_THAT(fault_of({"<unk>", "<pad>", "<start>", "<end>"}), HasSubstr("begin with <pad> and <unk>"));
    EXPECT_THAT(fault_of({"<pad>", "<unk>", "<end>"}), HasSubstr("lacks <start>"));
    EXPECT_THAT(fault_of({"<pad>", "<unk>", "<start>"}), HasSubstr("lacks <end>"));
    EXPECT_THAT(fault_of({"<pad>", "<unk>", "<start>", "<end>", "dog", "dog"}), HasSubstr("\"dog\" twice"));
}

TEST(Vocabulary, UnknownWordsAndIds) {
    const Vocabulary vocabulary = Vocabulary::count(dogs);
    EXPECT_EQ(vocabulary.id("giraffe"), Vocabulary::unk);
    EXPECT_EQ(vocabulary.id(""), Vocabulary::unk);
    EXPECT_THROW(vocabulary.word(-1), UsageError);
    EXPECT_THROW(vocabulary.word(10), UsageError);
}

TEST(Vocabulary, PadUnkAndStartAreNeverEmitted) {
    const Vocabulary vocabulary = Vocabulary::count(dogs);
    std::vector<std::string> never;
    for (std::size_t i = 0; i < vocabulary.size(); ++i)
        if (vocabulary.is_never_emitted(static_cast<TokenId>(i)))
            never.push_back(vocabulary.words()[i]);
    EXPECT_THAT(never, ElementsAre("<pad>", "<unk>", "<start>"));
}

} // namespace saccade
