#include "core/decoding/beam.h"
#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/decoding/sampling.h"
#include "core/support/error.h"
#include "tests/support/toy_captioner.h"
#include "tests/unit/decoding/caption_tokens.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace saccade {
namespace {

class Constraints : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner = toy_captioner(2);

    TokenId id(std::string_view word) const { return captioner->vocabulary().id(word); }
    EncodedPhoto photo(std::uint64_t seed) const { return captioner->encode(toy_photo(64, 64, seed)); }

    /// By every method that can: greedy, beams of several widths, samples.
    std::vector<Caption> captions(const DecodingOptions& options, std::uint64_t seed,
                                  bool samples = true) const {
        const EncodedPhoto encoded = photo(seed);
        std::vector<Caption> result{decode_greedy(captioner, encoded, options)};
        for (const int width : {1, 2, 5, 12}) {
            BeamOptions beam;
            static_cast<DecodingOptions&>(beam) = options;
            beam.width = width;
            beam.count = width;
            for (Caption& caption : decode_beam(captioner, encoded, beam))
                result.push_back(std::move(caption));
        }
        if (samples) {
            SamplingOptions sampling;
            static_cast<DecodingOptions&>(sampling) = options;
            sampling.count = 20;
            sampling.seed = seed;
            sampling.temperature = 1.5;
            for (Caption& caption : decode_samples(captioner, encoded, sampling))
                result.push_back(std::move(caption));
        }
        return result;
    }
};

TEST_F(Constraints, ABannedWordNeverAppears) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        for (const char* banned : {"dog", "a", "grass"}) {
            DecodingOptions options;
            options.constraints.banned = {id(banned), id("cat")};
            for (const Caption& caption : captions(options, seed)) {
                EXPECT_THAT(tokens_of(caption), testing::Not(testing::Contains(id(banned))))
                    << caption.method;
                EXPECT_THAT(tokens_of(caption), testing::Not(testing::Contains(id("cat")))) << caption.method;
            }
        }
    }
}

TEST_F(Constraints, ThePrefixIsSaidFirstAndCounts) {
    DecodingOptions options;
    options.constraints.prefix = {id("grass"), id("on"), id("grass")};
    for (const Caption& caption : captions(options, 3)) {
        ASSERT_GE(caption.steps.size(), 3U);
        std::vector<TokenId> first = tokens_of(caption);
        first.resize(3);
        EXPECT_EQ(first, options.constraints.prefix);
        double sum = 0;
        for (const CaptionStep& step : caption.steps)
            sum += std::log(static_cast<double>(step.probability));
        EXPECT_NEAR(caption.log_probability, sum, 1e-3);
    }
}

TEST_F(Constraints, ABannedWordOfThePrefixIsSaidThereAndNeverAgain) {
    bool tempted = false;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        for (const char* word : {"dog", "a", "grass"}) {
            DecodingOptions options;
            options.constraints.prefix = {id(word)};
            for (const Caption& caption : captions(options, seed))
                tempted = tempted || std::ranges::count(tokens_of(caption), id(word)) > 1;
            options.constraints.banned = {id(word)};
            for (const Caption& caption : captions(options, seed)) {
                EXPECT_EQ(caption.steps.front().token, id(word)) << caption.method;
                EXPECT_EQ(std::ranges::count(tokens_of(caption), id(word)), 1) << caption.method;
            }
        }
    }
    EXPECT_TRUE(tempted) << "without the ban some of these words come again";
}

TEST_F(Constraints, RequiredWordsAppear) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        DecodingOptions options;
        options.constraints.required = {id("cat"), id("grass"), id("cat")};
        for (const Caption& caption : captions(options, seed, false)) {
            const std::vector<TokenId> tokens = tokens_of(caption);
            EXPECT_GE(std::ranges::count(tokens, id("cat")), 2) << caption.text();
            EXPECT_GE(std::ranges::count(tokens, id("grass")), 1) << caption.text();
            EXPECT_LE(tokens.size(), 6U);
        }
    }
}

