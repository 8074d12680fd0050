#pragma once

#include "core/dataset/feature_cache_format.h"
#include "core/image/preprocess.h"
#include "core/model/precision.h"
#include "core/support/progress.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct PhotoFile {
    std::string id; ///< unique in the data set, no line break
    std::filesystem::path file;
};

struct CacheRecipe {
    std::filesystem::path backbone; ///< backbone file or bundle
    Recipe resize = Recipe::antialias;
    Precision precision = Precision::fp32;
    CacheStorage storage = CacheStorage::fp16;
    std::string before_block = {}; ///< what this block of the backbone reads; empty: its output
    bool mirrored = false;         ///< encode the mirror images too, for training that flips photos
};

struct CacheBuildReport {
    std::size_t encoded = 0;          ///< in this run
    std::size_t reused = 0;           ///< finished by an earlier run
    std::vector<std::string> skipped; ///< one sentence a photo that could not be read
};

/// Bytes that the shards of so many photos will take.
std::uintmax_t predicted_cache_bytes(const CacheFingerprint& fingerprint, std::size_t photos);

/// Encodes each photo once. Decoding overlaps with the backbone. What is finished already is kept. Progress
/// tells photos a second and the time left.
/// @throws FileError for a cache of another fingerprint, a disk that lacks the space (before anything is
/// encoded) or fills up (finished rows are kept); Cancelled, with all finished rows kept.
CacheBuildReport build_feature_cache(const std::filesystem::path& folder, std::span<const PhotoFile> photos,
                                     const CacheRecipe& recipe, const ProgressCallback& progress = {},
                                     const std::stop_token& stop = {});

} // namespace saccade
