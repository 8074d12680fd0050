#include "core/dataset/feature_cache_builder.h"

#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/model/compute.h"
#include "core/support/interactive_thread.h"
#include "core/support/pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <memory>
#include <unordered_set>
#include <utility>

namespace saccade {

namespace {

constexpr std::size_t batch_size = 16;

/// Lines that end with a line break; a line that was being written when the build died does not count.
std::vector<std::string> read_index(const std::filesystem::path& folder) {
    std::vector<std::string> ids;
    std::ifstream file(cache_index(folder));
    for (std::string line; std::getline(file, line) && !file.eof();)
        ids.push_back(line);
    return ids;
}

/// Appends rows to the shards, then their ids to the index.
class CacheWriter {
public:
    CacheWriter(std::filesystem::path folder, const CacheFingerprint& fingerprint, std::size_t finished,
                std::size_t index_bytes)
        : folder_(std::move(folder)),
          fingerprint_(fingerprint),
          row_(cache_row_bytes(fingerprint)),
          finished_(finished) {
        open_shard();
        // What a killed build wrote beyond its last whole line is written again.
        std::filesystem::resize_file(current_path(), finished_ % cache_rows_per_shard * row_.size());
        const std::filesystem::path index = cache_index(folder_);
        index_.open(index, std::ios::app);
        std::filesystem::resize_file(index, index_bytes);
    }

    /// @param grids  one a photo, or two where mirror images are kept too.
    void append(const std::vector<std::string>& ids, const std::vector<FeatureGrid>& grids) {
        std::string lines;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const std::size_t images = grids.size() / ids.size();
            for (std::size_t image = 0; image < images; ++image)
                encode_cache_grid(fingerprint_, grids[i * images + image].values,
                                  row_.data() + image * cache_grid_bytes(fingerprint_));
            shard_.write(reinterpret_cast<const char*>(row_.data()),
                         static_cast<std::streamsize>(row_.size()));
            lines += ids[i] + '\n';
            if (++finished_ % cache_rows_per_shard == 0) {
                flush(shard_, current_path());
                open_shard();
            }
        }
        flush(shard_, current_path());
        index_ << lines;
        flush(index_, cache_index(folder_));
    }

private:
    std::filesystem::path current_path() const {
        return cache_shard(folder_, finished_ / cache_rows_per_shard);
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
    CacheFingerprint fingerprint_;
    std::vector<std::byte> row_;
    std::size_t finished_;
    std::ofstream shard_;
    std::ofstream index_;
};

void require_space(const std::filesystem::path& folder, std::uintmax_t bytes) {
    std::error_code unknown;
    const std::filesystem::space_info space = std::filesystem::space(folder, unknown);
    if (unknown || space.available >= bytes)
        return;
    constexpr double gib = 1 << 30;
    throw FileError(folder,
                    fmt::format("the cache will take {:.2f} GiB, but only {:.2f} GiB are free",
                                static_cast<double>(bytes) / gib, static_cast<double>(space.available) / gib),
                    "Free some space, choose another disk, or store 8 bits a value (--storage int8)");
}

/// "123.4 photos/s, 3:07 left"
std::string pace(std::size_t done, std::size_t total, std::chrono::steady_clock::time_point start) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const double rate = static_cast<double>(done) / std::max(seconds, 1e-6);
    const auto left = static_cast<std::int64_t>(static_cast<double>(total - done) / rate);
    return fmt::format("{:.1f} photos/s, {}:{:02} left", rate, left / 60, left % 60);
}

} // namespace

std::uintmax_t predicted_cache_bytes(const CacheFingerprint& fingerprint, std::size_t photos) {
    return std::uintmax_t{cache_row_bytes(fingerprint)} * photos;
}