/// Where they fit best, not at the end because there they must.
TEST_F(Constraints, ABeamFindsTheBestPlaceForARequiredWord) {
    DecodingOptions wanted;
    wanted.constraints.required = {id("sits")};
    BeamOptions wide;
    static_cast<DecodingOptions&>(wide) = wanted;
    wide.width = 200;
    wide.max_words = 3;
    wanted.max_words = 3;
    double best = -1e9;
    const EncodedPhoto encoded = photo(1);
    const std::size_t words = captioner->vocabulary().size();
    for (TokenId first = 3; first < static_cast<TokenId>(words); ++first) {
        for (TokenId second = 3; second < static_cast<TokenId>(words); ++second) {
            if ((first == id("sits")) == (second == id("sits")) || first == captioner->vocabulary().end() ||
                second == captioner->vocabulary().end())
                continue;
            const std::vector<TokenId> sentence{first, second};
            best = std::max(best, decode_forced(captioner, encoded, sentence).log_probability);
        }
    }
    best =
        std::max(best, decode_forced(captioner, encoded, std::vector<TokenId>{id("sits")}).log_probability);
    best = std::max(
        best,
        decode_forced(captioner, encoded, std::vector<TokenId>{id("sits"), id("sits")}).log_probability);
    const Caption found = decode_beam(captioner, encoded, wide).at(0);
    EXPECT_NEAR(found.log_probability, best, 1e-5) << found.text();
    EXPECT_GE(found.log_probability, decode_greedy(captioner, encoded, wanted).log_probability - 1e-6);
}

TEST_F(Constraints, NoRunOfWordsStandsTwice) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        for (const int length : {1, 2}) {
            DecodingOptions options;
            options.constraints.no_repeat_ngram = length;
            options.max_words = 12;
            for (const Caption& caption : captions(options, seed)) {
                const std::vector<TokenId> tokens = tokens_of(caption);
                std::multiset<std::vector<TokenId>> runs;
                for (std::size_t i = 0; i + static_cast<std::size_t>(length) <= tokens.size(); ++i)
                    runs.insert({tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                 tokens.begin() + static_cast<std::ptrdiff_t>(i) + length});
                for (const auto& run : runs)
                    EXPECT_EQ(runs.count(run), 1U) << caption.text();
            }
        }
    }
}

TEST_F(Constraints, TheLimitHoldsForEveryMethod) {
    DecodingOptions options;
    options.max_words = 2;
    for (const Caption& caption : captions(options, 1))
        EXPECT_LE(caption.steps.size(), 2U) << caption.method;
}

TEST_F(Constraints, ContradictionsAreRefused) {
    const EncodedPhoto encoded = photo(1);
    const auto refused = [&](const auto& change) {
        DecodingOptions options;
        change(options.constraints);
        EXPECT_THROW(decode_greedy(captioner, encoded, options), UsageError);
    };
    refused([&](WordConstraints& c) { c.banned = c.required = {id("dog")}; });
    refused([&](WordConstraints& c) { c.required.assign(7, id("dog")); });
    refused([&](WordConstraints& c) { c.prefix.assign(7, id("dog")); });
    refused([&](WordConstraints& c) { c.required = {captioner->vocabulary().end()}; });
    refused([&](WordConstraints& c) { c.banned = {captioner->vocabulary().end()}; });
    refused([&](WordConstraints& c) { c.prefix = {Vocabulary::unk}; });
    refused([&](WordConstraints& c) { c.banned = {-1}; });
    refused([&](WordConstraints& c) { c.banned = {11}; });
    refused([&](WordConstraints& c) { c.no_repeat_ngram = -1; });
    refused([&](WordConstraints& c) { c.repetition_penalty = -1; });
    refused([&](WordConstraints& c) { c.repetition_penalty = NAN; });
}

