#pragma once

#include "core/dataset/feature_cache_format.h"
#include "core/support/mapped_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace saccade {

/// Feature grids on disk, memory-mapped: private memory hardly grows with the data set. See
/// feature_cache_format.h for what lies in the folder.
class FeatureCache {
public:
    /// @throws FileError when the folder holds no cache or a shard is shorter than the index says.
    static FeatureCache open(const std::filesystem::path& folder);

    const CacheFingerprint& fingerprint() const noexcept { return fingerprint_; }
    std::size_t size() const noexcept { return lines_.size(); }
    bool contains(std::string_view id) const { return find(id).has_value(); }
    /// @throws Error for an unknown photo.
    std::size_t row(std::string_view id) const;
    /// Writes the row's grid, (rows * cols) x channels floats. @param row  below size().
    /// @param mirrored  that of the mirror image, which a `mirrored` cache has.
    void read(std::size_t row, float* grid, bool mirrored = false) const;

private:
    std::string_view id_of(std::size_t row) const;
    std::optional<std::size_t> find(std::string_view id) const;

    CacheFingerprint fingerprint_;
    std::optional<MappedFile> index_;
    std::vector<std::uint64_t> lines_; ///< where each row's id begins in the index
    std::vector<std::uint32_t> table_; ///< open addressing by the id's hash: row + 1, or 0
    std::vector<MappedFile> shards_;
};

/// @throws FileError that names what differs when the cache was made with other weights than `backbone_file`
/// holds, where they count for it.
void require_cache_of(const FeatureCache& cache, const std::filesystem::path& folder,
                      const std::filesystem::path& backbone_file);

} // namespace saccade
