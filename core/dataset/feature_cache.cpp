#include "core/dataset/feature_cache.h"

#include "core/image/decode.h"
#include "core/support/atomic_file.h"
#include "core/support/content_hash.h"

#include <c10/util/Half.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cstring>
#include <fstream>
#include <future>
#include <unordered_set>

namespace saccade {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CacheFingerprint, backbone, weights_hash, recipe, precision, input_width,
                                   input_height, rows, cols, channels)

namespace {

using nlohmann::json;

constexpr std::size_t batch_size = 16;
static_assert(std::endian::native == std::endian::little, "shards are mapped as they are");

std::filesystem::path shard_path(const std::filesystem::path& folder, std::size_t shard) {
    return folder / fmt::format("grids-{:04}.f16", shard);
}

std::size_t values_per_row(const CacheFingerprint& fingerprint) {
    return static_cast<std::size_t>(fingerprint.rows) * static_cast<std::size_t>(fingerprint.cols) *
           static_cast<std::size_t>(fingerprint.channels);
}

CacheFingerprint read_fingerprint(const std::filesystem::path& folder) {
    const MappedFile file(folder / "cache.json");
    const auto* const text = reinterpret_cast<const char*>(file.bytes().data());
    try {
        const auto fingerprint = json::parse(text, text + file.bytes().size()).get<CacheFingerprint>();
        constexpr int largest = 1 << 14;
        for (const int size : {fingerprint.rows, fingerprint.cols, fingerprint.channels}) {
            if (size < 1 || size > largest)
                throw FileError(file.path(), fmt::format("a size of {} is out of range", size),
                                "Build it again");
        }
        return fingerprint;
    } catch (const json::exception& error) {
        throw FileError(file.path(), error.what(), "Delete the folder and build it again");
    }
}

/// Lines that end with a line break; a line that was being written when the build died does not count.
std::vector<std::string> read_index(const std::filesystem::path& folder) {
    std::vector<std::string> ids;
    std::ifstream file(folder / "index.txt");
    for (std::string line; std::getline(file, line) && !file.eof();)
        ids.push_back(line);
    return ids;
}

void refuse_other(const std::filesystem::path& folder, const CacheFingerprint& found,
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

/// Appends rows to the shards, then their ids to the index.
class CacheWriter {
public:
    CacheWriter(std::filesystem::path folder, const CacheFingerprint& fingerprint, std::size_t finished,
                std::size_t index_bytes)
        : folder_(std::move(folder)),
          row_bytes_(values_per_row(fingerprint) * sizeof(std::uint16_t)),
          finished_(finished) {
        open_shard();
        // What a killed build wrote beyond its last whole line is written again.
        std::filesystem::resize_file(current_path(), finished_ % FeatureCache::rows_per_shard * row_bytes_);
        const std::filesystem::path index = folder_ / "index.txt";
        index_.open(index, std::ios::app);
        std::filesystem::resize_file(index, index_bytes);
    }

    void append(const std::vector<std::string>& ids, const std::vector<FeatureGrid>& grids) {
        std::string lines;
        std::vector<c10::Half> row;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            row.assign(grids[i].values.begin(), grids[i].values.end());
            shard_.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row_bytes_));
            lines += ids[i] + '\n';
            if (++finished_ % FeatureCache::rows_per_shard == 0) {
                flush(shard_, current_path());
                open_shard();
            }
        }
        flush(shard_, current_path());
        index_ << lines;
        flush(index_, folder_ / "index.txt");
    }

private:
    std::filesystem::path current_path() const {
        return shard_path(folder_, finished_ / FeatureCache::rows_per_shard);
    }

    void open_shard() {
        shard_.close();
        shard_.open(current_path(), std::ios::binary | std::ios::app);
        if (!shard_)
            throw FileError(current_path(), "it cannot be written", "Check the folder's permissions");
    }

    static void flush(std::ofstream& file, const std::filesystem::path& path) {
        file.flush();
        if (!file)
            throw FileError(path, "writing failed; the disk is probably full",
                            "Free some space and build again: what is finished is kept");
    }

    std::filesystem::path folder_;
    std::size_t row_bytes_;
    std::size_t finished_;
    std::ofstream shard_;
    std::ofstream index_;
};

struct DecodedBatch {
    std::vector<std::string> ids;
    std::vector<Pixels> pixels;
    std::vector<std::string> faults;
};

DecodedBatch decode_batch(std::span<const PhotoFile> photos, Recipe recipe, int width, int height) {
    DecodedBatch batch;
    for (const PhotoFile& photo : photos) {
        try {
            batch.pixels.push_back(preprocess(read_photo(photo.file), recipe, width, height));
            batch.ids.push_back(photo.id);
        } catch (const FileError& error) {
            batch.faults.emplace_back(error.what());
        }
    }
    return batch;
}

} // namespace

