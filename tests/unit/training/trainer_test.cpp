#include "core/dataset/photo_batches.h"
#include "core/decoding/decoding_session.h"
#include "core/model/compute.h"
#include "core/support/mapped_file.h"
#include "core/training/trainer.h"
#include "tests/support/photo_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST_F(Training, IsReproducibleToTheBit) {
    config.network.dropout = 0.3F;
    const std::string first = bytes_of_run("first");
    EXPECT_TRUE(first == bytes_of_run("second"));
    config.seed = 2;
    EXPECT_FALSE(first == bytes_of_run("third"));
}

TEST_F(Training, LearnsToTellTheGridsApart) {
    config.epochs = 100;
    config.learning_rate = 2e-3;
    std::vector<EpochReport> reports;
    TrainingObserver observer;
    observer.epoch = [&](const EpochReport& report) { reports.push_back(report); };
    Trainer trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids());
    trainer.run(folder.path() / "run", observer);
    ASSERT_EQ(reports.size(), 100U);
    EXPECT_LT(reports.back().training_loss, reports.front().training_loss / 2);
    ASSERT_EQ(reports.back().samples.size(), 5U);
    EXPECT_EQ(reports.back().samples[0].caption.text(), "a dog runs");
    EXPECT_EQ(reports.back().samples[1].caption.text(), "a cat sits on grass");
    EXPECT_GT(reports.back().cider_d, 1);
}

TEST_F(Training, LeavesTheBackboneAloneWhenItSeesGrids) {
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::grids, grids(), grids());
    trainer.run(folder.path() / "run");
    for (const auto& [name, tensor] : trainer.bundle().weights) {
        const bool same = tensor.bytes == start.weights.at(name).bytes;
        // The softmax over the cells does not see the score's bias.
        EXPECT_EQ(same, name.starts_with("backbone.") || name == "captioner.attention_v.bias") << name;
    }
}

TEST_F(Training, WritesWhatARunNeeds) {
    Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()).run(folder.path() / "run");
    const auto captioner = Captioner::load(folder.path() / "run" / "best.safetensors");
    EXPECT_EQ(captioner->vocabulary().size(), 11U);
    EXPECT_NO_THROW(Captioner::load(folder.path() / "run" / "last.safetensors"));
    std::ifstream metrics(folder.path() / "run" / "metrics.jsonl");
    int epochs = 0;
    for (std::string line; std::getline(metrics, line);) {
        const auto record = nlohmann::json::parse(line);
        EXPECT_EQ(record.at("epoch"), epochs + 1);
        epochs += record.at("kind") == "epoch" ? 1 : 0;
    }
    EXPECT_EQ(epochs, 3);
    std::ifstream samples(folder.path() / "run" / "samples" / "epoch-0003.json");
    const auto list = nlohmann::json::parse(samples);
    ASSERT_EQ(list.size(), 5U);
    for (const auto& sample : list) {
        EXPECT_FALSE(sample.at("words").empty());
        for (const auto& word : sample.at("words"))
            EXPECT_EQ(word.at("attention").size(), 4U); // the toy's grid is 2 x 2
    }
    std::ifstream written(folder.path() / "run" / "config.json");
    EXPECT_EQ(nlohmann::json::parse(written).at("epochs"), 3);
}

TEST_F(Training, StopsWhenTheLossIsNoNumber) {
    EXPECT_THAT(
        [&] {
            Trainer(config, toy_bundle(), Trainer::Input::grids,
                    grids(std::numeric_limits<double>::quiet_NaN()), grids())
                .run(folder.path() / "run");
        },
        ThrowsMessage<Error>(HasSubstr("epoch 1, step 1")));
}

TEST_F(Training, TheUnattendedPenaltyIsForAttentionAfterTheWord) {
    config.unattended_penalty = 0.5;
    ASSERT_EQ(toy_bundle().header.network.attention_timing, AttentionTiming::before);
    EXPECT_THAT([&] { Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()); },
                ThrowsMessage<UsageError>(HasSubstr("network.attention_timing=after")));
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
    EXPECT_THROW(trainer.run(folder.path() / "run", observer, source.get_token()), Cancelled);
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
        // The softmax over the cells does not see the score's bias.
        EXPECT_EQ(tensor.bytes == start.weights.at(name).bytes, name == "captioner.attention_v.bias") << name;
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

TEST_F(Training, SelfCriticalTrainingLeavesWordsThatAreNeverDrawnAlone) {
    config.objective = Objective::self_critical;
    config.self_critical_samples = 3;
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::grids, grids(), grids());
    trainer.run(folder.path() / "run");
    const auto bias = [](const Bundle& bundle, std::size_t word) {
        float value = 0;
        std::memcpy(&value, bundle.weights.at("captioner.fc2.bias").bytes.data() + word * sizeof value,
                    sizeof value);
        return value;
    };
    const Bundle end = trainer.bundle();
    for (const std::size_t never : {0U, 1U, 2U}) // <pad>, <unk>, <start>
        EXPECT_EQ(bias(end, never), bias(start, never));
    EXPECT_NE(bias(end, 4), bias(start, 4));
}

