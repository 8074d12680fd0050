#include "core/dataset/cached_grids.h"
#include "core/dataset/feature_cache.h"
#include "core/dataset/feature_cache_builder.h"
#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/support/atomic_file.h"
#include "core/support/content_hash.h"
#include "core/training/trainer.h"
#include "tests/support/full_disk.h"
#include "tests/support/photo_file.h"
#include "tests/support/sparse_cache.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class Cache : public testing::Test {
protected:
    void SetUp() override {
        write_bundle(backbone, toy_bundle());
        add_photos(20);
    }

    void add_photos(int count) {
        for (int i = static_cast<int>(photos.size()); count > 0; ++i, --count) {
            const std::string id = "photo" + std::to_string(i) + ".bmp";
            write_bmp(folder.path() / id, toy_photo(70, 50, static_cast<std::uint64_t>(i)));
            photos.push_back({id, folder.path() / id});
        }
    }

    CacheBuildReport build(std::span<const PhotoFile> which, const ProgressCallback& progress = {},
                           const std::stop_token& stop = {}) {
        return build_feature_cache(cache, which, {backbone, Recipe::antialias, Precision::fp32, storage},
                                   progress, stop);
    }

    void expect_right_grids(std::span<const PhotoFile> which) {
        const PhotoEncoder encoder = PhotoEncoder::load(backbone);
        const FeatureCache opened = FeatureCache::open(cache);
        EXPECT_EQ(opened.size(), which.size());
        for (const PhotoFile& photo : which) {
            const FeatureGrid expected = encoder.grid(read_photo(photo.file), Recipe::antialias);
            std::vector<float> stored(expected.values.size());
            opened.read(opened.row(photo.id), stored.data());
            const float most = *std::ranges::max_element(expected.values);
            const bool half = storage == CacheStorage::fp16;
            for (std::size_t i = 0; i < stored.size(); i += 97) {
                const float allowed =
                    half ? std::abs(expected.values[i]) / 1000 + 1e-4F : most / 255 / 2 + 1e-5F;
                ASSERT_NEAR(stored[i], expected.values[i], allowed);
            }
        }
    }

    TemporaryFolder folder;
    std::filesystem::path backbone = folder.path() / "backbone.safetensors";
    std::filesystem::path cache = folder.path() / "cache";
    CacheStorage storage = CacheStorage::fp16;
    std::vector<PhotoFile> photos;
};

TEST_F(Cache, HoldsEachPhotosGridInHalfPrecision) {
    const CacheBuildReport report = build(photos);
    EXPECT_EQ(report.encoded, photos.size());
    EXPECT_EQ(report.reused, 0U);
    expect_right_grids(photos);
    EXPECT_THROW(FeatureCache::open(cache).row("another.jpg"), Error);
}

TEST_F(Cache, MayHoldEightBitsAValue) {
    build(photos);
    const auto halves = std::filesystem::file_size(cache / "grids-0000.bin");
    EXPECT_EQ(halves, predicted_cache_bytes(FeatureCache::open(cache).fingerprint(), photos.size()));
    storage = CacheStorage::int8;
    EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("storage")));
    std::filesystem::remove_all(cache);
    build(photos);
    expect_right_grids(photos);
    EXPECT_LT(std::filesystem::file_size(cache / "grids-0000.bin"), halves * 51 / 100);
}

TEST_F(Cache, TellsHowFastItIs) {
    std::string detail;
    build(photos, [&](const Progress& progress) { detail = progress.detail; });
    EXPECT_THAT(detail, testing::MatchesRegex("[0-9.]+ photos/s, 0:00 left"));
}

TEST_F(Cache, IsCompletedOnceAFullDiskHasSpaceAgain) {
    {
        const FullDisk full(20 * 4 * 1280); // half of what the rows take
        EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("the disk is probably full")));
    }
    const std::size_t kept = FeatureCache::open(cache).size();
    EXPECT_LT(kept, photos.size());
    EXPECT_EQ(build(photos).reused, kept);
    expect_right_grids(photos);
}