FeatureCache FeatureCache::open(const std::filesystem::path& folder) {
    FeatureCache cache;
    cache.fingerprint_ = read_fingerprint(folder);
    const std::vector<std::string> ids = read_index(folder);
    for (std::size_t row = 0; row < ids.size(); ++row)
        cache.ids_.emplace(ids[row], row);
    const std::size_t row_bytes = values_per_row(cache.fingerprint_) * sizeof(std::uint16_t);
    for (std::size_t first = 0; first < ids.size(); first += rows_per_shard) {
        MappedFile& shard = cache.shards_.emplace_back(shard_path(folder, first / rows_per_shard));
        if (shard.bytes().size() < std::min(rows_per_shard, ids.size() - first) * row_bytes)
            throw FileError(shard.path(), "the shard is shorter than its index says",
                            "Build the cache again");
    }
    return cache;
}

bool FeatureCache::contains(std::string_view id) const {
    return ids_.contains(std::string(id));
}

std::span<const std::uint16_t> FeatureCache::grid(std::string_view id) const {
    const auto found = ids_.find(std::string(id));
    if (found == ids_.end())
        throw Error(fmt::format("The feature cache has no photo \"{}\". Build it again.", id));
    const std::size_t length = values_per_row(fingerprint_);
    const auto* const shard =
        reinterpret_cast<const std::uint16_t*>(shards_[found->second / rows_per_shard].bytes().data());
    return {shard + found->second % rows_per_shard * length, length};
}

void require_cache_of(const FeatureCache& cache, const std::filesystem::path& folder,
                      const std::filesystem::path& backbone_file) {
    CacheFingerprint wanted = cache.fingerprint();
    wanted.weights_hash = hash_of_file(backbone_file);
    refuse_other(folder, cache.fingerprint(), wanted);
}

CacheBuildReport build_feature_cache(const std::filesystem::path& folder, std::span<const PhotoFile> photos,
                                     const std::filesystem::path& backbone_file, Recipe recipe,
                                     Precision precision, const ProgressCallback& progress,
                                     const std::stop_token& stop) {
    const PhotoEncoder encoder = PhotoEncoder::load(backbone_file, precision);
    const CacheFingerprint wanted{encoder.backbone(),
                                  hash_of_file(backbone_file),
                                  std::string(recipe_name(recipe)),
                                  std::string(precision_name(precision)),
                                  encoder.input_width(),
                                  encoder.input_height(),
                                  encoder.placement().rows,
                                  encoder.placement().cols,
                                  encoder.channels()};
    std::filesystem::create_directories(folder);
    if (std::filesystem::exists(folder / "cache.json"))
        refuse_other(folder, read_fingerprint(folder), wanted);
    else
        write_file_atomically(folder / "cache.json", json(wanted).dump(2) + "\n");

    const std::vector<std::string> finished = read_index(folder);
    const std::unordered_set<std::string> known(finished.begin(), finished.end());
    std::vector<PhotoFile> open;
    std::ranges::copy_if(photos, std::back_inserter(open),
                         [&](const PhotoFile& photo) { return !known.contains(photo.id); });

    CacheBuildReport report;
    report.reused = photos.size() - open.size();
    std::size_t index_bytes = 0;
    for (const std::string& id : finished)
        index_bytes += id.size() + 1;
    CacheWriter writer(folder, wanted, finished.size(), index_bytes);
    const auto decode = [&](std::size_t first) {
        const std::size_t count = std::min(batch_size, open.size() - first);
        return std::async(std::launch::async, decode_batch, std::span(open).subspan(first, count), recipe,
                          encoder.input_width(), encoder.input_height());
    };
    std::future<DecodedBatch> next;
    if (!open.empty())
        next = decode(0);
    for (std::size_t first = 0; first < open.size(); first += batch_size) {
        throw_if_stopped(stop);
        const DecodedBatch batch = next.get();
        if (first + batch_size < open.size())
            next = decode(first + batch_size);
        if (!batch.pixels.empty())
            writer.append(batch.ids, encoder.grids(batch.pixels));
        report.encoded += batch.ids.size();
        report.skipped.insert(report.skipped.end(), batch.faults.begin(), batch.faults.end());
        if (progress)
            progress({"Encoding photos",
                      static_cast<std::int64_t>(std::min(first + batch_size, open.size())),
                      static_cast<std::int64_t>(open.size()),
                      {}});
    }
    return report;
}

} // namespace saccade
