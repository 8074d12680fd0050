#include "core/support/error.h"
#include "core/training/photo_results.h"
#include "core/training/run_record.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>

#include <fstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class RunRecordTest : public Training {
protected:
    void SetUp() override {
        Training::SetUp();
        config.keep_every = 2;
        Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()).run(run);
    }
    std::filesystem::path run = folder.path() / "runs" / "first";
};

TEST_F(RunRecordTest, TellsWhatTheRunDid) {
    const RunRecord record = read_run_record(run);
    EXPECT_EQ(record.config.epochs, 3);
    ASSERT_EQ(record.epochs.size(), 3U);
    ASSERT_FALSE(record.batches.empty());
    EXPECT_EQ(record.batches.size(), 3 * static_cast<std::size_t>(record.batches.front().steps));
    EXPECT_TRUE(record.finished());
    ASSERT_NE(record.best(), nullptr);
    EXPECT_TRUE(record.best()->best);
    EXPECT_TRUE(record.breakdowns.empty());
    const std::vector<SampleCaption> samples = read_samples(run, 3);
    ASSERT_EQ(samples.size(), 5U);
    for (const CaptionStep& step : samples[0].caption.steps)
        EXPECT_EQ(step.attention.size(), static_cast<std::size_t>(samples[0].rows * samples[0].cols));
    EXPECT_TRUE(read_samples(run, 9).empty());
}

TEST_F(RunRecordTest, ListsTheModelsWithTheirScores) {
    const RunRecord record = read_run_record(run);
    const std::vector<RunCheckpoint> found = list_checkpoints(record);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].epoch, 2); // every second epoch
    EXPECT_EQ(found[0].scores->cider_d, record.epochs[1].cider_d);
    EXPECT_EQ(found[1].kind, RunCheckpoint::Kind::best);
    EXPECT_EQ(found[1].epoch, record.best()->epoch);
    EXPECT_EQ(found[2].kind, RunCheckpoint::Kind::last);
    EXPECT_EQ(found[2].epoch, 3);
    EXPECT_GT(found[2].bytes, 0U);
}

TEST_F(RunRecordTest, LeavesHalfALineOut) {
    const std::size_t before = read_run_record(run).batches.size();
    std::ofstream(run / "metrics.jsonl", std::ios::app) << R"({"kind":"batch","epoch":4,"st)";
    EXPECT_EQ(read_run_record(run).batches.size(), before);
}

TEST_F(RunRecordTest, RemembersWhereARunBrokeDown) {
    std::ofstream(run / "metrics.jsonl", std::ios::app)
        << R"({"kind":"not_a_number","epoch":4,"step":2,"steps":9,"what":"loss"})" << '\n'
        << R"({"kind":"of another version"})" << '\n';
    const RunRecord record = read_run_record(run);
    ASSERT_EQ(record.breakdowns.size(), 1U);
    EXPECT_EQ(record.breakdowns[0].step, 2);
    EXPECT_EQ(record.breakdowns[0].what, "loss");
}

TEST_F(RunRecordTest, RefusesWhatIsNoRun) {
    EXPECT_THAT([&] { read_run_record(folder.path()); },
                ThrowsMessage<FileError>(HasSubstr("no training run")));
    std::ofstream(run / "samples" / "epoch-0001.json")
        << R"([{"photo":"a","rows":2,"cols":2,"words":[{"word":"a",
        "probability":1,"attention":[1]}]}])";
    EXPECT_THAT([&] { read_samples(run, 1); }, ThrowsMessage<FileError>(HasSubstr("does not fit")));
    std::ofstream(run / "samples" / "epoch-0001.json") << "{";
    EXPECT_THROW(read_samples(run, 1), FileError);
}

TEST_F(RunRecordTest, ListsFoldersOfRunsOnly) {
    std::filesystem::create_directories(folder.path() / "runs" / "empty");
    std::filesystem::copy(run, folder.path() / "runs" / ".hidden", std::filesystem::copy_options::recursive);
    EXPECT_THAT(list_runs(folder.path() / "runs"), testing::ElementsAre(run));
    EXPECT_TRUE(list_runs(folder.path() / "nowhere").empty());
}

} // namespace
} // namespace saccade