class FineTuning : public Training {
protected:
    FineTuning() {
        for (std::uint64_t i = 0; i < 8; ++i) {
            files.push_back(folder.path() / ("photo" + std::to_string(i) + ".bmp"));
            write_bmp(files.back(), toy_photo(64, 64, i));
        }
        config.backbone_learning_rate = 1e-3;
    }

    TrainingSet set() {
        return {photos(), std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64, Augmentation{})};
    }

    std::vector<std::filesystem::path> files;
};

TEST_F(FineTuning, BeginsWithTheBlockNamed) {
    config.backbone_from = "blocks.13";
    const Bundle start = toy_bundle();
    Trainer trainer(config, start, Trainer::Input::photos, set(), set());
    trainer.run(folder.path() / "run");
    for (const auto& [name, tensor] : trainer.bundle().weights) {
        if (!name.starts_with("backbone."))
            continue;
        const bool learns = name.starts_with("backbone.head.") || name.starts_with("backbone.blocks.13.") ||
                            name.starts_with("backbone.blocks.14.") ||
                            name.starts_with("backbone.blocks.15.") ||
                            name.starts_with("backbone.blocks.16.");
        EXPECT_EQ(tensor.bytes != start.weights.at(name).bytes, learns) << name;
    }
}

TEST_F(FineTuning, NamesTheBlocksForAnUnknownOne) {
    config.backbone_from = "Mixed_7a";
    EXPECT_THAT([&] { Trainer(config, toy_bundle(), Trainer::Input::photos, set(), set()); },
                ThrowsMessage<UsageError>(testing::AllOf(
                    HasSubstr("\"Mixed_7a\""), HasSubstr("stem, blocks.0, blocks.1,"), HasSubstr("head"))));
}

TEST_F(FineTuning, InBf16ComesCloseToFp32) {
    std::vector<BatchReport> first;
    for (const char* const precision : {"fp32", "bf16"}) {
        config.precision = precision;
        TrainingObserver observer;
        observer.batch = [&](const BatchReport& report) {
            if (report.epoch == 1 && report.step == 1)
                first.push_back(report);
        };
        Trainer trainer(config, toy_bundle(), Trainer::Input::photos, set(), set());
        trainer.run(folder.path() / precision, observer);
        for (const auto& [name, tensor] : trainer.bundle().weights)
            EXPECT_EQ(tensor.dtype, DType::f32) << name; // the weights that learn keep all their bits
    }
    ASSERT_EQ(first.size(), 2U);
    EXPECT_NE(first[0].loss, first[1].loss);
    EXPECT_NEAR(first[1].loss, first[0].loss, 0.02 * first[0].loss);
    EXPECT_NEAR(first[1].gradient_norm, first[0].gradient_norm, 0.1 * first[0].gradient_norm);
}

TEST_F(FineTuning, ATeacherDrawsTheBackboneToItsOwnSight) {
    const std::filesystem::path file = folder.path() / "teacher.safetensors";
    write_bundle(file, toy_bundle(9));
    config.epochs = 10;
    const Teacher teacher(file, Precision::fp32);
    TrainingSet seen = set();
    seen.source->request({{0, 1, 2, 3, 4, 5, 6, 7}, false, 0});
    const torch::Tensor images = seen.source->take();
    std::vector<double> apart;
    for (const char* const from : {"", file.c_str()}) {
        config.teacher = from;
        Trainer trainer(config, toy_bundle(), Trainer::Input::photos, set(), set());
        trainer.run(folder.path() / ("run" + std::to_string(apart.size())));
        const torch::NoGradGuard no_grad;
        const Captioner::Impl captioner = build_captioner("", trainer.bundle());
        const torch::Tensor grid = captioner.backbone->forward(images).flatten(2).transpose(1, 2);
        apart.push_back(teacher.loss(images, captioner.network->features_of(grid)).item<double>());
    }
    EXPECT_LT(apart[1], apart[0] / 2);
}

TEST_F(FineTuning, ATeacherIsForABackboneThatLearns) {
    config.teacher = (folder.path() / "teacher.safetensors").string();
    write_bundle(config.teacher, toy_bundle(9));
    const auto refused = ThrowsMessage<UsageError>(HasSubstr("A teacher is for a backbone that learns"));
    EXPECT_THAT([&] { Trainer(config, toy_bundle(), Trainer::Input::grids, grids(), grids()); }, refused);
    config.backbone_learning_rate = 0;
    EXPECT_THAT([&] { Trainer(config, toy_bundle(), Trainer::Input::photos, set(), set()); }, refused);
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