TEST_F(Cache, IsCompletedWithoutEncodingFinishedPhotosAgain) {
    build(std::span(photos).first(7));
    const CacheBuildReport report = build(photos);
    EXPECT_EQ(report.reused, 7U);
    EXPECT_EQ(report.encoded, 13U);
    expect_right_grids(photos);
}

TEST_F(Cache, GoesOnAfterACancelledBuild) {
    add_photos(60); // more than are under way at a time
    std::stop_source source;
    EXPECT_THROW(build(
                     photos, [&](const Progress&) { source.request_stop(); }, source.get_token()),
                 Cancelled);
    const std::size_t kept = FeatureCache::open(cache).size();
    EXPECT_GE(kept, 16U); // the first batch, and what was under way
    EXPECT_LT(kept, photos.size());
    EXPECT_EQ(build(photos).reused, kept);
    expect_right_grids(photos);
}

TEST_F(Cache, GoesOnAfterADeathInTheMiddleOfALine) {
    build(std::span(photos).first(7));
    // What a process that died while writing leaves behind: half a row in the shard, half an id in the index.
    std::ofstream(cache / "grids-0000.bin", std::ios::app | std::ios::binary) << "half a row";
    std::ofstream(cache / "index.txt", std::ios::app) << "phot";
    EXPECT_EQ(build(photos).reused, 7U);
    expect_right_grids(photos);
}

TEST_F(Cache, SkipsABrokenPhotoAndSaysSo) {
    write_file_atomically(photos[3].file, "no photo at all");
    const CacheBuildReport report = build(photos);
    EXPECT_EQ(report.encoded, 19U);
    ASSERT_EQ(report.skipped.size(), 1U);
    EXPECT_THAT(report.skipped[0], HasSubstr("photo3.bmp"));
    EXPECT_FALSE(FeatureCache::open(cache).contains("photo3.bmp"));
}

TEST_F(Cache, OfOtherWeightsOrAnotherRecipeIsRefusedByName) {
    build(photos);
    EXPECT_THAT(
        [&] {
            build_feature_cache(cache, photos, {backbone, Recipe::tensorflow});
        },
        ThrowsMessage<FileError>(HasSubstr("recipe")));
    write_bundle(backbone, toy_bundle(2));
    EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("weights_hash")));
    EXPECT_THAT([&] { require_cache_of(FeatureCache::open(cache), cache, backbone); },
                ThrowsMessage<FileError>(HasSubstr("weights_hash")));
}

TEST_F(Cache, ServesEveryFileThatHoldsItsBackbone) {
    build(photos);
    Bundle other = toy_bundle(2); // another decoder, another name
    other.header.card.name = "Another";
    for (auto& [name, tensor] : toy_bundle().weights) {
        if (name.starts_with("backbone."))
            other.weights[name] = tensor;
    }
    write_bundle(backbone, other);
    EXPECT_EQ(build(photos).reused, photos.size());
    require_cache_of(FeatureCache::open(cache), cache, backbone);

    HostTensor& weight = other.weights.lower_bound("backbone.")->second;
    std::vector<float> values = weight.to_floats();
    values.back() = std::nextafter(values.back(), 1e9F);
    weight = HostTensor::from_floats(weight.shape, values);
    write_bundle(backbone, other);
    EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("weights_hash")));
    EXPECT_THAT([&] { require_cache_of(FeatureCache::open(cache), cache, backbone); },
                ThrowsMessage<FileError>(HasSubstr("weights_hash")));
}

TEST_F(Cache, ServesACheckpointThatWasTrainedOnIt) {
    build(photos);
    const auto opened = std::make_shared<const FeatureCache>(FeatureCache::open(cache));
    TrainingSet set;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < 8; ++i) {
        set.photos.push_back({photos[i].id, {{"a", "dog"}}, {{"a", "dog"}}});
        ids.push_back(photos[i].id);
    }
    const auto training_set = [&] {
        return TrainingSet{set.photos, std::make_shared<CachedGrids>(opened, ids)};
    };
    TrainingConfig config;
    config.epochs = 1;
    config.photos_per_batch = 4;
    config.max_words = 6;
    Bundle small = read_bundle(backbone);
    small.header.storage = Storage::int8; // as models are released
    write_bundle(folder.path() / "small.safetensors", small);
    EXPECT_NE(hash_of_backbone(folder.path() / "small.safetensors"), hash_of_backbone(backbone))
        << "rounded weights see differently";
    for (const std::filesystem::path& start : {folder.path() / "small.safetensors", backbone}) {
        const std::filesystem::path run = folder.path() / start.stem();
        Trainer(config, read_bundle(start), Trainer::Input::grids, training_set(), training_set()).run(run);
        EXPECT_EQ(hash_of_backbone(run / "last.safetensors"), hash_of_backbone(start)) << start;
    }
    const std::filesystem::path last = folder.path() / "backbone" / "last.safetensors";
    EXPECT_NE(hash_of_file(last), hash_of_file(backbone));
    backbone = last;
    EXPECT_EQ(build(photos).reused, photos.size());
}

