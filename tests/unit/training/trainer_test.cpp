#include "core/dataset/photo_batches.h"
#include "core/decoding/decoding_session.h"
#include "core/model/compute.h"
#include "core/support/mapped_file.h"
#include "core/training/trainer.h"
#include "tests/support/photo_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <limits>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

/// Grids that stand in memory.
class GivenGrids : public BatchSource {
public:
    explicit GivenGrids(torch::Tensor grids) : grids_(std::move(grids)) {}
    void request(BatchRequest request) override { request_ = std::move(request); }
    torch::Tensor take() override {
        std::vector<torch::Tensor> rows;
        for (const std::size_t photo : request_.photos)
            rows.push_back(grids_[static_cast<std::int64_t>(photo)]);
        return torch::stack(rows);
    }

private:
    torch::Tensor grids_;
    BatchRequest request_;
};

class Training : public testing::Test {
protected:
    void SetUp() override {
        set_compute_threads(1);
        config.epochs = 3;
        config.photos_per_batch = 4;
        config.max_words = 6;
        config.learning_rate = 1e-2;
    }

    static std::vector<TrainingPhoto> photos() {
        std::vector<TrainingPhoto> result;
        for (int i = 0; i < 8; ++i) {
            const std::vector<std::string> words =
                i % 2 == 0 ? std::vector<std::string>{"a", "dog", "runs"}
                           : std::vector<std::string>{"a", "cat", "sits", "on", "grass"};
            result.push_back({"photo" + std::to_string(i), {words, words}, {words}});
        }
        return result;
    }

    /// Dogs and cats whose grids differ.
    static TrainingSet grids(double value = 1) {
        torch::manual_seed(7);
        torch::Tensor all = torch::rand({8, 4, 1280}) * 0.1;
        for (int i = 0; i < 8; ++i)
            all[i].narrow(1, i % 2 * 600, 600).add_(value);
        return {photos(), std::make_shared<GivenGrids>(all)};
    }

    std::string bytes_of_run(const std::string& name) {
        Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()).run(folder.path() / name);
        const MappedFile file(folder.path() / name / "last.safetensors");
        return {reinterpret_cast<const char*>(file.bytes().data()), file.bytes().size()};
    }

    TemporaryFolder folder;
    TrainingConfig config;
};

TEST_F(Training, IsReproducibleToTheBit) {
    config.network.dropout = 0.3F;
    const std::string first = bytes_of_run("first");
    EXPECT_TRUE(first == bytes_of_run("second"));
    config.seed = 2;
    EXPECT_FALSE(first == bytes_of_run("third"));
}

TEST_F(Training, LearnsToTellTheGridsApart) {
    config.epochs = 40;
    std::vector<EpochReport> reports;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { reports.push_back(report); };
    Trainer trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids());
    trainer.run(folder.path(), observer);
    ASSERT_EQ(reports.size(), 40U);
    EXPECT_LT(reports.back().training_loss, reports.front().training_loss / 2);
    ASSERT_EQ(reports.back().samples.size(), 5U);
    EXPECT_EQ(reports.back().samples[0].caption, "a dog runs");
    EXPECT_EQ(reports.back().samples[1].caption, "a cat sits on grass");
    EXPECT_GT(reports.back().cider_d, 1);
}

TEST_F(Training, LeavesTheBackboneAloneWhenItSeesGrids) {
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::grids, grids(), grids());
    trainer.run(folder.path());
    for (const auto& [name, tensor] : trainer.bundle().weights) {
        const bool same = tensor.bytes == start.weights.at(name).bytes;
        // The softmax over the cells does not see the score's bias.
        EXPECT_EQ(same, name.starts_with("backbone.") || name == "captioner.attention_v.bias") << name;
    }
}

TEST_F(Training, WritesWhatARunNeeds) {
    Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()).run(folder.path());
    const auto captioner = Captioner::load(folder.path() / "best.safetensors");
    EXPECT_EQ(captioner->vocabulary().size(), 11U);
    EXPECT_NO_THROW(Captioner::load(folder.path() / "last.safetensors"));
    std::ifstream metrics(folder.path() / "metrics.jsonl");
    int lines = 0;
    for (std::string line; std::getline(metrics, line); ++lines)
        EXPECT_EQ(nlohmann::json::parse(line).at("epoch"), lines + 1);
    EXPECT_EQ(lines, 3);
    std::ifstream written(folder.path() / "config.json");
    EXPECT_EQ(nlohmann::json::parse(written).at("epochs"), 3);
}

