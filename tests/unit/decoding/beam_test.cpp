#include "core/decoding/beam.h"
#include "core/decoding/decoding_session.h"
#include "core/decoding/greedy.h"
#include "core/support/error.h"
#include "tests/support/toy_captioner.h"
#include "tests/unit/decoding/caption_tokens.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace saccade {
namespace {

std::vector<CaptionNetworkConfig> variants() {
    std::vector<CaptionNetworkConfig> result;
    for (const RecurrentCell cell : {RecurrentCell::gru, RecurrentCell::lstm}) {
        for (const AttentionTiming timing : {AttentionTiming::before, AttentionTiming::after}) {
            CaptionNetworkConfig config;
            config.cell = cell;
            config.attention_timing = timing;
            config.context_gate = timing == AttentionTiming::after;
            config.initial_state = cell == RecurrentCell::lstm ? InitialState::mean : InitialState::zero;
            result.push_back(config);
        }
    }
    return result;
}

class Beam : public testing::Test {
protected:
    std::shared_ptr<const Captioner> captioner = toy_captioner();
    EncodedPhoto photo = captioner->encode(toy_photo(64, 64));

    TokenId id(std::string_view word) const { return captioner->vocabulary().id(word); }
};

TEST(BeamOfOne, IsGreedy) {
    for (const CaptionNetworkConfig& config : variants()) {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            const auto captioner = toy_captioner(seed, config);
            const EncodedPhoto photo = captioner->encode(toy_photo(64, 64, seed));
            BeamOptions options;
            options.width = 1;
            const Caption beam = decode_beam(captioner, photo, options).at(0);
            const Caption greedy = decode_greedy(captioner, photo);
            EXPECT_EQ(tokens_of(beam), tokens_of(greedy));
            EXPECT_EQ(beam.finished, greedy.finished);
            EXPECT_NEAR(beam.log_probability, greedy.log_probability, 1e-5);
        }
    }
}

/// Every sentence of at most `limit` steps, scored one by one.
struct ScoredWords {
    std::vector<TokenId> tokens;
    double score;
    bool finished;
};

std::vector<ScoredWords> all_sentences(const std::shared_ptr<const Captioner>& captioner,
                                       const EncodedPhoto& photo, std::size_t limit, double penalty) {
    std::vector<ScoredWords> result;
    const Vocabulary& vocabulary = captioner->vocabulary();
    const std::function<void(const DecodingSession&)> extend = [&](const DecodingSession& session) {
        if (session.finished() || session.size() == limit) {
            result.push_back({session.tokens(),
                              beam_score(session.caption().log_probability, session.size(), penalty),
                              session.finished()});
            return;
        }
        for (TokenId token = 0; token < static_cast<TokenId>(vocabulary.size()); ++token) {
            if (!vocabulary.is_never_emitted(token))
                extend(session.branch(session.size(), token));
        }
    };
    extend(DecodingSession(captioner, photo, 1));
    std::ranges::sort(result, [](const ScoredWords& a, const ScoredWords& b) {
        return a.finished != b.finished ? a.finished : a.score > b.score;
    });
    return result;
}

TEST(WideBeam, FindsWhatExhaustiveSearchFinds) {
    for (const double penalty : {0.0, 0.8, 3.0}) {
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const auto captioner = toy_captioner(seed);
            const EncodedPhoto photo = captioner->encode(toy_photo(64, 64, seed));
            const std::vector<ScoredWords> all = all_sentences(captioner, photo, 3, penalty);
            BeamOptions options;
            options.width = 512; // eight words: no more hypotheses of two words than 64
            options.count = 20;
            options.max_words = 3;
            options.length_penalty = penalty;
            const std::vector<Caption> found = decode_beam(captioner, photo, options);
            ASSERT_EQ(found.size(), 20U);
            for (std::size_t i = 0; i < found.size(); ++i) {
                EXPECT_NEAR(found[i].score, all[i].score, 1e-5) << i << ' ' << penalty;
                EXPECT_EQ(found[i].finished, all[i].finished);
            }
            EXPECT_EQ(tokens_of(found[0]), all[0].tokens);
        }
    }
}

