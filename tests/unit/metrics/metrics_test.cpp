#include "core/metrics/bleu.h"
#include "core/metrics/cider.h"
#include "core/metrics/metrics.h"
#include "core/metrics/rouge.h"
#include "core/support/error.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>

namespace saccade {

using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::Pointwise;

namespace {

Words split(const std::string& text) {
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

EvaluationItem item(const std::string& candidate, const std::vector<std::string>& references) {
    EvaluationItem made{split(candidate), {}};
    for (const std::string& reference : references)
        made.references.push_back(split(reference));
    return made;
}

const std::vector<EvaluationItem> two_photos = {item("a red bus", {"a red bus on a street", "one red bus"}),
                                                item("two dogs", {"two dogs play", "a pair of dogs"})};

} // namespace

TEST(Metrics, AgreeWithTheFormulasInPython) {
    const auto golden = nlohmann::json::parse(std::ifstream(SACCADE_TEST_DATA "/metrics/scores.json"));
    std::vector<EvaluationItem> items;
    for (const auto& entry : golden.at("items"))
        items.push_back({entry.at("candidate"), entry.at("references")});
    const Scores scores = evaluate(items);

    const auto& counts = golden.at("bleu_counts");
    EXPECT_EQ(scores.bleu_counts.candidate_words, counts.at("candidate_words"));
    EXPECT_EQ(scores.bleu_counts.reference_words, counts.at("reference_words"));
    EXPECT_EQ(nlohmann::json(scores.bleu_counts.guessed), counts.at("guessed"));
    EXPECT_EQ(nlohmann::json(scores.bleu_counts.correct), counts.at("correct"));
    const auto near = [](const nlohmann::json& values) {
        return Pointwise(testing::DoubleNear(1e-12), values.get<std::vector<double>>());
    };
    EXPECT_THAT(scores.bleu, near(golden.at("bleu")));
    EXPECT_THAT(scores.item_rouge_l, near(golden.at("item_rouge_l")));
    EXPECT_THAT(scores.item_cider_d, near(golden.at("item_cider_d")));
}

TEST(Metrics, TheReferenceItselfScoresFullMarks) {
    const std::vector<EvaluationItem> items = {item("a red bus on a street", {"a red bus on a street"}),
                                               item("two dogs play ball", {"two dogs play ball"})};
    const Scores scores = evaluate(items);
    EXPECT_THAT(scores.bleu, Each(DoubleNear(1.0, 1e-9)));
    EXPECT_DOUBLE_EQ(scores.rouge_l, 1.0);
    EXPECT_NEAR(scores.cider_d, 10.0, 1e-12);
}

TEST(Metrics, NothingInCommonScoresNothing) {
    const std::vector<EvaluationItem> items = {item("x y z w", {"a b c d"}), item("v", {"e f"})};
    const Scores scores = evaluate(items);
    EXPECT_THAT(scores.bleu, Each(DoubleNear(0.0, 1e-3)));
    EXPECT_EQ(scores.rouge_l, 0.0);
    EXPECT_EQ(scores.cider_d, 0.0);
}

TEST(Metrics, EmptyCandidatesScoreNothingAndAreFinite) {
    const std::vector<EvaluationItem> items = {item("", {"a dog"}), item("", {"", "two cats"})};
    const Scores scores = evaluate(items);
    EXPECT_THAT(scores.bleu, Each(DoubleNear(0.0, 1e-9)));
    EXPECT_EQ(scores.rouge_l, 0.0);
    EXPECT_EQ(scores.cider_d, 0.0);
}

TEST(Metrics, NoItemsAndItemsWithoutReferencesAreRefused) {
    EXPECT_THROW(evaluate({}), UsageError);
    const std::vector<EvaluationItem> items = {two_photos.front(), EvaluationItem{{"a"}, {}}};
    EXPECT_THROW(evaluate(items), UsageError);
    EXPECT_THROW(CiderD().score(Words{"a"}, {}), UsageError);
}

TEST(Metrics, TokenizedCutsBothSides) {
    struct BySpace final : Tokenizer {
        std::string_view name() const override { return "space"; }
        std::vector<std::string> tokens(std::string_view caption) const override {
            return split(std::string(caption));
        }
    };
    const std::vector<std::string> references = {"one dog", "a dog runs"};
    const EvaluationItem made = tokenized(BySpace(), "a dog", references);
    EXPECT_THAT(made.candidate, ElementsAre("a", "dog"));
    EXPECT_THAT(made.references, ElementsAre(ElementsAre("one", "dog"), ElementsAre("a", "dog", "runs")));
}

TEST(Bleu, RepeatedWordsCountAsOftenAsOneReferenceHasThem) {
    // Papineni et al. 2002, example 2
    const BleuCounts counts = count_bleu(
        item("the the the the the the the", {"the cat is on the mat", "there is a cat on the mat"}));
    EXPECT_EQ(counts.correct[0], 2);
    EXPECT_EQ(counts.guessed[0], 7);
    EXPECT_EQ(counts.correct[1], 0);
}

TEST(Bleu, TakesTheNearestReferenceLengthAndTheShorterOfATie) {
    EXPECT_EQ(count_bleu(item("a b c d", {"a", "a b c d e f", "a b c"})).reference_words, 3);
    EXPECT_EQ(count_bleu(item("a b c d", {"a b c d e", "a b c"})).reference_words, 3);
}

TEST(Bleu, ShortCaptionsPayTheBrevityPenalty) {
    EXPECT_NEAR(bleu(count_bleu(item("a b", {"a b c d"})))[0], std::exp(-1.0), 1e-8);
    EXPECT_NEAR(bleu(count_bleu(item("a b x y z", {"a b"})))[0], 0.4, 1e-8);
}

TEST(RougeL, FollowsTheOrderOfWords) {
    // lcs 3 of 4 words in each direction, then 2 of 4
    EXPECT_NEAR(rouge_l(item("police kill the gunman", {"police killed the gunman"})), 0.75, 1e-12);
    EXPECT_NEAR(rouge_l(item("the gunman kill police", {"police killed the gunman"})), 0.5, 1e-12);
}

TEST(RougeL, PrecisionAndRecallMayComeFromDifferentReferences) {
    // precision 2/2 from the first, recall 1/1 from the second
    EXPECT_DOUBLE_EQ(rouge_l(item("a dog", {"a dog is on the lawn", "dog"})), 1.0);
}

TEST(CiderD, OneDocumentGivesNoWeight) {
    const std::vector<EvaluationItem> items = {two_photos.front()};
    EXPECT_EQ(evaluate(items).cider_d, 0.0);
}

TEST(CiderD, WordsOfEveryPhotoWeighNothing) {
    CiderD cider;
    cider.add_document(std::vector<Words>{split("a dog")});
    cider.add_document(std::vector<Words>{split("a cat")});
    EXPECT_EQ(cider.score(split("a"), std::vector<Words>{split("a dog")}), 0.0);
    EXPECT_GT(cider.score(split("dog"), std::vector<Words>{split("a dog")}), 0.0);
}

TEST(CiderD, ScoresCaptionsThatAreNoDocument) {
    CiderD cider;
    for (const EvaluationItem& photo : two_photos)
        cider.add_document(photo.references);
    EXPECT_EQ(cider.document_count(), 2u);
    // No document has these n-grams, so they all weigh the same: one word of four is a cosine of 1/4 for the
    // unigrams and 0 for the three other orders.
    const std::vector<Words> reference = {split("purple snow melts slowly")};
    EXPECT_NEAR(cider.score(split("purple snow melts slowly"), reference), 10.0, 1e-12);
    EXPECT_EQ(cider.score(split("green ice stays here"), reference), 0.0);
    EXPECT_NEAR(cider.score(split("green ice melts here"), reference), 10.0 * 0.25 / 4, 1e-12);
}

TEST(CiderD, CaptionsWeighedOnceScoreTheSame) {
    CiderD cider;
    for (const EvaluationItem& photo : two_photos)
        cider.add_document(photo.references);
    for (const EvaluationItem& photo : two_photos) {
        std::vector<CiderD::Weighed> references;
        for (const Words& reference : photo.references)
            references.push_back(cider.weigh(reference));
        for (const Words& caption :
             {photo.candidate, photo.references.front(), split("purple snow"), Words()})
            EXPECT_EQ(CiderD::score(cider.weigh(caption), references),
                      cider.score(caption, photo.references));
    }
    EXPECT_GT(cider.score(two_photos.front().candidate, two_photos.front().references), 0.0);
    EXPECT_THROW(CiderD::score(cider.weigh(Words{"a"}), {}), UsageError);
}

TEST(CiderD, LengthDifferenceIsPenalised) {
    CiderD cider;
    for (const EvaluationItem& photo : two_photos)
        cider.add_document(photo.references);
    // The unigrams' cosine is 1/sqrt(2), the other orders' 0; one bigram more costs exp(-1/72).
    const std::vector<Words> reference = {split("purple")};
    EXPECT_NEAR(cider.score(split("purple snow"), reference), 10.0 / 4 / std::sqrt(2.0) * std::exp(-1.0 / 72),
                1e-12);
}

TEST(CiderD, ItemScoresAverageToTheScore) {
    const Scores scores = evaluate(two_photos);
    ASSERT_EQ(scores.item_cider_d.size(), 2u);
    EXPECT_DOUBLE_EQ(scores.cider_d, (scores.item_cider_d[0] + scores.item_cider_d[1]) / 2);
}

} // namespace saccade
