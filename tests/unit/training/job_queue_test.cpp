#include "core/support/error.h"
#include "core/training/job_queue.h"
#include "tests/support/temporary_folder.h"

#include <gmock/gmock.h>

#include <fstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class JobQueueTest : public testing::Test {
protected:
    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "queue.json";
};

TEST_F(JobQueueTest, KeepsEverythingThatARunIsStartedWith) {
    TrainingJob job;
    job.data = {"/data/captions.csv", {"/data/photos"}, "table", "image", 0.25, 1200, 7};
    job.run = "/runs/Hunde und Katzen é";
    job.backbone = "/models/mobile.safetensors";
    job.features = "/features/1";
    job.config = training_preset("quick-look");
    job.config.learning_rate = 3e-4;
    job.config.network.cell = RecurrentCell::lstm;
    job.config.teacher = "teacher.safetensors"; // of the folder that it is named in
    job.threads = 3;
    job.program = "the test";
    TrainingJob second = job;
    second.backbone.clear();
    second.from = "/models/trained.safetensors";
    second.features.clear();
    write_job_queue(file, {job, second});

    const std::vector<TrainingJob> found = read_job_queue(file);
    ASSERT_EQ(found.size(), 2U);
    const TrainingJob& first = found[0];
    EXPECT_EQ(first.data.data, "/data/captions.csv");
    EXPECT_EQ(first.data.images, std::vector<std::string>{"/data/photos"});
    EXPECT_EQ(first.data.format, "table");
    EXPECT_EQ(first.data.split_by, "image");
    EXPECT_EQ(first.data.dev_share, 0.25);
    EXPECT_EQ(first.data.max_images, 1200U);
    EXPECT_EQ(first.data.seed, 7U);
    EXPECT_EQ(first.run, "/runs/Hunde und Katzen é");
    EXPECT_EQ(first.backbone, "/models/mobile.safetensors");
    EXPECT_EQ(first.from, "");
    EXPECT_EQ(first.features, "/features/1");
    EXPECT_EQ(first.config.epochs, job.config.epochs);
    EXPECT_EQ(first.config.learning_rate, 3e-4);
    EXPECT_EQ(first.config.network.cell, RecurrentCell::lstm);
    EXPECT_EQ(first.config.teacher, std::filesystem::absolute("teacher.safetensors"));
    EXPECT_EQ(first.threads, 3);
    EXPECT_EQ(first.program, "the test");
    EXPECT_EQ(found[1].backbone, "");
    EXPECT_EQ(found[1].from, "/models/trained.safetensors");
    EXPECT_EQ(found[1].features, "");
}

TEST_F(JobQueueTest, AnEmptyQueueLeavesNoFile) {
    EXPECT_TRUE(read_job_queue(file).empty());
    TrainingJob job;
    job.data.data = "captions.csv";
    write_job_queue(file, {job});
    EXPECT_TRUE(std::filesystem::exists(file));
    write_job_queue(file, {});
    EXPECT_FALSE(std::filesystem::exists(file));
    write_job_queue(file, {});
}

TEST_F(JobQueueTest, RefusesWhatIsNoQueueInASentence) {
    for (const char* const broken :
         {"", "{", "[]", R"({"version":1,"jobs":[{}]})", R"({"version":"one","jobs":[]})",
          R"({"version":1,"jobs":[{"data":null}]})"}) {
        std::ofstream(file) << broken;
        EXPECT_THAT([&] { read_job_queue(file); }, ThrowsMessage<FileError>(HasSubstr("queue.json")))
            << broken;
    }
    std::ofstream(file) << R"({"version":99,"jobs":[]})";
    EXPECT_THAT([&] { read_job_queue(file); }, ThrowsMessage<FileError>(HasSubstr("newer version")));
}

} // namespace
} // namespace saccade
