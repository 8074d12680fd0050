#include "core/metrics/baselines.h"
#include "core/metrics/bootstrap.h"
#include "core/metrics/diversity.h"
#include "core/metrics/results_file.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/temporary_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using testing::ThrowsMessage;

/// `count` photos, the first `right` of them captioned word for word.
std::vector<EvaluationItem> items(int count, int right) {
    std::vector<EvaluationItem> result;
    for (int i = 0; i < count; ++i) {
        const Words reference{"a", fmt::format("thing{}", i), "stands", "there"};
        result.push_back({i < right ? reference : Words{"nothing", "like", "it", "here"}, {reference}});
    }
    return result;
}

TEST(Bootstrap, IsAPointWhenEveryPhotoScoresAlike) {
    const auto set = items(30, 30);
    const ScoreIntervals intervals = bootstrap(set, evaluate(set));
    EXPECT_NEAR(intervals.bleu[0].low, 1, 1e-6);
    EXPECT_NEAR(intervals.bleu[0].high, 1, 1e-6);
    EXPECT_NEAR(intervals.rouge_l.low, 1, 1e-9);
    EXPECT_NEAR(intervals.cider_d.high, 10, 1e-6);
}

TEST(Bootstrap, IsAsWideAsChanceMakesTheMean) {
    // ROUGE-L is 1 for half of 400 photos and 0 for the others: its mean has a standard error of 0.5 / 20.
    const auto set = items(400, 200);
    const ScoreIntervals intervals = bootstrap(set, evaluate(set));
    EXPECT_NEAR(intervals.rouge_l.low, 0.5 - 1.96 * 0.025, 0.006);
    EXPECT_NEAR(intervals.rouge_l.high, 0.5 + 1.96 * 0.025, 0.006);
    const ScoreIntervals again = bootstrap(set, evaluate(set));
    EXPECT_EQ(again.rouge_l.low, intervals.rouge_l.low);
    EXPECT_NE(bootstrap(set, evaluate(set), 2, 1).rouge_l.low,
              bootstrap(set, evaluate(set), 2, 2).rouge_l.low);
}

TEST(Diversity, CountsWhatIsDifferent) {
    const std::vector<EvaluationItem> set{
        {{"a", "dog"}, {}}, {{"a", "cat", "sits", "here"}, {}}, {{"a", "dog"}, {}}};
    const Diversity all = measure_diversity(set, {{"a", "dog"}, {"a", "bird"}});
    EXPECT_EQ(all.distinct_captions, 2U);
    EXPECT_EQ(all.distinct_words, 5U);
    EXPECT_NEAR(all.mean_length, 8.0 / 3, 1e-12);
    ASSERT_TRUE(all.unseen_share);
    EXPECT_NEAR(*all.unseen_share, 1.0 / 3, 1e-12);
    EXPECT_FALSE(measure_diversity(set).unseen_share);
}

TEST(ConstantCaption, BeatsTheMostFrequentCaption) {
    std::vector<EvaluationItem> set;
    std::vector<Words> corpus;
    for (int i = 0; i < 40; ++i) {
        const Words reference = i % 2 == 0 ? Words{"a", "brown", "dog", "runs", "on", fmt::format("g{}", i)}
                                           : Words{"a", "dog", "runs", "on", "grass", fmt::format("g{}", i)};
        set.push_back({{}, {reference}});
        corpus.push_back(reference);
        corpus.push_back({"here", "it", "is"});
    }
    const ConstantCaption best = best_constant_caption(set, corpus);
    EXPECT_THAT(best.words, testing::IsSupersetOf({"dog", "runs"}));
    std::vector<EvaluationItem> frequent = set;
    for (EvaluationItem& item : frequent)
        item.candidate = {"here", "it", "is"};
    EXPECT_GT(best.scores.cider_d, evaluate(frequent).cider_d);
    EXPECT_GT(best.tried, 10U);
    EXPECT_THROW(best_constant_caption(set, {}), UsageError);
}

TEST(ShuffledCaptions, LeaveNoneWithItsPhoto) {
    auto set = items(7, 7);
    const auto moved = shuffled_captions(set);
    for (std::size_t i = 0; i < set.size(); ++i) {
        EXPECT_NE(moved[i].candidate, set[i].candidate);
        EXPECT_EQ(moved[i].references, set[i].references);
    }
}

class ResultsFile : public testing::Test {
protected:
    std::filesystem::path write(std::string_view text) {
        write_file_atomically(folder.path() / "file.json", text);
        return folder.path() / "file.json";
    }
    TemporaryFolder folder;
};

TEST_F(ResultsFile, ComesBackAsItWasWritten) {
    const std::map<std::int64_t, std::string> captions{{42, "a \"dog\""}, {7, "一只狗"}};
    write_results(folder.path() / "results.json", captions);
    EXPECT_EQ(read_results(folder.path() / "results.json"), captions);
}

TEST_F(ResultsFile, SaysWhatDoesNotHold) {
    for (const auto& [text, fault] : std::map<std::string, std::string>{
             {"[\n{\"image_id\": 1,, }]", "line 2, column"},
             {R"([{"image_id": 1, "caption": "x"}, {"image_id": 1, "caption": "y"}])",
              "image 1 has two captions"},
             {R"([{"image": 1}])", "no results file"},
             {R"([{"image_id": "one", "caption": "x"}])", "no results file"},
             {"[]", "no captions"}})
        EXPECT_THAT([&] { read_results(write(text)); }, ThrowsMessage<FileError>(HasSubstr(fault))) << text;
    EXPECT_THAT([&] { read_references(write("[]")); },
                ThrowsMessage<FileError>(HasSubstr("no COCO captions")));
}

TEST_F(ResultsFile, GathersReferencesByImage) {
    const auto references = read_references(
        write(R"({"annotations": [{"image_id": 2, "caption": "x"}, {"image_id": 1, "caption": "y"},
                                  {"image_id": 2, "caption": "z"}]})"));
    EXPECT_THAT(references, ElementsAre(Pair(1, ElementsAre("y")), Pair(2, ElementsAre("x", "z"))));
}

} // namespace
} // namespace saccade
