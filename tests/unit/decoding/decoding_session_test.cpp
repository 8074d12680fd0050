#include "core/decoding/batch_decoding.h"
#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/model/captioner_tensors.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>
#include <set>

namespace saccade {
namespace {

class Session : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner = toy_captioner();
    EncodedPhoto photo = captioner->encode(toy_photo(64, 64));
    DecodingSession session{captioner, photo};

    TokenId id(std::string_view word) const { return captioner->vocabulary().id(word); }
};

void expect_equal(const CaptionStep& left, const CaptionStep& right) {
    EXPECT_EQ(left.token, right.token);
    EXPECT_EQ(left.probability, right.probability);
    EXPECT_EQ(left.attention, right.attention);
}

TEST_F(Session, EveryStepSaysWhatTheModelThought) {
    const CaptionStep& step = session.step();
    EXPECT_EQ(step.word, captioner->vocabulary().word(step.token));
    EXPECT_EQ(step.attention.size(), 4U);
    EXPECT_NEAR(std::accumulate(step.attention.begin(), step.attention.end(), 0.0), 1, 1e-5);
    EXPECT_GE(step.attention_entropy, 0);
    EXPECT_LE(step.attention_entropy, std::log(4.0) + 1e-5);
    ASSERT_EQ(step.alternatives.size(), 8U); // 11 words less the three that are never emitted
    EXPECT_EQ(step.alternatives.front().token, step.token);
    EXPECT_EQ(step.alternatives.front().probability, step.probability);
    double sum = 0;
    double entropy = 0;
    for (std::size_t i = 0; i < step.alternatives.size(); ++i) {
        const double p = step.alternatives[i].probability;
        sum += p;
        entropy -= p > 0 ? p * std::log(p) : 0;
        if (i > 0) {
            EXPECT_LE(p, step.alternatives[i - 1].probability);
        }
    }
    EXPECT_NEAR(sum, 1, 1e-5);
    EXPECT_NEAR(step.entropy, entropy, 1e-4);
}

TEST_F(Session, NeverOffersPadUnkOrStart) {
    std::set<std::string> seen;
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        DecodingSession other(captioner, captioner->encode(toy_photo(64, 64, seed)), 100);
        while (!other.finished() && other.size() < 6) {
            for (const Alternative& alternative : other.step().alternatives)
                seen.insert(alternative.word);
        }
    }
    EXPECT_THAT(seen, testing::IsSupersetOf({"a", "dog", "<end>"}));
    for (const char* never : {"<pad>", "<unk>", "<start>"})
        EXPECT_FALSE(seen.contains(never));
}

TEST_F(Session, RefusesTokensThatCannotStandInACaption) {
    for (const TokenId token :
         {Vocabulary::pad, Vocabulary::unk, id("<start>"), TokenId{-1}, TokenId{11}, TokenId{1 << 30}})
        EXPECT_THROW(session.choose(token), UsageError) << token;
    EXPECT_EQ(session.size(), 0U);
}

TEST_F(Session, ChoosingAWordChangesWhatFollows) {
    DecodingSession dog = session;
    DecodingSession grass = session;
    dog.choose(id("dog"));
    grass.choose(id("grass"));
    EXPECT_EQ(dog.caption().steps[0].attention, grass.caption().steps[0].attention); // the same look ...
    EXPECT_NE(dog.step().probability, grass.step().probability);                     // ... another sentence
    EXPECT_EQ(session.size(), 0U);
}

TEST_F(Session, ChoosingTheMostProbableWordIsAStep) {
    DecodingSession other = session;
    const CaptionStep stepped = session.step();
    expect_equal(stepped, other.choose(stepped.token));
    if (!session.finished())
        expect_equal(session.step(), other.step());
}

TEST_F(Session, GoingBackLeadsToTheSameWords) {
    session.choose(id("dog"));
    session.choose(id("runs"));
    const CaptionStep third = session.choose(id("on"));
    session.back(2);
    EXPECT_EQ(session.size(), 1U);
    session.choose(id("runs"));
    expect_equal(session.choose(id("on")), third);
    session.back();
    session.back();
    session.back();
    EXPECT_EQ(session.size(), 0U);
    EXPECT_THROW(session.back(), UsageError);
}

TEST_F(Session, EndsWithEndAndComesBack) {
    session.choose(id("dog"));
    session.choose(id("<end>"));
    EXPECT_TRUE(session.finished());
    EXPECT_TRUE(session.caption().finished);
    EXPECT_EQ(session.caption().text(), "dog");
    EXPECT_THROW(session.step(), UsageError);
    EXPECT_THROW(session.choose(id("a")), UsageError);
    session.back();
    EXPECT_FALSE(session.finished());
    session.choose(id("runs"));
    EXPECT_EQ(session.caption().text(), "dog runs");
}

TEST_F(Session, LogProbabilityIsTheSumOfItsSteps) {
    session.choose(id("cat"));
    session.choose(id("sits"));
    session.choose(id("<end>"));
    const Caption caption = session.caption();
    double sum = 0;
    for (const CaptionStep& step : caption.steps)
        sum += std::log(static_cast<double>(step.probability));
    EXPECT_NEAR(caption.log_probability, sum, 1e-4);
}

TEST_F(Session, BranchesAtAnyStepWithAnyWord) {
    session.choose(id("a"));
    session.choose(id("dog"));
    session.choose(id("runs"));
    DecodingSession other = session.branch(1, id("cat"));
    EXPECT_EQ(other.caption().text(), "a cat");
    EXPECT_EQ(session.caption().text(), "a dog runs");
    DecodingSession by_hand{captioner, photo};
    by_hand.choose(id("a"));
    by_hand.choose(id("cat"));
    expect_equal(other.step(), by_hand.step());
    EXPECT_THROW(session.branch(4, id("cat")), UsageError);
    EXPECT_THROW(session.branch(1, Vocabulary::unk), UsageError);
}

