#include "core/metrics/metrics.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

// The example of the COCO caption evaluation and that of nlg-eval, with the scores that these suites publish.
// Metrics.AgreeWithTheFormulasInPython tests the same formulas on a small set in the tree.
namespace saccade {

using testing::DoubleNear;
using testing::ElementsAre;

namespace {

const std::filesystem::path data = SACCADE_SOURCE_DIR "/../shared/data";

std::vector<std::string> lines(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::string> read;
    for (std::string line; std::getline(file, line);)
        read.push_back(line);
    return read;
}

Words split(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

} // namespace

TEST(PublishedScores, CocoCaption) {
    const std::filesystem::path folder = data / "coco-caption";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the COCO example is not at ../shared/data/coco-caption";
    std::map<std::int64_t, std::vector<std::string>> references;
    const auto annotations =
        nlohmann::json::parse(std::ifstream(folder / "captions_val2014_fakecap_refs.json")).at("annotations");
    for (const auto& annotation : annotations)
        references[annotation.at("image_id")].push_back(annotation.at("caption"));
    const auto ptb = make_ptb_tokenizer();
    std::vector<EvaluationItem> items;
    for (const auto& result :
         nlohmann::json::parse(std::ifstream(folder / "captions_val2014_fakecap_results.json")))
        items.push_back(
            tokenized(*ptb, result.at("caption").get<std::string>(), references.at(result.at("image_id"))));

    const Scores scores = evaluate(items);
    EXPECT_EQ(scores.bleu_counts.candidate_words, 9893);
    EXPECT_EQ(scores.bleu_counts.reference_words, 9855);
    EXPECT_THAT(scores.bleu_counts.guessed, ElementsAre(9893, 8893, 7893, 6893));
    EXPECT_THAT(scores.bleu_counts.correct, ElementsAre(5732, 2510, 1043, 423));
    EXPECT_THAT(scores.bleu,
                ElementsAre(DoubleNear(0.5793995754573356, 1e-6), DoubleNear(0.40439129741018104, 1e-6),
                            DoubleNear(0.2785363856619147, 1e-6), DoubleNear(0.1908290437674253, 1e-6)));
    EXPECT_NEAR(scores.rouge_l, 0.39625269357570847, 1e-6);
    // 7.0e-6 above: a few rare tokens of the references, which the four counts and ROUGE-L do not see, are
    // cut otherwise than in the published run.
    EXPECT_NEAR(scores.cider_d, 0.5999084858013157, 1e-5);
}

TEST(PublishedScores, NlgEval) {
    const std::filesystem::path folder = data / "nlg-eval";
    if (!std::filesystem::exists(folder))
        GTEST_SKIP() << "the nlg-eval example is not at ../shared/data/nlg-eval";
    const auto candidates = lines(folder / "hyp.txt");
    const auto first = lines(folder / "ref1.txt");
    const auto second = lines(folder / "ref2.txt");
    ASSERT_EQ(candidates.size(), 2u);
    std::vector<EvaluationItem> items;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        items.push_back({split(candidates[i]), {split(first.at(i)), split(second.at(i))}});

    const Scores scores = evaluate(items);
    EXPECT_THAT(scores.bleu, ElementsAre(DoubleNear(0.550000, 5e-7), DoubleNear(0.428174, 5e-7),
                                         DoubleNear(0.284043, 5e-7), DoubleNear(0.201143, 5e-7)));
    EXPECT_NEAR(scores.rouge_l, 0.522104, 5e-7);
    EXPECT_NEAR(scores.cider_d, 1.242192, 5e-7);
}

} // namespace saccade
