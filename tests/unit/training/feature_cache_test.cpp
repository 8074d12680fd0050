#include "core/dataset/cached_grids.h"
#include "core/dataset/feature_cache.h"
#include "core/image/decode.h"
#include "core/support/atomic_file.h"
#include "tests/support/photo_file.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/toy_captioner.h"

#include <gmock/gmock.h>

#include <fstream>

namespace saccade {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

class Cache : public testing::Test {
protected:
    void SetUp() override {
        write_bundle(backbone, toy_bundle());
        for (int i = 0; i < 20; ++i) {
            const std::string id = "photo" + std::to_string(i) + ".bmp";
            write_bmp(folder.path() / id, toy_photo(70, 50, static_cast<std::uint64_t>(i)));
            photos.push_back({id, folder.path() / id});
        }
    }

    CacheBuildReport build(std::span<const PhotoFile> which, const ProgressCallback& progress = {},
                           const std::stop_token& stop = {}) {
        return build_feature_cache(cache, which, backbone, Recipe::antialias, Precision::fp32, progress,
                                   stop);
    }

    void expect_right_grids(std::span<const PhotoFile> which) {
        const PhotoEncoder encoder = PhotoEncoder::load(backbone);
        const FeatureCache opened = FeatureCache::open(cache);
        EXPECT_EQ(opened.size(), which.size());
        for (const PhotoFile& photo : which) {
            const FeatureGrid expected = encoder.grid(read_photo(photo.file), Recipe::antialias);
            const auto stored = opened.grid(photo.id);
            ASSERT_EQ(stored.size(), expected.values.size());
            for (std::size_t i = 0; i < stored.size(); i += 97) {
                const float value = c10::Half(stored[i], c10::Half::from_bits());
                ASSERT_NEAR(value, expected.values[i], std::abs(expected.values[i]) / 1000 + 1e-4F);
            }
        }
    }

    TemporaryFolder folder;
    std::filesystem::path backbone = folder.path() / "backbone.safetensors";
    std::filesystem::path cache = folder.path() / "cache";
    std::vector<PhotoFile> photos;
};

TEST_F(Cache, HoldsEachPhotosGridInHalfPrecision) {
    const CacheBuildReport report = build(photos);
    EXPECT_EQ(report.encoded, photos.size());
    EXPECT_EQ(report.reused, 0U);
    expect_right_grids(photos);
    EXPECT_THROW(FeatureCache::open(cache).grid("another.jpg"), Error);
}

TEST_F(Cache, IsCompletedWithoutEncodingFinishedPhotosAgain) {
    build(std::span(photos).first(7));
    const CacheBuildReport report = build(photos);
    EXPECT_EQ(report.reused, 7U);
    EXPECT_EQ(report.encoded, 13U);
    expect_right_grids(photos);
}

TEST_F(Cache, GoesOnAfterACancelledBuild) {
    std::stop_source source;
    EXPECT_THROW(build(
                     photos, [&](const Progress&) { source.request_stop(); }, source.get_token()),
                 Cancelled);
    EXPECT_EQ(FeatureCache::open(cache).size(), 16U); // the first batch
    EXPECT_EQ(build(photos).reused, 16U);
    expect_right_grids(photos);
}

TEST_F(Cache, GoesOnAfterADeathInTheMiddleOfALine) {
    build(std::span(photos).first(7));
    // What a process that died while writing leaves behind: half a row in the shard, half an id in the index.
    std::ofstream(cache / "grids-0000.f16", std::ios::app | std::ios::binary) << "half a row";
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
    EXPECT_THAT([&] { build_feature_cache(cache, photos, backbone, Recipe::tensorflow, Precision::fp32); },
                ThrowsMessage<FileError>(HasSubstr("recipe")));
    write_bundle(backbone, toy_bundle(2));
    EXPECT_THAT([&] { build(photos); }, ThrowsMessage<FileError>(HasSubstr("weights_hash")));
    EXPECT_THAT([&] { require_cache_of(FeatureCache::open(cache), cache, backbone); },
                ThrowsMessage<FileError>(HasSubstr("weights_hash")));
}

TEST_F(Cache, WithAShardCutShortIsRefused) {
    build(photos);
    std::filesystem::resize_file(cache / "grids-0000.f16", 1000);
    EXPECT_THAT([&] { FeatureCache::open(cache); }, ThrowsMessage<FileError>(HasSubstr("shorter")));
}

TEST_F(Cache, GivesBatchesInTheOrderAsked) {
    build(photos);
    const auto opened = std::make_shared<const FeatureCache>(FeatureCache::open(cache));
    CachedGrids source(opened, {photos[0].id, photos[1].id, photos[2].id});
    source.request({{2, 0}, true, 5});
    const torch::Tensor batch = source.take();
    ASSERT_EQ(batch.sizes(), (std::vector<std::int64_t>{2, 4, 1280}));
    const float first = c10::Half(opened->grid(photos[2].id)[5], c10::Half::from_bits());
    EXPECT_EQ(batch[0][0][5].item<float>(), first);
    EXPECT_THROW(CachedGrids(opened, {"unknown"}), Error);
}

} // namespace
} // namespace saccade