CacheBuildReport build_feature_cache(const std::filesystem::path& folder, std::span<const PhotoFile> photos,
                                     const CacheRecipe& recipe, const ProgressCallback& progress,
                                     const std::stop_token& stop) {
    refuse_interactive_thread();
    keep_freed_memory();
    const PhotoEncoder encoder = PhotoEncoder::load(recipe.backbone, recipe.precision, recipe.before_block);
    const CacheFingerprint wanted{encoder.backbone(),
                                  weights_hash_of(recipe.backbone, recipe.before_block),
                                  std::string(recipe_name(recipe.resize)),
                                  std::string(precision_name(recipe.precision)),
                                  std::string(cache_storage_name(recipe.storage)),
                                  encoder.input_width(),
                                  encoder.input_height(),
                                  encoder.rows(),
                                  encoder.cols(),
                                  encoder.channels(),
                                  recipe.before_block,
                                  recipe.mirrored};
    std::filesystem::create_directories(folder);
    if (holds_cache(folder))
        require_fingerprint(folder, renewed(read_fingerprint(folder), recipe.backbone, wanted.weights_hash),
                            wanted);
    if (!holds_cache(folder) || read_fingerprint(folder) != wanted)
        write_fingerprint(folder, wanted);

    const std::vector<std::string> finished = read_index(folder);
    const std::unordered_set<std::string> known(finished.begin(), finished.end());
    std::vector<PhotoFile> open;
    std::ranges::copy_if(photos, std::back_inserter(open),
                         [&](const PhotoFile& photo) { return !known.contains(photo.id); });

    require_space(folder, predicted_cache_bytes(wanted, open.size()));

    CacheBuildReport report;
    report.reused = photos.size() - open.size();
    std::size_t index_bytes = 0;
    for (const std::string& id : finished)
        index_bytes += id.size() + 1;
    CacheWriter writer(folder, wanted, finished.size(), index_bytes);
    struct Item {
        std::size_t number = 0;
        Pixels pixels{};
        std::string fault{}; ///< why it cannot be read
        // Of a batch, which its last photo carries on:
        std::vector<std::string> ids{};
        std::vector<FeatureGrid> grids{};
    };
    std::size_t begun = 0;
    std::vector<std::string> ids;
    std::vector<Pixels> batch;
    const auto start = std::chrono::steady_clock::now();
    Pipeline<Item>([&]() -> std::unique_ptr<Item> {
        throw_if_stopped(stop);
        return begun < open.size() ? std::make_unique<Item>(Item{begun++}) : nullptr;
    })
        .then([&](Item& item) { // in one stage, or whole photos might pile up between the two
            try {
                item.pixels = preprocess(read_photo(open[item.number].file), recipe.resize,
                                         encoder.input_width(), encoder.input_height());
            } catch (const FileError& error) {
                item.fault = error.what();
            }
        })
        .then([&](Item& item) {
            if (item.fault.empty()) {
                ids.push_back(open[item.number].id);
                if (recipe.mirrored) {
                    Pixels other = mirrored(item.pixels);
                    batch.push_back(std::move(item.pixels));
                    batch.push_back(std::move(other));
                } else {
                    batch.push_back(std::move(item.pixels));
                }
            }
            if (batch.empty() || (ids.size() < batch_size && item.number + 1 < open.size()))
                return;
            throw_if_stopped(stop);
            item.grids = encoder.grids(batch);
            item.ids = std::exchange(ids, {});
            batch.clear();
        })
        .then([&](Item& item) {
            if (!item.fault.empty())
                report.skipped.push_back(item.fault);
            if (!item.ids.empty())
                writer.append(item.ids, item.grids);
            report.encoded += item.ids.size();
            const std::size_t done = item.number + 1;
            if (progress && (!item.ids.empty() || done == open.size()))
                progress({"Encoding photos", static_cast<std::int64_t>(done),
                          static_cast<std::int64_t>(open.size()), pace(done, open.size(), start)});
        })
        .run(2 * batch_size);
    return report;
}

} // namespace saccade