TEST_F(Cache, OfABackboneFileServesABundleOfIt) {
    const std::filesystem::path bundle = backbone;
    TensorMap weights;
    for (auto& [name, tensor] : toy_bundle().weights) {
        if (name.starts_with("backbone."))
            weights[name.substr(9)] = tensor;
    }
    backbone = folder.path() / "alone.safetensors";
    const BundleHeader header = toy_bundle().header;
    write_backbone(backbone, header.backbone, header.backbone_flavour, weights);
    EXPECT_EQ(hash_of_backbone(backbone), hash_of_backbone(bundle));
}

TEST_F(Cache, OfAnEarlierVersionServesTheFileThatMadeIt) {
    build(photos);
    CacheFingerprint earlier = FeatureCache::open(cache).fingerprint();
    earlier.weights_hash = hash_of_file(backbone);
    write_fingerprint(cache, earlier);
    require_cache_of(FeatureCache::open(cache), cache, backbone);

    std::filesystem::path other_file =
        folder.path() / "renamed.safetensors"; // the same backbone in another file
    Bundle other = toy_bundle();
    other.header.card.name = "Another";
    write_bundle(other_file, other);
    std::swap(backbone, other_file);
    EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("weights_hash")))
        << "nobody knows what it was made with";
    EXPECT_EQ(FeatureCache::open(cache).fingerprint(), earlier);

    std::swap(backbone, other_file);
    EXPECT_EQ(build(photos).reused, photos.size());
    std::swap(backbone, other_file);
    EXPECT_EQ(build(photos).reused, photos.size()) << "from now on it is known";
}

TEST_F(Cache, WithAShardCutShortIsRefused) {
    build(photos);
    std::filesystem::resize_file(cache / "grids-0000.bin", 1000);
    EXPECT_THAT([&] { FeatureCache::open(cache); }, ThrowsMessage<FileError>(HasSubstr("shorter")));
}

TEST_F(Cache, GivesBatchesInTheOrderAsked) {
    build(photos);
    const auto opened = std::make_shared<const FeatureCache>(FeatureCache::open(cache));
    CachedGrids source(opened, {photos[0].id, photos[1].id, photos[2].id});
    source.request({{2, 0}, true, 5});
    const torch::Tensor batch = source.take();
    ASSERT_EQ(batch.sizes(), (std::vector<std::int64_t>{2, 4, 1280}));
    std::vector<float> grid(4 * 1280);
    opened->read(opened->row(photos[2].id), grid.data());
    EXPECT_EQ(batch[0][0][5].item<float>(), grid[5]);
    EXPECT_THROW(CachedGrids(opened, std::vector<std::string>{"unknown"}), Error);
}

/// The twin of tests/bench/cache_memory.cpp with smaller grids.
TEST(CacheMemory, HardlyGrowsWithTheDataSet) {
    const TemporaryFolder folder;
    write_sparse_cache(folder.path() / "small", 1000, 32);
    write_sparse_cache(folder.path() / "large", 82783, 32);
    most_memory_while_reading(folder.path() / "small"); // what LibTorch takes at its first use
    const long small = most_memory_while_reading(folder.path() / "small");
    const long large = most_memory_while_reading(folder.path() / "large");
    ASSERT_GT(small, 0);
    EXPECT_LT(static_cast<double>(large), 1.05 * static_cast<double>(small));
}

} // namespace
} // namespace saccade