class Repetition : public testing::Test {
protected:
    const Vocabulary english = Vocabulary::from_words(
        {"<pad>", "<unk>", "<start>", "<end>", "a", "the", "of", "with", "is", "dog", "cat"});
    WordConstraints constraints;

    TokenId id(std::string_view word) const { return english.id(word); }
    /// Log-probabilities of a step; other words are as good as impossible.
    std::vector<double> row(const std::map<std::string, double>& words) const {
        std::vector<double> result(english.size(), -50);
        for (const auto& [word, value] : words)
            result[static_cast<std::size_t>(id(word))] = value;
        return result;
    }
};

TEST_F(Repetition, CostsAContentWordEachTimeItWasSaid) {
    constraints.repetition_penalty = 2;
    constraints.prefix = {id("a")};
    const ConstraintRules rules(constraints, english, 8);
    std::vector<double> scores(english.size(), -1);
    rules.penalise(std::vector<TokenId>{id("a"), id("dog"), id("with"), id("dog"), id("cat")}, scores);
    EXPECT_EQ(scores[static_cast<std::size_t>(id("dog"))], -5);
    EXPECT_EQ(scores[static_cast<std::size_t>(id("cat"))], -3);
    for (const char* const word : {"a", "with", "<end>", "the"})
        EXPECT_EQ(scores[static_cast<std::size_t>(id(word))], -1) << word;
    const std::vector<double> before(english.size(), -1);
    scores = before;
    rules.penalise({}, scores); // where the first word is given anyway
    EXPECT_EQ(scores, before);
}

TEST_F(Repetition, ChangesWhatABeamFindsAndNotWhatItReports) {
    const auto found = [&](double penalty) {
        constraints.repetition_penalty = penalty;
        const ConstraintRules rules(constraints, english, 8);
        BeamOptions options;
        options.width = 2;
        BeamSearch search(options, rules, english.end(), 8);
        const auto step = [&](const std::map<std::string, double>& words) {
            std::vector<std::vector<double>> rows(search.live().size(), row(words));
            search.advance(rows);
        };
        step({{"dog", -0.1}});
        step({{"dog", -0.2}, {"cat", -1.5}});
        step({{"<end>", 0}});
        return search.best().at(0);
    };
    const BeamHypothesis stammer = found(0);
    EXPECT_EQ(stammer.words, (std::vector<TokenId>{id("dog"), id("dog"), english.end()}));
    const BeamHypothesis varied = found(4);
    EXPECT_EQ(varied.words, (std::vector<TokenId>{id("dog"), id("cat"), english.end()}));
    EXPECT_NEAR(varied.log_probability, -1.6, 1e-9);
    EXPECT_NEAR(varied.score, -1.6, 1e-9);
    const BeamHypothesis dear = found(1); // -0.3 - 1 is still better than -1.6
    EXPECT_EQ(dear.words, stammer.words);
    EXPECT_NEAR(dear.log_probability, -0.3, 1e-9);
    EXPECT_NEAR(dear.score, -1.3, 1e-9);
}

TEST_F(Constraints, ForcedDecodingSaysTheSentenceAndItsEnd) {
    const std::vector<TokenId> words{id("a"), id("dog"), id("runs")};
    const Caption caption = decode_forced(captioner, photo(1), words);
    EXPECT_EQ(caption.text(), "a dog runs");
    EXPECT_EQ(caption.method, "forced");
    EXPECT_TRUE(caption.finished);
    EXPECT_EQ(caption.steps.size(), 4U);
    EXPECT_EQ(decode_forced(captioner, photo(1), {}).text(), "");
    EXPECT_THROW(decode_forced(captioner, photo(1), std::vector<TokenId>{Vocabulary::unk}), UsageError);
    EXPECT_THROW(decode_forced(captioner, photo(1), std::vector<TokenId>{id("<end>"), id("a")}), UsageError);
}

} // namespace
} // namespace saccade
