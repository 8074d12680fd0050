#include "core/dataset/photo_batches.h"
#include "core/model/backbone.h"
#include "core/support/atomic_file.h"
#include "tests/support/full_disk.h"
#include "tests/support/photo_file.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <fstream>
#include <limits>
#include <thread>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

/// What stands for the death of a process: nothing is saved on its way.
struct Death {};

std::vector<nlohmann::json> log_of(const std::filesystem::path& run) {
    std::vector<nlohmann::json> records;
    std::ifstream file(run / "metrics.jsonl");
    for (std::string line; std::getline(file, line);) {
        records.push_back(nlohmann::json::parse(line));
        records.back().erase("seconds");
        records.back().erase("photos_per_second");
    }
    return records;
}

class Resume : public Training {
protected:
    Trainer trainer() { return {config, toy_bundle(), Trainer::Input::grids, grids(), grids()}; }

    /// Calls `interrupt` after the batch of that number, counted over all epochs.
    static TrainingObserver after_batch(int number, std::function<void()> interrupt) {
        TrainingObserver observer;
        observer.batch = [number, interrupt = std::move(interrupt),
                          seen = std::make_shared<int>(0)](const BatchReport&) {
            if (++*seen == number)
                interrupt();
        };
        return observer;
    }

    void expect_same(const std::string& run, const std::string& other) {
        for (const char* const file : {"/last.safetensors", "/best.safetensors", "/config.json"})
            EXPECT_TRUE(bytes_of(run + file) == bytes_of(other + file)) << file;
        EXPECT_EQ(log_of(folder.path() / run), log_of(folder.path() / other));
        EXPECT_TRUE(bytes_of(run + "/samples/epoch-0003.json") ==
                    bytes_of(other + "/samples/epoch-0003.json"));
    }

    /// Stops the run after each of its batches in turn, and kills it likewise: every time the resumed run
    /// must end as the undisturbed one.
    void expect_exact_resume(int batches) {
        trainer().run(folder.path() / "whole");
        for (int batch = 1; batch <= batches; ++batch) {
            const std::string stopped = "stopped" + std::to_string(batch);
            std::stop_source source;
            EXPECT_THROW(trainer().run(folder.path() / stopped,
                                       after_batch(batch, [&] { source.request_stop(); }),
                                       source.get_token()),
                         Cancelled);
            trainer().resume(folder.path() / stopped);
            expect_same(stopped, "whole");

            const std::string killed = "killed" + std::to_string(batch);
            EXPECT_THROW(trainer().run(folder.path() / killed, after_batch(batch, [] { throw Death(); })),
                         Death);
            trainer().resume(folder.path() / killed);
            expect_same(killed, "whole");
        }
    }
};

TEST_F(Resume, IsExactWithEverythingThatIsDrawnAtRandom) {
    config.network.dropout = 0.3F;
    config.scheduled_sampling = 0.5;
    config.checkpoint_minutes = 0;
    expect_exact_resume(6);
}

TEST_F(Resume, AModelThatIsOpenedMeanwhileChangesNothing) {
    config.network.dropout = 0.3F;
    config.scheduled_sampling = 0.5;
    config.epochs = 12;
    trainer().run(folder.path() / "whole");
    Trainer second = trainer();
    std::atomic<int> opened = 0;
    {
        const std::jthread studio([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                make_backbone("mobilenet_v2", "tensorflow", 64, 64);
                ++opened;
            }
        });
        while (opened == 0)
            std::this_thread::yield();
        second.run(folder.path() / "run");
    }
    EXPECT_GT(opened, 2);
    expect_same("run", "whole");
}

TEST_F(Resume, IsExactFromTheEpochsCheckpointAlone) {
    config.optimiser = OptimiserKind::rmsprop;
    config.schedule = Schedule::plateau;
    config.plateau_patience = 0;
    expect_exact_resume(6);
}

