#include "core/text/letter_case.h"
#include "core/text/vocabulary.h"

#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::Pair;

TEST(LetterCase, IsLearnedFromWordsWithinSentences) {
    const std::vector<std::string> captions{"A German shepherd runs .",
                                            "Two dogs and a German Shepherd play.",
                                            "The german shepherd sits.",
                                            "A man watches TV.",
                                            "A woman (and her cat) watch TV, quietly",
                                            "Boston terriers run. Dogs bark.",
                                            "Dogs run; a dog barks"};
    // "Shepherd" is mostly small; "Boston" and "Dogs" began sentences.
    EXPECT_THAT(learn_letter_case(captions), ElementsAre(Pair("german", "German"), Pair("tv", "TV")));
}

TEST(LetterCase, TakesNothingFromCaptionsInCapitals) {
    const std::vector<std::string> captions{"A MAN RIDES A HORSE", "A MAN RIDES A BIKE", "Man On A Horse",
                                            "Woman On A Horse"};
    EXPECT_TRUE(learn_letter_case(captions).empty());
    EXPECT_TRUE(learn_letter_case({}).empty());
}

TEST(LetterCase, StandsInTheVocabulary) {
    Vocabulary vocabulary = Vocabulary::from_words({"<pad>", "<unk>", "<start>", "<end>", "german", "dog"});
    vocabulary.set_written_forms({{"german", "German"}, {"tv", "TV"}});
    EXPECT_EQ(vocabulary.written(4), "German");
    EXPECT_EQ(vocabulary.written(5), "dog");
    EXPECT_THAT(vocabulary.written_forms(), ElementsAre(Pair("german", "German")));
}

} // namespace
} // namespace saccade
