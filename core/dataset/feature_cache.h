#pragma once

#include "core/image/preprocess.h"
#include "core/model/backbone_file.h"
#include "core/support/mapped_file.h"
#include "core/support/progress.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saccade {

/// What made a cache. A cache of another fingerprint is refused by naming what differs.
struct CacheFingerprint {
    std::string backbone;     ///< "mobilenet_v2"
    std::string weights_hash; ///< XXH3-128 of the weights file, hexadecimal
    std::string recipe;
    std::string precision;
    int input_width = 0; ///< pixels
    int input_height = 0;
    int rows = 0;
    int cols = 0;
    int channels = 0;

    bool operator==(const CacheFingerprint&) const = default;
};

/// Feature grids on disk, fp16, memory-mapped. A folder with
///   cache.json       fingerprint
///   index.txt        one photo id a line; line i is row i
///   grids-NNNN.f16   1,024 rows each: rows * cols * channels half floats, little-endian, cells row-major
/// A row counts once its line stands in the index, so a killed build loses at most the batch in hand.
class FeatureCache {
public:
    static constexpr std::size_t rows_per_shard = 1024;

    /// @throws FileError when the folder holds no cache or a shard is shorter than the index says.
    static FeatureCache open(const std::filesystem::path& folder);

    const CacheFingerprint& fingerprint() const noexcept { return fingerprint_; }
    std::size_t size() const noexcept { return ids_.size(); }
    bool contains(std::string_view id) const;
    /// Half floats, (rows * cols) x channels; valid as long as the cache. @throws Error for an unknown photo.
    std::span<const std::uint16_t> grid(std::string_view id) const;

private:
    CacheFingerprint fingerprint_;
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<MappedFile> shards_;
};

/// @throws FileError that names what differs when the cache was made with other weights than `backbone_file` holds.
void require_cache_of(const FeatureCache& cache, const std::filesystem::path& folder,
                      const std::filesystem::path& backbone_file);

struct PhotoFile {
    std::string id; ///< unique in the data set, no line break
    std::filesystem::path file;
};

struct CacheBuildReport {
    std::size_t encoded = 0;          ///< in this run
    std::size_t reused = 0;           ///< finished by an earlier run
    std::vector<std::string> skipped; ///< one sentence a photo that could not be read
};

/// Encodes each photo once. Decoding overlaps with the backbone. What is finished already is kept.
/// @throws FileError for a cache of another fingerprint or a full disk; Cancelled, with all finished rows kept.
CacheBuildReport build_feature_cache(const std::filesystem::path& folder, std::span<const PhotoFile> photos,
                                     const std::filesystem::path& backbone_file, Recipe recipe, Precision precision,
                                     const ProgressCallback& progress = {}, const std::stop_token& stop = {});

} // namespace saccade