TEST_F(Resume, IsExactInTheMiddleOfAccumulatedGradients) {
    config.accumulation = 3;
    config.captions_per_batch = 2; // 8 batches an epoch, so that the last step has two
    config.checkpoint_minutes = 0;
    config.optimiser = OptimiserKind::sgd;
    config.epochs = 3;
    expect_exact_resume(24);
}

TEST_F(Resume, IsExactInSelfCriticalTraining) {
    config.objective = Objective::self_critical;
    config.self_critical_samples = 2;
    config.checkpoint_minutes = 0;
    expect_exact_resume(5);
}

TEST_F(Resume, IsExactWhereWeightsAreAveraged) {
    config.average_decay = 0.9;
    config.checkpoint_minutes = 0;
    expect_exact_resume(6);
}

TEST_F(Resume, IsExactWithALearningBackboneAndCrops) {
    std::vector<std::filesystem::path> files;
    for (std::uint64_t i = 0; i < 8; ++i) {
        files.push_back(folder.path() / ("photo" + std::to_string(i) + ".bmp"));
        write_bmp(files.back(), toy_photo(64, 64, i));
    }
    const auto set = [&] {
        return TrainingSet{photos(),
                           std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64, Augmentation{})};
    };
    config.epochs = 3;
    config.backbone_learning_rate = 1e-3;
    config.checkpoint_minutes = 0;
    const auto on_photos = [&] {
        return Trainer(config, toy_bundle(), Trainer::Input::photos, set(), set());
    };
    on_photos().run(folder.path() / "whole");
    EXPECT_THROW(on_photos().run(folder.path() / "killed", after_batch(3, [] { throw Death(); })), Death);
    on_photos().resume(folder.path() / "killed");
    expect_same("killed", "whole");
}

TEST_F(Resume, BeginsWithTheValidationThatWasInterrupted) {
    trainer().run(folder.path() / "whole");
    std::stop_source source;
    TrainingObserver observer;
    observer.batch = [&](const BatchReport& report) {
        if (report.step == report.steps)
            source.request_stop();
    };
    EXPECT_THROW(trainer().run(folder.path() / "stopped", observer, source.get_token()), Cancelled);
    int batches = 0;
    trainer().resume(folder.path() / "stopped", after_batch(1, [&] { ++batches; }));
    expect_same("stopped", "whole");
}

TEST_F(Resume, ARunThatGoesOnIsNotTakenUpASecondTime) {
    int refused = 0;
    const auto take_it_up = [this] { trainer().resume(folder.path() / "run"); };
    trainer().run(folder.path() / "run", after_batch(3, [&] {
                      EXPECT_THAT(take_it_up, ThrowsMessage<FileError>(HasSubstr("being trained already")));
                      ++refused;
                  }));
    EXPECT_EQ(refused, 1);
    std::size_t batches = 0;
    for (const nlohmann::json& record : log_of(folder.path() / "run"))
        batches += record.at("kind") == "batch" ? 1 : 0;
    EXPECT_GE(batches, 4U) << "its log is whole";
    EXPECT_NO_THROW(take_it_up()) << "now that it has ended";
}

TEST_F(Resume, OfAFinishedRunDoesNothing) {
    trainer().run(folder.path() / "run");
    const std::string before = bytes_of("run/last.safetensors");
    trainer().resume(folder.path() / "run", after_batch(1, [] { throw Death(); }));
    EXPECT_TRUE(bytes_of("run/last.safetensors") == before);
}

TEST_F(Resume, PassesOverADamagedCheckpoint) {
    config.checkpoint_minutes = 0;
    trainer().run(folder.path() / "whole");
    for (const char* const slot : {"checkpoint-a.safetensors", "checkpoint-b.safetensors"}) {
        const std::filesystem::path run = folder.path() / (std::string("run with damaged ") + slot);
        EXPECT_THROW(trainer().run(run, after_batch(4, [] { throw Death(); })), Death);
        std::fstream file(run / slot, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-100, std::ios::end);
        file << "a bit that fell over";
        file.close();
        trainer().resume(run);
        expect_same(run.filename(), "whole");
    }
}