TEST(BestHypothesis, CarriesItsOwnReasons) {
    for (const CaptionNetworkConfig& config : variants()) {
        const auto captioner = toy_captioner(4, config);
        const EncodedPhoto photo = captioner->encode(toy_photo(64, 64, 4));
        BeamOptions options;
        options.width = 4;
        options.count = 4;
        for (const Caption& found : decode_beam(captioner, photo, options)) {
            DecodingSession forced(captioner, photo);
            for (const TokenId token : tokens_of(found))
                forced.choose(token);
            const Caption expected = forced.caption();
            EXPECT_NEAR(found.log_probability, expected.log_probability, 1e-5);
            for (std::size_t i = 0; i < found.steps.size(); ++i) {
                const CaptionStep& step = found.steps[i];
                EXPECT_NEAR(step.probability, expected.steps[i].probability, 1e-5);
                EXPECT_NEAR(step.entropy, expected.steps[i].entropy, 1e-4);
                EXPECT_THAT(step.attention,
                            testing::Pointwise(testing::FloatNear(1e-5F), expected.steps[i].attention));
                ASSERT_EQ(step.alternatives.size(), expected.steps[i].alternatives.size());
                EXPECT_EQ(step.alternatives[0].token, expected.steps[i].alternatives[0].token);
            }
        }
    }
}

TEST_F(Beam, GivesSeveralCaptionsBestFirst) {
    BeamOptions options;
    options.count = 5;
    const std::vector<Caption> found = decode_beam(captioner, photo, options);
    ASSERT_EQ(found.size(), 5U);
    std::set<std::vector<TokenId>> different;
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].method, "beam");
        different.insert(tokens_of(found[i]));
        if (i > 0 && found[i].finished == found[i - 1].finished) {
            EXPECT_LE(found[i].score, found[i - 1].score);
        }
    }
    EXPECT_EQ(different.size(), 5U);
}

TEST_F(Beam, ALengthPenaltyFavoursLongCaptions) {
    BeamOptions options;
    const std::size_t plain = decode_beam(captioner, photo, options).at(0).steps.size();
    options.length_penalty = 10;
    EXPECT_GE(decode_beam(captioner, photo, options).at(0).steps.size(), plain);
    EXPECT_DOUBLE_EQ(beam_score(-6, 7, 1), -3); // (5 + 7) / 6 = 2
}

TEST_F(Beam, ItsTreeHoldsEveryHypothesisWithItsReasonsAndItsFate) {
    BeamOptions options;
    options.width = 3;
    options.count = 2;
    BeamTree tree;
    const std::vector<Caption> found = decode_beam(captioner, photo, options, {}, &tree);
    EXPECT_EQ(tree.width, 3);
    const std::vector<BeamTreeNode>& nodes = tree.nodes;
    std::set<std::vector<TokenId>> ends;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::vector<TokenId> path = tree.tokens(i);
        for (const std::size_t node : tree.path(i)) {
            if (nodes[node].parent != BeamNode::root) {
                ASSERT_LT(nodes[node].parent, node);
                EXPECT_EQ(nodes[nodes[node].parent].fate, BeamFate::continued);
            }
        }
        EXPECT_EQ(static_cast<int>(path.size()), nodes[i].step);
        DecodingSession session(captioner, photo);
        for (const TokenId token : path)
            session.choose(token);
        const Caption expected = session.caption();
        EXPECT_NEAR(nodes[i].log_probability, expected.log_probability, 1e-5);
        EXPECT_EQ(nodes[i].word, expected.steps.back().word);
        EXPECT_NEAR(nodes[i].probability, expected.steps.back().probability, 1e-5);
        EXPECT_THAT(nodes[i].attention,
                    testing::Pointwise(testing::FloatNear(1e-5F), expected.steps.back().attention));
        if (nodes[i].fate == BeamFate::finished || nodes[i].fate == BeamFate::cut)
            ends.insert(path);
        const bool goes_on =
            std::ranges::any_of(nodes, [&](const BeamNode& node) { return node.parent == i; });
        EXPECT_EQ(goes_on, nodes[i].fate == BeamFate::continued);
    }
    for (const Caption& caption : found)
        EXPECT_TRUE(ends.contains(tokens_of(caption)));
}

