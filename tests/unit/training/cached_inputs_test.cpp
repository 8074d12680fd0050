#include "core/dataset/cached_grids.h"
#include "core/dataset/feature_cache_builder.h"
#include "core/dataset/photo_batches.h"
#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "tests/support/photo_file.h"
#include "tests/unit/training/toy_training.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr const char* from = "blocks.13";

/// Training that begins at a block, on what the block reads.
class CachedInputs : public Training {
protected:
    CachedInputs() {
        write_bundle(bundle, toy_bundle());
        for (std::uint64_t i = 0; i < 8; ++i) {
            photo_files.push_back(
                {"photo" + std::to_string(i), folder.path() / ("photo" + std::to_string(i) + ".bmp")});
            files.push_back(photo_files.back().file);
            write_bmp(files.back(), toy_photo(64, 64, i));
            ids.push_back(photo_files.back().id);
        }
        config.backbone_learning_rate = 1e-3;
        config.backbone_from = from;
        recipe.backbone = bundle;
        recipe.before_block = from;
    }

    std::shared_ptr<const FeatureCache> built() {
        build_feature_cache(folder.path() / "cache", photo_files, recipe);
        return std::make_shared<const FeatureCache>(FeatureCache::open(folder.path() / "cache"));
    }

    std::filesystem::path bundle = folder.path() / "start.safetensors";
    std::vector<PhotoFile> photo_files;
    std::vector<std::filesystem::path> files;
    std::vector<std::string> ids;
    CacheRecipe recipe;
};

TEST_F(CachedInputs, TeachWhatPhotosWithoutCropsDo) {
    const auto losses = [&](Trainer::Input input, const std::shared_ptr<BatchSource>& source) {
        std::vector<float> result;
        TrainingObserver observer;
        observer.batch = [&](const BatchReport& report) {
            result.push_back(static_cast<float>(report.loss));
        };
        Trainer trainer(config, toy_bundle(), input, {photos(), source}, {photos(), source});
        trainer.run(folder.path() / (input == Trainer::Input::photos ? "photos" : "inputs"), observer);
        const Bundle start = toy_bundle();
        for (const auto& [name, tensor] : trainer.bundle().weights) {
            if (!name.starts_with("backbone."))
                continue;
            const bool learns = name.starts_with("backbone.head.") ||
                                (name.starts_with("backbone.blocks.1") && name >= "backbone.blocks.13" &&
                                 name[std::string("backbone.blocks.1").size()] != '.');
            EXPECT_EQ(tensor.bytes != start.weights.at(name).bytes, learns) << name;
        }
        return result;
    };
    const std::vector<float> on_photos =
        losses(Trainer::Input::photos,
               std::make_shared<PhotoBatches>(files, Recipe::antialias, 64, 64, Augmentation{1, false}));
    const std::vector<float> on_inputs =
        losses(Trainer::Input::block_inputs, std::make_shared<CachedGrids>(built(), ids));
    ASSERT_EQ(on_photos.size(), on_inputs.size());
    EXPECT_LT(on_photos.back(), on_photos.front());
    // The cache rounds to fp16, and steps of Adam carry that further.
    EXPECT_NEAR(on_inputs[0], on_photos[0], 5e-4 * on_photos[0]);
    for (std::size_t i = 1; i < on_photos.size(); ++i)
        EXPECT_NEAR(on_inputs[i], on_photos[i], 2e-2 * on_photos[i]);
}

TEST_F(CachedInputs, HoldMirrorImagesToo) {
    recipe.mirrored = true;
    const auto cache = built();
    const CacheFingerprint& shape = cache->fingerprint();
    EXPECT_EQ(shape.rows, 4); // 64 pixels, shrunk 16 times before that block
    EXPECT_EQ(shape.channels, 96);
    const PhotoEncoder encoder = PhotoEncoder::load(bundle, Precision::fp32, from);
    std::vector<float> stored(static_cast<std::size_t>(shape.rows * shape.cols * shape.channels));
    for (const bool mirror : {false, true}) {
        const Pixels pixels = preprocess(read_photo(files[3]), Recipe::antialias, 64, 64);
        const Pixels seen = mirror ? mirrored(pixels) : pixels;
        const std::vector<float> expected = encoder.grids({&seen, 1}).front().values;
        cache->read(cache->row(ids[3]), stored.data(), mirror);
        for (std::size_t i = 0; i < stored.size(); ++i)
            ASSERT_NEAR(stored[i], expected[i], std::abs(expected[i]) / 500 + 1e-4F) << mirror;
    }
}

