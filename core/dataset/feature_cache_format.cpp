#include "core/dataset/feature_cache_format.h"

#include "core/model/backbone_file.h"
#include "core/support/atomic_file.h"
#include "core/support/content_hash.h"
#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <c10/util/Half.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace saccade {

using nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CacheFingerprint, backbone, weights_hash, recipe, precision, storage,
                                   input_width, input_height, rows, cols, channels, before_block, mirrored)

namespace {

static_assert(std::endian::native == std::endian::little, "shards are mapped as they are");

std::size_t cells_of(const CacheFingerprint& fingerprint) {
    return static_cast<std::size_t>(fingerprint.rows) * static_cast<std::size_t>(fingerprint.cols);
}

constexpr std::string_view backbone_mark = "backbone:";

struct CellRange {
    float scale;
    float offset;
};

void encode_int8(std::span<const float> grid, std::size_t cells, std::byte* row) {
    const std::size_t channels = grid.size() / cells;
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::span<const float> values = grid.subspan(cell * channels, channels);
        const auto [least, most] = std::ranges::minmax(values);
        const CellRange range{(most - least) / 255, least};
        const float factor = range.scale > 0 ? 1 / range.scale : 0;
        for (const float value : values)
            *row++ = static_cast<std::byte>(std::lround((value - least) * factor));
        std::memcpy(row + (cells - 1 - cell) * channels + cell * sizeof(CellRange), &range, sizeof range);
    }
}

void decode_int8(const std::byte* row, std::size_t cells, std::size_t channels, float* grid) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
        CellRange range{};
        std::memcpy(&range, row + cells * channels + cell * sizeof range, sizeof range);
        for (std::size_t channel = 0; channel < channels; ++channel)
            *grid++ =
                static_cast<float>(std::to_integer<unsigned>(row[cell * channels + channel])) * range.scale +
                range.offset;
    }
}

} // namespace

std::string_view cache_storage_name(CacheStorage storage) {
    return storage == CacheStorage::fp16 ? "fp16" : "int8";
}

CacheStorage cache_storage_from_name(std::string_view name) {
    for (const CacheStorage storage : {CacheStorage::fp16, CacheStorage::int8})
        if (name == cache_storage_name(storage))
            return storage;
    throw UsageError(fmt::format("A feature cache stores fp16 or int8, not \"{}\".", name));
}

std::filesystem::path cache_shard(const std::filesystem::path& folder, std::size_t shard) {
    return folder / fmt::format("grids-{:04}.bin", shard);
}

std::filesystem::path cache_index(const std::filesystem::path& folder) {
    return folder / "index.txt";
}

std::size_t cache_grid_bytes(const CacheFingerprint& fingerprint) {
    const std::size_t values = cells_of(fingerprint) * static_cast<std::size_t>(fingerprint.channels);
    return cache_storage_from_name(fingerprint.storage) == CacheStorage::fp16
               ? values * sizeof(std::uint16_t)
               : values + cells_of(fingerprint) * sizeof(CellRange);
}

std::size_t cache_row_bytes(const CacheFingerprint& fingerprint) {
    return (fingerprint.mirrored ? 2 : 1) * cache_grid_bytes(fingerprint);
}

void encode_cache_grid(const CacheFingerprint& fingerprint, std::span<const float> grid, std::byte* stored) {
    if (cache_storage_from_name(fingerprint.storage) == CacheStorage::int8)
        return encode_int8(grid, cells_of(fingerprint), stored);
    for (const float value : grid) {
        const std::uint16_t bits = c10::Half(value).x;
        std::memcpy(stored, &bits, sizeof bits);
        stored += sizeof bits;
    }
}

void decode_cache_grid(const CacheFingerprint& fingerprint, const std::byte* stored, float* grid) {
    const auto channels = static_cast<std::size_t>(fingerprint.channels);
    if (cache_storage_from_name(fingerprint.storage) == CacheStorage::int8)
        return decode_int8(stored, cells_of(fingerprint), channels, grid);
    const auto* const halves = reinterpret_cast<const std::uint16_t*>(stored); // grids begin at even offsets
    for (std::size_t i = 0; i < cells_of(fingerprint) * channels; ++i)
        grid[i] = c10::Half(halves[i], c10::Half::from_bits());
}

std::string weights_hash_of(const std::filesystem::path& backbone_file, std::string_view before_block) {
    return std::string(backbone_mark) + hash_of_backbone(backbone_file, before_block);
}

CacheFingerprint renewed(CacheFingerprint found, const std::filesystem::path& backbone_file,
                         const std::string& weights_hash) {
    if (!found.weights_hash.starts_with(backbone_mark) && found.weights_hash == hash_of_file(backbone_file))
        found.weights_hash = weights_hash;
    return found;
}

bool holds_cache(const std::filesystem::path& folder) {
    return std::filesystem::exists(folder / "cache.json");
}

CacheFingerprint read_fingerprint(const std::filesystem::path& folder) {
    const MappedFile file(folder / "cache.json");
    const auto* const text = reinterpret_cast<const char*>(file.bytes().data());
    try {
        json content = json::parse(text, text + file.bytes().size());
        if (content.is_object()) { // caches of earlier versions hold neither
            content.emplace("before_block", "");
            content.emplace("mirrored", false);
        }
        auto fingerprint = content.get<CacheFingerprint>();
        cache_storage_from_name(fingerprint.storage);
        constexpr int largest = 1 << 14;
        for (const int size : {fingerprint.rows, fingerprint.cols, fingerprint.channels}) {
            if (size < 1 || size > largest)
                throw FileError(file.path(), fmt::format("a size of {} is out of range", size),
                                "Build it again");
        }
        return fingerprint;
    } catch (const UsageError& error) {
        throw FileError(file.path(), error.what(), "Delete the folder and build it again");
    } catch (const json::exception& error) {
        throw FileError(file.path(), error.what(), "Delete the folder and build it again");
    }
}

void write_fingerprint(const std::filesystem::path& folder, const CacheFingerprint& fingerprint) {
    write_file_atomically(folder / "cache.json", json(fingerprint).dump(2) + "\n");
}

void require_fingerprint(const std::filesystem::path& folder, const CacheFingerprint& found,
                         const CacheFingerprint& wanted) {
    const json have = found;
    const json want = wanted;
    for (const auto& [key, value] : want.items()) {
        if (have.at(key) != value)
            throw FileError(
                folder,
                fmt::format("this cache was made with {} {}, not {}", key, have.at(key).dump(), value.dump()),
                "Choose another folder, or delete this one");
    }
}

} // namespace saccade