TEST_F(Session, LooksAheadWithoutTakingAStep) {
    const std::vector<Alternative> words = session.next_words(3);
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(session.size(), 0U);
    EXPECT_NEAR(words[0].probability,
                std::exp(session.next_log_probabilities()[static_cast<std::size_t>(words[0].token)]), 1e-6);
    session.choose(words[2].token);
    EXPECT_EQ(session.rank(0), 2U);
    EXPECT_EQ(session.tokens(), std::vector<TokenId>{words[2].token});
    EXPECT_THROW(session.rank(1), UsageError);
}

TEST_F(Session, ListsAtLeastOneAlternative) {
    EXPECT_THROW(DecodingSession(captioner, photo, 0), UsageError);
}

TEST_F(Session, GreedyTakesTheMostProbableWordUntilTheEndOrTheLimit) {
    const Caption caption = decode_greedy(captioner, photo);
    EXPECT_EQ(caption.method, "greedy");
    EXPECT_LE(caption.word_count(), 6U);
    for (const CaptionStep& step : caption.steps)
        EXPECT_EQ(step.token, step.alternatives.front().token);
    EXPECT_EQ(decode_greedy(captioner, photo, {.max_words = 2}).steps.size(),
              std::min<std::size_t>(2, caption.steps.size()));
}

TEST_F(Session, GreedyStopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(decode_greedy(captioner, photo, {}, source.get_token()), Cancelled);
}

struct Variant {
    RecurrentCell cell;
    AttentionTiming timing;
};

class SavedAndTrained : public testing::TestWithParam<Variant> {};

INSTANTIATE_TEST_SUITE_P(Variants, SavedAndTrained,
                         testing::Values(Variant{RecurrentCell::gru, AttentionTiming::before},
                                         Variant{RecurrentCell::gru, AttentionTiming::after},
                                         Variant{RecurrentCell::lstm, AttentionTiming::before}));

/// The network as training runs it (teacher forcing over a batch) against a session over the saved bundle.
TEST_P(SavedAndTrained, AgreeStepByStep) {
    CaptionNetworkConfig config;
    config.cell = GetParam().cell;
    config.attention_timing = GetParam().timing;
    const TemporaryFolder folder;
    Bundle bundle = toy_bundle(9, config);
    write_bundle(folder.path() / "toy.safetensors", bundle);
    const auto saved = Captioner::load(folder.path() / "toy.safetensors");
    const Captioner::Impl trained = build_captioner("toy", std::move(bundle));

    const torch::NoGradGuard no_grad;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const Photo photo = toy_photo(80, 64, seed);
        const Caption caption = decode_greedy(saved, saved->encode(photo));
        const auto steps = static_cast<std::int64_t>(caption.steps.size());
        CaptionBatch batch{torch::zeros({1}, torch::kInt64), torch::empty({1, steps}, torch::kInt64),
                           torch::empty({1, steps}, torch::kInt64), torch::ones({1}),
                           std::vector<std::int64_t>(caption.steps.size(), 1)};
        for (std::int64_t t = 0; t < steps; ++t) {
            batch.inputs[0][t] =
                t == 0 ? saved->vocabulary().start() : caption.steps[static_cast<std::size_t>(t) - 1].token;
            batch.targets[0][t] = caption.steps[static_cast<std::size_t>(t)].token;
        }
        const torch::Tensor grid =
            trained.backbone->forward(to_tensor(preprocess(photo, Recipe::antialias, 64, 64)))
                .flatten(2)
                .transpose(1, 2);
        const DecoderRun run = trained.network->run(trained.network->encode(grid), batch);
        for (std::int64_t t = 0; t < steps; ++t) {
            const CaptionStep& step = caption.steps[static_cast<std::size_t>(t)];
            torch::Tensor logits = run.logits[t].clone();
            for (const TokenId never : {Vocabulary::pad, Vocabulary::unk, saved->vocabulary().start()})
                logits[never] = -1e9F;
            EXPECT_EQ(logits.argmax().item<std::int64_t>(), step.token);
            for (std::size_t cell = 0; cell < step.attention.size(); ++cell)
                EXPECT_NEAR(step.attention[cell],
                            run.attention[t][static_cast<std::int64_t>(cell)].item<float>(), 1e-5);
        }
    }
}

TEST_P(SavedAndTrained, BatchDecodingSaysTheSame) {
    CaptionNetworkConfig config;
    config.cell = GetParam().cell;
    config.attention_timing = GetParam().timing;
    const auto captioner = toy_captioner(11, config);
    std::vector<torch::Tensor> features, keys;
    std::vector<std::vector<TokenId>> expected;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        const EncodedPhoto photo = captioner->encode(toy_photo(64, 64, seed));
        features.push_back(photo.data().cells.features);
        keys.push_back(photo.data().cells.keys);
        const Caption caption = decode_greedy(captioner, photo);
        std::vector<TokenId>& tokens = expected.emplace_back();
        for (std::size_t i = 0; i < caption.word_count(); ++i)
            tokens.push_back(caption.steps[i].token);
    }
    std::vector<std::vector<TokenId>> said;
    for (const BatchCaption& caption :
         decode_batch(*captioner->impl().network, {torch::cat(features), torch::cat(keys)},
                      captioner->vocabulary(), captioner->max_words()))
        said.push_back(caption.words);
    EXPECT_EQ(said, expected);
}

} // namespace
} // namespace saccade