TEST_F(CachedInputs, AreFlippedAtRandomInTrainingAlone) {
    recipe.mirrored = true;
    const auto cache = built();
    const auto grid = [&](bool mirror) {
        const CacheFingerprint& shape = cache->fingerprint();
        torch::Tensor result = torch::empty({shape.rows, shape.cols, shape.channels});
        cache->read(cache->row(ids[0]), result.data_ptr<float>(), mirror);
        return result.permute({2, 0, 1});
    };
    const torch::Tensor plain = grid(false);
    const torch::Tensor flipped = grid(true);
    ASSERT_FALSE(plain.equal(flipped));
    const auto count_flipped = [&](bool flip, bool augment) {
        CachedGrids source(cache, ids, flip);
        int result = 0;
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            source.request({{0}, augment, seed});
            const torch::Tensor batch = source.take();
            EXPECT_EQ(batch.sizes(), (std::vector<std::int64_t>{1, 96, 4, 4}));
            result += batch[0].equal(flipped) ? 1 : 0;
            EXPECT_TRUE(batch[0].equal(plain) || batch[0].equal(flipped));
        }
        return result;
    };
    EXPECT_EQ(count_flipped(false, true), 0);
    EXPECT_EQ(count_flipped(true, false), 0);
    const int some = count_flipped(true, true);
    EXPECT_GT(some, 30);
    EXPECT_LT(some, 70);
}

TEST_F(CachedInputs, ServeEveryBackboneThatIsTheSameBeforeTheBlock) {
    built();
    const auto with_change_in = [&](const std::string& prefix) {
        Bundle changed = toy_bundle();
        for (auto& [name, tensor] : changed.weights) {
            if (name.starts_with(prefix)) {
                tensor.bytes[3] ^= std::byte{0x01};
                break;
            }
        }
        write_bundle(bundle, changed);
        return build_feature_cache(folder.path() / "cache", photo_files, recipe).reused;
    };
    EXPECT_EQ(with_change_in("backbone.blocks.14."), 8U);
    EXPECT_EQ(with_change_in("captioner."), 8U);
    EXPECT_THAT([&] { with_change_in("backbone.blocks.12."); },
                ThrowsMessage<FileError>(HasSubstr("weights_hash")));
    write_bundle(bundle, toy_bundle());
    recipe.before_block = "blocks.14";
    EXPECT_THAT([&] { build_feature_cache(folder.path() / "cache", photo_files, recipe); },
                ThrowsMessage<FileError>(HasSubstr("this cache was made with")));
    recipe.before_block = "blocks.99";
    EXPECT_THROW(build_feature_cache(folder.path() / "other", photo_files, recipe), UsageError);
}

TEST_F(CachedInputs, ACacheOfAnEarlierVersionHoldsWholeGrids) {
    recipe.before_block.clear();
    built();
    const std::filesystem::path description = folder.path() / "cache" / "cache.json";
    nlohmann::json earlier = nlohmann::json::parse(std::ifstream(description));
    earlier.erase("before_block");
    earlier.erase("mirrored");
    write_file_atomically(description, earlier.dump());
    EXPECT_EQ(read_fingerprint(folder.path() / "cache").before_block, "");
    EXPECT_FALSE(read_fingerprint(folder.path() / "cache").mirrored);
    EXPECT_EQ(build_feature_cache(folder.path() / "cache", photo_files, recipe).reused, 8U);
}

} // namespace
} // namespace saccade
