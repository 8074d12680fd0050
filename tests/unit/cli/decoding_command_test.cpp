#include "tests/unit/cli/process.h"
#include "tests/unit/cli/workbench.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <set>
#include <sstream>

namespace saccade {
namespace {

using nlohmann::json;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// `saccade-cli caption` on one photo with a toy model whose words are: a dog cat runs sits on grass.
class DecodingCommand : public Workbench {
protected:
    Outcome caption(std::vector<std::string> options) {
        std::vector<std::string> arguments{"caption", photo("a.bmp"), "--model", model};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return run_cli(arguments);
    }

    std::vector<json> captions(std::vector<std::string> options) {
        options.insert(options.end(), {"--json", "-"});
        const Outcome outcome = caption(options);
        EXPECT_EQ(outcome.code, 0) << outcome.err;
        std::vector<json> result;
        std::istringstream lines(outcome.out);
        for (std::string line; std::getline(lines, line);)
            result.push_back(json::parse(line));
        return result;
    }
};

std::vector<std::string> words(const json& caption) {
    std::vector<std::string> result;
    for (const json& step : caption["steps"]) {
        if (step["word"] != "<end>")
            result.push_back(step["word"]);
    }
    return result;
}

std::vector<std::string> texts(const std::vector<json>& captions) {
    std::vector<std::string> result;
    for (const json& caption : captions)
        result.push_back(caption["caption"]);
    return result;
}

TEST_F(DecodingCommand, BeamOfOneSaysWhatGreedySays) {
    const json greedy = captions({}).at(0);
    const json beam = captions({"--beam", "1"}).at(0);
    EXPECT_EQ(greedy["method"], "greedy");
    EXPECT_EQ(beam["method"], "beam");
    EXPECT_EQ(beam["caption"], greedy["caption"]);
    EXPECT_FALSE(beam.contains("rank"));
}

TEST_F(DecodingCommand, TheBeamTreeHoldsTheCaptionAndWhatWasDropped) {
    const std::string file = path("tree.json");
    const json best = captions({"--beam", "3", "--beam-tree", file}).at(0);
    std::ifstream stream(file);
    const json tree = json::parse(stream);
    EXPECT_EQ(tree["width"], 3);
    EXPECT_EQ(tree["photo"], best["photo"]);
    const json& nodes = tree["nodes"];
    std::set<std::string> sentences;
    bool dropped = false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        EXPECT_EQ(nodes[i]["attention"].size(), 64U);
        dropped = dropped || nodes[i]["fate"] == "pruned";
        if (nodes[i]["fate"] != "finished" && nodes[i]["fate"] != "cut")
            continue;
        std::string sentence;
        for (json node = nodes[i];; node = nodes[node["parent"].get<std::size_t>()]) {
            if (node["word"] != "<end>")
                sentence = node["word"].get<std::string>() + (sentence.empty() ? "" : " ") + sentence;
            if (node["parent"].is_null())
                break;
        }
        sentences.insert(sentence);
    }
    EXPECT_TRUE(sentences.contains(best["caption"])) << best["caption"];
    EXPECT_TRUE(dropped);
    EXPECT_EQ(caption({"--beam-tree", file}).code, 2) << "without a beam";
}

TEST_F(DecodingCommand, NBestAreRankedByScoreAndDiffer) {
    const std::vector<json> best = captions({"--beam", "6", "--n-best", "4", "--length-penalty", "0.7"});
    ASSERT_EQ(best.size(), 4U);
    for (std::size_t i = 0; i < best.size(); ++i) {
        EXPECT_EQ(best[i]["rank"], i + 1);
        // Sentences that ended come before those that were cut.
        if (i == 0)
            continue;
        EXPECT_LE(best[i]["finished"].get<bool>(), best[i - 1]["finished"].get<bool>());
        if (best[i]["finished"] == best[i - 1]["finished"]) {
            EXPECT_LE(best[i]["score"].get<double>(), best[i - 1]["score"].get<double>());
        }
    }
    std::vector<std::string> different = texts(best);
    std::ranges::sort(different);
    EXPECT_EQ(std::ranges::adjacent_find(different), different.end());

    const Outcome readable = caption({"--beam", "6", "--n-best", "4", "--length-penalty", "0.7"});
    EXPECT_EQ(line_count(readable.out), 5) << readable.out;
    EXPECT_THAT(readable.out, HasSubstr(best[0]["caption"].get<std::string>() + "\n"));
}

TEST_F(DecodingCommand, SeedsDrawTheSameCaptionsAgain) {
    const std::vector<std::string> options{"--sample", "--samples", "8", "--seed", "3", "--max-words", "5"};
    const std::vector<std::string> drawn = texts(captions(options));
    EXPECT_EQ(drawn.size(), 8U);
    EXPECT_EQ(texts(captions(options)), drawn);
    EXPECT_NE(texts(captions({"--sample", "--samples", "8", "--seed", "4", "--max-words", "5"})), drawn);
    EXPECT_THAT(texts(captions({"--sample", "--samples", "3", "--top-k", "1"})),
                Each(captions({}).at(0)["caption"].get<std::string>()));
}

TEST_F(DecodingCommand, PrefixBannedAndRequiredWordsAreKept) {
    const json caption =
        captions({"--beam", "8", "--prefix", "a cat", "--ban", "dog", "--ban", "runs", "--require", "grass"})
            .at(0);
    const std::vector<std::string> said = words(caption);
    EXPECT_THAT(caption["caption"].get<std::string>(), StartsWith("a cat"));
    EXPECT_THAT(said, testing::Contains("grass"));
    EXPECT_THAT(said, Not(testing::Contains("dog")));
    EXPECT_THAT(said, Not(testing::Contains("runs")));
}

TEST_F(DecodingCommand, RepeatedWordsAreBlocked) {
    std::vector<std::string> said = words(captions({"--no-repeat-ngram", "1"}).at(0));
    std::ranges::sort(said);
    EXPECT_EQ(std::ranges::adjacent_find(said), said.end());
}

TEST_F(DecodingCommand, ForcedSentenceIsPricedWordByWord) {
    const json forced = captions({"--force", "A dog runs on grass."}).at(0);
    EXPECT_EQ(forced["caption"], "a dog runs on grass");
    EXPECT_EQ(forced["method"], "forced");
    EXPECT_EQ(forced["steps"].back()["word"], "<end>");
    double log_probability = 0;
    for (const json& step : forced["steps"]) {
        EXPECT_EQ(step["attention"].size(), 64U);
        log_probability += std::log(step["probability"].get<double>());
    }
    EXPECT_NEAR(forced["log_probability"].get<double>(), log_probability, 1e-3);

    const Outcome readable = caption({"--force", "a dog runs on grass"});
    EXPECT_EQ(line_count(readable.out), 9) << readable.out; // caption, header, six rows, sum
    EXPECT_THAT(readable.out, HasSubstr("log-probability"));
}

TEST_F(DecodingCommand, ForcingWhatTheModelSaidGivesItsNumbersAgain) {
    const json best = captions({"--beam", "6"}).at(0);
    ASSERT_TRUE(best["finished"].get<bool>());
    const json forced = captions({"--force", best["caption"]}).at(0);
    EXPECT_NEAR(forced["log_probability"].get<double>(), best["log_probability"].get<double>(), 1e-4);
    ASSERT_EQ(forced["steps"].size(), best["steps"].size());
    for (std::size_t i = 0; i < best["steps"].size(); ++i) {
        EXPECT_EQ(forced["steps"][i]["word"], best["steps"][i]["word"]);
        EXPECT_NEAR(forced["steps"][i]["probability"].get<double>(),
                    best["steps"][i]["probability"].get<double>(), 1e-5);
    }
}

TEST_F(DecodingCommand, UnknownWordsAreNamedBeforeAnyPhotoIsRead) {
    for (const std::string option : {"--force", "--prefix", "--ban", "--require"}) {
        const Outcome outcome = caption({option, "a dgo flies"});
        EXPECT_EQ(outcome.code, 2) << option;
        EXPECT_EQ(outcome.out, "");
        EXPECT_THAT(outcome.err, HasSubstr("\"dgo\" (nearest: \"dog\"), \"flies\""));
    }
}

TEST_F(DecodingCommand, MoreCaptionsThanTheBeamHoldsAreRefused) {
    const Outcome outcome = caption({"--beam", "2", "--n-best", "3"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("--n-best"));
    EXPECT_EQ(outcome.out, "");
}

TEST_F(DecodingCommand, ImpossibleWishesAreRefused) {
    const Outcome outcome = caption({"--ban", "dog", "--require", "dog"});
    EXPECT_NE(outcome.code, 0);
    EXPECT_THAT(outcome.err, HasSubstr("dog"));
    EXPECT_EQ(line_count(outcome.err), 1) << outcome.err;
}

} // namespace
} // namespace saccade