TEST_F(Training, StopsWhenTheLossIsNoNumber) {
    EXPECT_THAT(
        [&] {
            Trainer(config, toy_bundle(), Trainer::Input::grids,
                    grids(std::numeric_limits<double>::quiet_NaN()), grids())
                .run(folder.path());
        },
        ThrowsMessage<Error>(HasSubstr("epoch 1, step 1")));
}

TEST_F(Training, StopsWhenAsked) {
    std::stop_source source;
    TrainingObserver observer;
    int batches = 0;
    observer.batch = [&](const BatchReport&) {
        ++batches;
        source.request_stop();
    };
    Trainer trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids());
    EXPECT_THROW(trainer.run(folder.path(), observer, source.get_token()), Cancelled);
    EXPECT_EQ(batches, 1);
}

TEST_F(Training, EndToEndChangesEveryLayerOfTheBackbone) {
    std::vector<std::filesystem::path> files;
    for (std::uint64_t i = 0; i < 8; ++i) {
        files.push_back(folder.path() / ("photo" + std::to_string(i) + ".bmp"));
        write_bmp(files.back(), toy_photo(64, 64, i));
    }
    const auto set = [&] {
        return TrainingSet{photos(),
                           std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64, Augmentation{})};
    };
    config.epochs = 1;
    config.backbone_learning_rate = 1e-3;
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::photos, set(), set());
    trainer.run(folder.path() / "run");
    for (const auto& [name, tensor] : trainer.bundle().weights)
        if (name != "captioner.attention_v.bias") // which the softmax does not see
            EXPECT_NE(tensor.bytes, start.weights.at(name).bytes) << name;
}

TEST_F(Training, WithARateOfZeroTheBackboneStaysFrozen) {
    std::vector<std::filesystem::path> files(8, folder.path() / "photo.bmp");
    write_bmp(files[0], toy_photo(64, 64));
    const auto set = [&] {
        return TrainingSet{photos(),
                           std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64, Augmentation{})};
    };
    config.epochs = 1;
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::photos, set(), set());
    trainer.run(folder.path() / "run");
    const Bundle end = trainer.bundle();
    EXPECT_EQ(end.weights.at("backbone.stem.weight").bytes, start.weights.at("backbone.stem.weight").bytes);
    EXPECT_NE(end.weights.at("captioner.fc1.weight").bytes, start.weights.at("captioner.fc1.weight").bytes);
}

TEST(Augmented, IsAPartOfThePhotoPerhapsMirrored) {
    const Photo photo = toy_photo(60, 40);
    bool mirrored = false;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const Photo part = augmented(photo, {0.5F, true}, seed);
        EXPECT_LE(part.width, photo.width);
        EXPECT_LE(part.height, photo.height);
        EXPECT_GE(part.width * part.height, 0.45 * 60 * 40);
        EXPECT_EQ(part.rgb.size(), static_cast<std::size_t>(part.width * part.height * 3));
        bool found = false;
        for (int top = 0; top + part.height <= photo.height && !found; ++top) {
            for (int left = 0; left + part.width <= photo.width && !found; ++left) {
                for (const bool mirror : {false, true}) {
                    const auto pixel = [&](int x, int y) {
                        return photo.rgb.begin() +
                               ((top + y) * photo.width + left + (mirror ? part.width - 1 - x : x)) * 3;
                    };
                    bool same = true;
                    for (int y = 0; y < part.height && same; y += 3) {
                        for (int x = 0; x < part.width && same; x += 3)
                            same = std::equal(pixel(x, y), pixel(x, y) + 3,
                                              part.rgb.begin() + (y * part.width + x) * 3);
                    }
                    found = found || same;
                    mirrored = mirrored || (same && mirror);
                }
            }
        }
        EXPECT_TRUE(found) << seed;
        EXPECT_EQ(part.rgb, augmented(photo, {0.5F, true}, seed).rgb);
    }
    EXPECT_TRUE(mirrored);
    const Photo whole = augmented(photo, {1, false}, 3);
    EXPECT_LE(whole.width, 60);
}

} // namespace
} // namespace saccade
