#pragma once

#include "core/dataset/cached_grids.h"
#include "core/support/atomic_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace saccade {

/// A cache of 8 x 8 grids of zeros that takes no space on disk.
inline void write_sparse_cache(const std::filesystem::path& folder, std::size_t photos, int channels) {
    std::filesystem::create_directories(folder);
    const CacheFingerprint fingerprint{"inception_v3", "none", "tensorflow", "fp32", "fp16", 299, 299, 8, 8,
                                       channels};
    write_fingerprint(folder, fingerprint);
    std::ofstream index(cache_index(folder));
    for (std::size_t i = 0; i < photos; ++i)
        index << fmt::format("COCO_train2014_{:012}.jpg\n", i);
    for (std::size_t first = 0; first < photos; first += cache_rows_per_shard) {
        const std::filesystem::path shard = cache_shard(folder, first / cache_rows_per_shard);
        std::ofstream{shard};
        std::filesystem::resize_file(shard, std::min(cache_rows_per_shard, photos - first) *
                                                cache_row_bytes(fingerprint));
    }
}

/// Private memory that no file stands behind, in kB (RssAnon of /proc/self/status).
inline long private_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word == "RssAnon:") {
            long kilobytes = 0;
            status >> kilobytes;
            return kilobytes;
        }
    }
    return -1;
}

/// Reads a whole cache once in shuffled order, in batches of 64. @return the most private memory on the way,
/// in kB.
inline long most_memory_while_reading(const std::filesystem::path& folder) {
    const auto cache = std::make_shared<const FeatureCache>(FeatureCache::open(folder));
    std::vector<std::uint32_t> order(cache->size());
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), std::mt19937(1)); // NOLINT(cert-msc51-cpp): the same each time
    const auto id = [](std::uint32_t i) { return fmt::format("COCO_train2014_{:012}.jpg", i); };
    long most = 0;
    for (std::size_t first = 0; first < order.size(); first += 64) {
        const std::size_t count = std::min<std::size_t>(64, order.size() - first);
        std::vector<std::string> ids;
        std::vector<std::size_t> places(count);
        for (std::size_t i = 0; i < count; ++i)
            ids.push_back(id(order[first + i]));
        std::iota(places.begin(), places.end(), std::size_t{0});
        CachedGrids source(cache, ids);
        source.request({std::move(places), false, 0});
        source.take();
        if (first % 6400 == 0)
            most = std::max(most, private_memory());
    }
    return std::max(most, private_memory());
}

} // namespace saccade
