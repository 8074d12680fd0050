#include "core/dataset/feature_cache.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>

namespace saccade {

FeatureCache FeatureCache::open(const std::filesystem::path& folder) {
    FeatureCache cache;
    cache.fingerprint_ = read_fingerprint(folder);
    std::error_code ignored;
    if (const auto size = std::filesystem::file_size(cache_index(folder), ignored); ignored || size == 0)
        return cache;
    cache.index_.emplace(cache_index(folder));
    const std::string_view text(reinterpret_cast<const char*>(cache.index_->bytes().data()),
                                cache.index_->bytes().size());
    // A line that was being written when a build died has no end and does not count.
    for (std::size_t begin = 0, end = text.find('\n'); end != std::string_view::npos;
         begin = end + 1, end = text.find('\n', begin))
        cache.lines_.push_back(begin);
    cache.lines_.shrink_to_fit();
    cache.table_.resize(std::bit_ceil(cache.lines_.size() * 2 + 2));
    for (std::size_t row = 0; row < cache.lines_.size(); ++row) {
        const std::string_view id = cache.id_of(row);
        std::size_t place = std::hash<std::string_view>{}(id) % cache.table_.size();
        while (cache.table_[place] != 0)
            place = (place + 1) % cache.table_.size();
        cache.table_[place] = static_cast<std::uint32_t>(row + 1);
    }
    const std::size_t row_bytes = cache_row_bytes(cache.fingerprint_);
    for (std::size_t first = 0; first < cache.size(); first += cache_rows_per_shard) {
        MappedFile& shard = cache.shards_.emplace_back(cache_shard(folder, first / cache_rows_per_shard));
        if (shard.bytes().size() < std::min(cache_rows_per_shard, cache.size() - first) * row_bytes)
            throw FileError(shard.path(), "the shard is shorter than its index says",
                            "Build the cache again");
    }
    return cache;
}

std::string_view FeatureCache::id_of(std::size_t row) const {
    const auto* const text = reinterpret_cast<const char*>(index_->bytes().data());
    const std::string_view rest(text + lines_[row], index_->bytes().size() - lines_[row]);
    return rest.substr(0, rest.find('\n'));
}

std::optional<std::size_t> FeatureCache::find(std::string_view id) const {
    if (table_.empty())
        return std::nullopt;
    for (std::size_t place = std::hash<std::string_view>{}(id) % table_.size(); table_[place] != 0;
         place = (place + 1) % table_.size()) {
        if (id_of(table_[place] - 1) == id)
            return table_[place] - 1;
    }
    return std::nullopt;
}

std::size_t FeatureCache::row(std::string_view id) const {
    const std::optional<std::size_t> found = find(id);
    if (!found)
        throw Error(
            fmt::format("The feature cache has no photo \"{}\". Run saccade-cli features build again.", id));
    return *found;
}

void FeatureCache::read(std::size_t row, float* grid, bool mirrored) const {
    const std::byte* const shard = shards_[row / cache_rows_per_shard].bytes().data();
    const std::byte* const stored = shard + row % cache_rows_per_shard * cache_row_bytes(fingerprint_);
    decode_cache_grid(fingerprint_, stored + (mirrored ? cache_grid_bytes(fingerprint_) : 0), grid);
}

void require_cache_of(const FeatureCache& cache, const std::filesystem::path& folder,
                      const std::filesystem::path& backbone_file) {
    CacheFingerprint wanted = cache.fingerprint();
    wanted.weights_hash = weights_hash_of(backbone_file, wanted.before_block);
    require_fingerprint(folder, renewed(cache.fingerprint(), backbone_file, wanted.weights_hash), wanted);
}

} // namespace saccade