TEST_F(Resume, WithoutAWholeCheckpointSaysSo) {
    trainer().run(folder.path() / "run");
    for (const char* const slot : {"checkpoint-a.safetensors", "checkpoint-b.safetensors"})
        std::filesystem::resize_file(folder.path() / "run" / slot, 1000);
    EXPECT_THAT([&] { trainer().resume(folder.path() / "run"); },
                ThrowsMessage<FileError>(HasSubstr("no checkpoint of this run can be read")));
}

TEST_F(Resume, RefusesOtherDataAndFoldersWithoutARun) {
    trainer().run(folder.path() / "run");
    TrainingSet other = grids();
    other.photos[2].captions[0][1] = "cat";
    EXPECT_THAT(
        [&] {
            Trainer(config, toy_bundle(), Trainer::Input::grids, other, grids())
                .resume(folder.path() / "run");
        },
        ThrowsMessage<FileError>(HasSubstr("other photos or captions")));
    EXPECT_THAT([&] { trainer().resume(folder.path()); },
                ThrowsMessage<FileError>(HasSubstr("no training run")));
    EXPECT_THAT([&] { trainer().run(folder.path() / "run"); },
                ThrowsMessage<FileError>(HasSubstr("--resume")));
}

TEST_F(Resume, GoesOnOnceAFullDiskHasSpaceAgain) {
    config.checkpoint_minutes = 0;
    trainer().run(folder.path() / "whole");
    std::unique_ptr<FullDisk> full;
    EXPECT_THAT(
        [&] {
            trainer().run(folder.path() / "run",
                          after_batch(3, [&] { full = std::make_unique<FullDisk>(50'000); }));
        },
        ThrowsMessage<FileError>(HasSubstr("checkpoint-")));
    full.reset();
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "run"))
        EXPECT_THAT(entry.path().filename().string(),
                    testing::Not(HasSubstr("tmp"))); // no half-written file stays
    trainer().resume(folder.path() / "run");
    expect_same("run", "whole");
}

/// The third batch that is asked for holds what is no number.
class SpoiltGrids : public BatchSource {
public:
    explicit SpoiltGrids(std::shared_ptr<BatchSource> whole) : whole_(std::move(whole)) {}
    void request(BatchRequest request) override { whole_->request(std::move(request)); }
    torch::Tensor take() override {
        torch::Tensor batch = whole_->take();
        return ++taken_ == 3 ? batch * std::numeric_limits<float>::quiet_NaN() : batch;
    }

private:
    std::shared_ptr<BatchSource> whole_;
    int taken_ = 0;
};

TEST_F(Resume, GoesOnFromTheLastGoodStateAfterALossThatIsNoNumber) {
    config.checkpoint_minutes = 0;
    config.photos_per_batch = 2; // four batches an epoch
    trainer().run(folder.path() / "whole");
    TrainingSet spoilt = grids();
    spoilt.source = std::make_shared<SpoiltGrids>(spoilt.source);
    EXPECT_THAT(
        [&] {
            Trainer(config, toy_bundle(), Trainer::Input::grids, spoilt, grids()).run(folder.path() / "run");
        },
        ThrowsMessage<Error>(
            testing::AllOf(HasSubstr("epoch 1, step 3"), HasSubstr("last good checkpoint"))));
    trainer().resume(folder.path() / "run");
    expect_same("run", "whole");
}

TEST_F(Resume, EndsEarlyWhenTheScoreStaysAndThenIsFinished) {
    config.learning_rate = 0; // nothing is learnt, so that no epoch is better than the first
    config.patience = 2;
    config.epochs = 9;
    std::vector<EpochReport> reports;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { reports.push_back(report); };
    trainer().run(folder.path() / "run", observer);
    ASSERT_EQ(reports.size(), 3U);
    EXPECT_TRUE(reports[0].best);
    trainer().resume(folder.path() / "run", observer);
    EXPECT_EQ(reports.size(), 3U);
}

} // namespace
} // namespace saccade
