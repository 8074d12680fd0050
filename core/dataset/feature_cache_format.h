#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace saccade {

/// How a cache stores its grids.
enum class CacheStorage {
    fp16,
    int8, ///< 8 bits a value, with a scale and an offset for each cell: value = code * scale + offset
};

std::string_view cache_storage_name(CacheStorage storage);
/// @throws UsageError that lists the known names.
CacheStorage cache_storage_from_name(std::string_view name);

/// What made a cache. A cache of another fingerprint is refused by naming what differs.
struct CacheFingerprint {
    std::string backbone;     ///< "mobilenet_v2"
    std::string weights_hash; ///< see weights_hash_of()
    std::string recipe;
    std::string precision;
    std::string storage; ///< cache_storage_name()
    int input_width = 0; ///< pixels
    int input_height = 0;
    int rows = 0;
    int cols = 0;
    int channels = 0;
    std::string before_block = {}; ///< the grids are what this block of the backbone reads; empty: its output
    bool mirrored = false;         ///< each row holds the photo's mirror image too

    bool operator==(const CacheFingerprint&) const = default;
};

// A cache is a folder with
//   cache.json       the fingerprint
//   index.txt        one photo id a line; line i is row i
//   grids-NNNN.bin   1,024 rows each, cells row-major. fp16: rows * cols * channels half floats. int8: the
//   codes, then a
//                    scale and an offset (floats) a cell. Little-endian. Where `mirrored`, the mirror image's
//                    grid stands behind each photo's, in the same row.
// A row counts once its line stands in the index, so a killed build loses at most the batch in hand.

inline constexpr std::size_t cache_rows_per_shard = 1024;

std::filesystem::path cache_shard(const std::filesystem::path& folder, std::size_t shard);
std::filesystem::path cache_index(const std::filesystem::path& folder);

/// Bytes that a grid takes, and a row of one or two.
std::size_t cache_grid_bytes(const CacheFingerprint& fingerprint);
std::size_t cache_row_bytes(const CacheFingerprint& fingerprint);
/// @param grid  (rows * cols) x channels. @param stored  cache_grid_bytes() bytes.
void encode_cache_grid(const CacheFingerprint& fingerprint, std::span<const float> grid, std::byte* stored);
void decode_cache_grid(const CacheFingerprint& fingerprint, const std::byte* stored, float* grid);

/// What CacheFingerprint says of the backbone's weights: hash_of_backbone(), marked as that.
/// @param before_block  as in CacheFingerprint: weights from that block on do not count.
std::string weights_hash_of(const std::filesystem::path& backbone_file, std::string_view before_block = {});
/// Caches made earlier have the hash of the whole file that they were made with. Such a one gets
/// `weights_hash` if that was `backbone_file`, so that it serves every file with that backbone.
CacheFingerprint renewed(CacheFingerprint found, const std::filesystem::path& backbone_file,
                         const std::string& weights_hash);

bool holds_cache(const std::filesystem::path& folder);
/// @throws FileError when there is none, or it is damaged.
CacheFingerprint read_fingerprint(const std::filesystem::path& folder);
void write_fingerprint(const std::filesystem::path& folder, const CacheFingerprint& fingerprint);
/// @throws FileError that names what differs.
void require_fingerprint(const std::filesystem::path& folder, const CacheFingerprint& found,
                         const CacheFingerprint& wanted);

} // namespace saccade
