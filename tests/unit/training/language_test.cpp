#include "core/dataset/caption_lines.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/training/training_job.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>

#include <set>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// Captions without photos.
class Language : public Training {
protected:
    Language() {
        std::string lines;
        for (int i = 0; i < 40; ++i)
            lines += i % 2 == 0 ? "A dog runs on grass.\n" : "A cat sits.\n";
        write_file_atomically(folder.path() / "captions.txt", std::string_view(lines));
        write_bundle(folder.path() / "toy.safetensors", toy_bundle());
        job.data.data = (folder.path() / "captions.txt").string();
        job.data.format = "text";
        job.from = (folder.path() / "toy.safetensors").string();
        job.run = folder.path() / "run";
        job.threads = 1;
    }

    TrainingJob settled() {
        config.select_by = Score::validation_loss;
        adopt_network(config, job.from);
        job.config = config;
        return job;
    }

    TrainingJob job;
};

TEST_F(Language, IsReadFromALineACaption) {
    write_file_atomically(folder.path() / "few.txt", std::string_view("A dog.\r\n\nTwo \xFF"
                                                                      "cats.\n"));
    const Dataset dataset = read_caption_lines(folder.path() / "few.txt");
    ASSERT_EQ(dataset.photos.size(), 2U);
    EXPECT_THAT(dataset.photos[0].captions, ElementsAre("A dog."));
    EXPECT_EQ(dataset.photos[1].id, "line 3");
    EXPECT_THAT(dataset.photos[1].captions, ElementsAre("Two \xEF\xBF\xBD"
                                                        "cats."));
    EXPECT_THAT(dataset.warnings, ElementsAre(HasSubstr("malformed UTF-8")));
    EXPECT_THROW(require_photos(dataset), UsageError);
}

TEST_F(Language, IsSplitByTheCaption) {
    const Dataset dataset = open_dataset(job.data);
    std::set<Split> used;
    for (const CaptionedPhoto& photo : dataset.photos)
        used.insert(photo.split);
    EXPECT_EQ(used, (std::set<Split>{Split::train, Split::dev}));
    for (const char* const caption : {"A dog runs on grass.", "A cat sits."}) {
        std::set<Split> splits;
        for (const CaptionedPhoto& photo : dataset.photos) {
            if (photo.captions.front() == caption)
                splits.insert(photo.split);
        }
        EXPECT_EQ(splits.size(), 1U) << caption << ": what is validated was learned from";
    }
}

TEST_F(Language, IsLearnedByTheDecoderAlone) {
    config.epochs = 6;
    std::vector<EpochReport> reports;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { reports.push_back(report); };
    start_training(settled(), observer);
    ASSERT_EQ(reports.size(), 6U);
    EXPECT_LT(reports.back().training_loss, reports.front().training_loss / 2);
    EXPECT_TRUE(reports.back().samples.empty());

    const Bundle start = toy_bundle();
    for (const auto& [name, tensor] : read_bundle(folder.path() / "run" / "last.safetensors").weights) {
        const bool sees = name.starts_with("backbone.") || name == "captioner.encoder.weight" ||
                          name.starts_with("captioner.attention_w1") ||
                          name.starts_with("captioner.attention_w2") ||
                          name.starts_with("captioner.attention_v");
        if (sees) {
            EXPECT_TRUE(tensor.bytes == start.weights.at(name).bytes) << name;
        }
    }
    for (const char* const name : {"captioner.embedding.weight", "captioner.fc2.weight"})
        EXPECT_FALSE(read_bundle(folder.path() / "run" / "last.safetensors").weights.at(name).bytes ==
                     start.weights.at(name).bytes)
            << name;
}

TEST_F(Language, TrainingCanBeResumedWhereItWasStopped) {
    start_training(settled());
    job.run = folder.path() / "stopped";
    std::stop_source source;
    TrainingObserver observer;
    observer.batch = [&](const BatchReport& report) {
        if (report.epoch == 2 && report.step == 2)
            source.request_stop();
    };
    EXPECT_THROW(start_training(settled(), observer, source.get_token()), Cancelled);
    resume_training(job.run);
    const auto weights = [&](const char* run) {
        return read_bundle(folder.path() / run / "last.safetensors").weights.at("captioner.fc2.weight").bytes;
    };
    EXPECT_TRUE(weights("stopped") == weights("run"));
}

TEST_F(Language, SaysWhatItCannotTeach) {
    const auto refused = [&](auto change, const char* words) {
        TrainingJob changed = settled();
        change(changed);
        EXPECT_THAT([&] { start_training(changed); }, ThrowsMessage<UsageError>(HasSubstr(words)));
    };
    refused([](TrainingJob& changed) { changed.config.backbone_learning_rate = 1e-4; },
            "backbone_learning_rate=0");
    refused([](TrainingJob& changed) { changed.config.objective = Objective::self_critical; },
            "needs photos");
    refused([](TrainingJob& changed) { changed.config.select_by = Score::cider_d; }, "validation_loss");
    refused([&](TrainingJob& changed) { changed.features = (folder.path() / "cache").string(); },
            "no features");
}

} // namespace
} // namespace saccade
