#include "core/dataset/open_dataset.h"

#include "core/dataset/caption_lines.h"
#include "core/dataset/caption_table.h"
#include "core/dataset/coco.h"
#include "core/dataset/flickr8k.h"
#include "core/dataset/karpathy.h"
#include "core/support/error.h"
#include "core/support/interactive_thread.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace saccade {

namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

constexpr std::array<const char*, 2> tables{"captions.txt", "results.csv"}; // Kaggle's Flickr8k and Flickr30k

std::string format_of_json(const fs::path& path) {
    const nlohmann::json root = read_json(path);
    if (root.is_object() && root.contains("annotations") && root.contains("images"))
        return "coco";
    if (root.is_object() && root.contains("images") && root["images"].is_array() && !root["images"].empty() &&
        root["images"][0].contains("sentences"))
        return "karpathy";
    throw FileError(path, "it holds neither COCO captions nor Karpathy splits",
                    "Expected \"images\" with \"annotations\", or \"images\" with \"sentences\"");
}

/// Where a table of captions lies: the file itself, or a known one in a folder.
fs::path table_file(const fs::path& path) {
    for (const char* const name : tables)
        if (is_file(path / name))
            return path / name;
    return path;
}

std::vector<fs::path> folders_of_photos(const fs::path& file, const OpenOptions& options) {
    if (!options.images.empty())
        return options.images;
    for (const char* const name : {"images", "Images"})
        if (std::error_code ignored; fs::is_directory(file.parent_path() / name, ignored))
            return {file.parent_path() / name};
    throw UsageError(
        fmt::format("{}: where are its photos? Give their folder with --images.", file.string()));
}

Dataset read_as(const std::string& format, const fs::path& path, const OpenOptions& options) {
    if (format == "coco")
        return read_coco_captions(path, folders_of_photos(path, options), options.photo_files);
    if (format == "karpathy")
        return read_karpathy(path, folders_of_photos(path, options), options.photo_files);
    if (format == "table")
        return read_caption_table(table_file(path),
                                  options.images.empty() ? fs::path() : options.images.front(),
                                  options.photo_files);
    if (format == "text")
        return read_caption_lines(path);
    return read_flickr8k(is_file(path) ? path.parent_path() : path, options.photo_files);
}

bool has_splits(const Dataset& dataset) {
    return std::ranges::any_of(dataset.photos,
                               [](const CaptionedPhoto& photo) { return photo.split != Split::none; });
}

} // namespace

const std::vector<std::string>& dataset_formats() {
    static const std::vector<std::string> formats{"coco",      "karpathy", "flickr8k",
                                                  "flickr30k", "table",    "text"};
    return formats;
}

std::string recognise_dataset(const fs::path& path) {
    if (is_file(path)) {
        const std::string name = path.filename().string();
        const std::string extension = path.extension().string();
        if (extension == ".json")
            return format_of_json(path);
        if (name == "Flickr8k.token.txt")
            return "flickr8k";
        if (name == "results_20130124.token")
            return "flickr30k";
        return "table";
    }
    if (is_file(path / "Flickr8k.token.txt"))
        return "flickr8k";
    if (is_file(path / "results_20130124.token"))
        return "flickr30k";
    if (table_file(path) != path)
        return "table";
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        throw FileError(path, "there is no such file or folder", "Check the path");
    throw FileError(
        path, "no data set was found in this folder",
        "It should hold Flickr8k.token.txt, results_20130124.token or captions.txt; for COCO and Karpathy "
        "give the .json file, for a table the .csv or .tsv");
}

Dataset open_dataset(const fs::path& path, const OpenOptions& options) {
    refuse_interactive_thread();
    if (!options.format.empty() &&
        std::ranges::find(dataset_formats(), options.format) == dataset_formats().end())
        throw UsageError(fmt::format("\"{}\" is no data set's format. Known: {}.", options.format,
                                     fmt::join(dataset_formats(), ", ")));
    Dataset dataset =
        read_as(options.format.empty() ? recognise_dataset(path) : options.format, path, options);
    if (options.max_images > 0 && options.max_images < dataset.photos.size()) {
        std::vector<std::string> warnings = std::move(dataset.warnings);
        dataset = random_subset(dataset, options.max_images, options.seed);
        dataset.warnings = std::move(warnings);
    }
    if (options.split_by == SplitBy::image ||
        (options.split_by == SplitBy::automatic && !has_splits(dataset)))
        split_by_image(dataset, options.split);
    return dataset;
}

} // namespace saccade