/// What a beam search keeps, written down once more in the plainest way: all words after all hypotheses, the
/// best ones by log-probability.
TEST_F(Beam, ItsTreeDropsWhatExhaustiveScoringDrops) {
    const TokenId end = captioner->vocabulary().end();
    BeamOptions options;
    options.width = 3;
    options.max_words = 4;
    options.length_penalty = 0.7;
    options.count = 3;
    BeamTree tree;
    decode_beam(captioner, photo, options, {}, &tree);

    struct Kept {
        DecodingSession session;
        double log_probability;
    };
    std::vector<Kept> alive{{DecodingSession(captioner, photo), 0}};
    std::size_t pruned = 0;
    for (std::size_t step = 1; step <= 4; ++step) {
        std::vector<Kept> all;
        for (const Kept& parent : alive) {
            for (TokenId token = 0; token < static_cast<TokenId>(captioner->vocabulary().size()); ++token) {
                if (captioner->vocabulary().is_never_emitted(token) || token == end)
                    continue;
                Kept next{parent.session.branch(step - 1, token), 0};
                next.log_probability = next.session.caption().log_probability;
                all.push_back(std::move(next));
            }
        }
        std::ranges::sort(all, std::greater(), &Kept::log_probability);
        const std::vector<Kept> kept(all.begin(), all.begin() + 3);
        for (const Kept& parent : alive) {
            const auto grew = [&](const Kept& next) {
                std::vector<TokenId> path = next.session.tokens();
                path.pop_back();
                return path == parent.session.tokens();
            };
            const auto node = std::ranges::find_if(tree.nodes, [&](const BeamTreeNode& each) {
                return tree.tokens(static_cast<std::size_t>(&each - tree.nodes.data())) ==
                       parent.session.tokens();
            });
            if (node == tree.nodes.end() || node->fate != BeamFate::pruned)
                continue;
            ++pruned;
            EXPECT_TRUE(std::ranges::none_of(kept, grew));
            const Kept& best = *std::ranges::find_if(all, grew);
            EXPECT_NEAR(node->best_next, beam_score(best.log_probability, step, 0.7), 1e-5);
            EXPECT_NEAR(node->needed, beam_score(kept.back().log_probability, step, 0.7), 1e-5);
            EXPECT_LE(node->best_next, node->needed);
        }
        alive = kept;
    }
    EXPECT_EQ(pruned, static_cast<std::size_t>(
                          std::ranges::count(tree.nodes, BeamFate::pruned, &BeamTreeNode::fate)));
    EXPECT_GT(pruned, 0U);
}

TEST_F(Beam, SurvivesWhenNoWordIsAllowed) {
    BeamOptions options;
    options.width = 2;
    options.constraints.no_repeat_ngram = 1;
    options.constraints.banned = {id("a"),    id("dog"), id("cat"),  id("runs"),
                                  id("sits"), id("on"),  id("grass")};
    const Caption only_end = decode_beam(captioner, photo, options).at(0);
    EXPECT_TRUE(only_end.finished);
    EXPECT_EQ(only_end.text(), "");

    // Every row forbidden from the start, and after a word.
    const ConstraintRules rules({}, captioner->vocabulary(), 6);
    const std::vector<double> nothing(captioner->vocabulary().size(), -INFINITY);
    std::vector<double> something = nothing;
    something[static_cast<std::size_t>(id("dog"))] = -1;
    BeamSearch search(options, rules, captioner->vocabulary().end(), 6);
    std::vector<std::vector<double>> rows{something};
    search.advance(rows);
    ASSERT_EQ(search.live().size(), 1U);
    rows = {nothing};
    search.advance(rows);
    EXPECT_TRUE(search.done());
    ASSERT_EQ(search.best().size(), 1U);
    EXPECT_FALSE(search.best()[0].finished);
    EXPECT_EQ(search.best()[0].words, std::vector<TokenId>{id("dog")});
    BeamSearch empty(options, rules, captioner->vocabulary().end(), 6);
    rows = {nothing};
    empty.advance(rows);
    EXPECT_TRUE(empty.done());
    EXPECT_TRUE(empty.best().empty());
}

TEST_F(Beam, OptionsOutOfRangeAreRefused) {
    const auto refused = [&](const auto& change) {
        BeamOptions options;
        change(options);
        EXPECT_THROW(decode_beam(captioner, photo, options), UsageError);
    };
    refused([](BeamOptions& o) { o.width = 0; });
    refused([](BeamOptions& o) { o.width = 1001; });
    refused([](BeamOptions& o) { o.count = 6; });
    refused([](BeamOptions& o) { o.count = 0; });
    refused([](BeamOptions& o) { o.length_penalty = -0.1; });
    refused([](BeamOptions& o) { o.length_penalty = NAN; });
}

TEST_F(Beam, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    EXPECT_THROW(decode_beam(captioner, photo, {}, source.get_token()), Cancelled);
}

} // namespace
} // namespace saccade
