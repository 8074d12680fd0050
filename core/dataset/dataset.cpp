#include "core/dataset/dataset.h"

#include "core/support/content_hash.h"
#include "core/support/error.h"
#include "core/text/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <random>
#include <unordered_map>
#include <utility>

namespace saccade {

namespace {

/// Uniform in [0, bound), bound > 0. std::uniform_int_distribution differs between standard libraries.
std::uint64_t draw_below(std::uint64_t bound, std::mt19937_64& random) {
    const std::uint64_t multiples_end = std::mt19937_64::max() - std::mt19937_64::max() % bound;
    for (;;)
        if (const std::uint64_t value = random(); value < multiples_end)
            return value % bound;
}

} // namespace

std::string_view split_name(Split split) {
    switch (split) {
    case Split::train:
        return "train";
    case Split::dev:
        return "dev";
    case Split::test:
        return "test";
    case Split::none:
        break;
    }
    return "none";
}

std::optional<Split> split_from_name(std::string_view name) {
    if (name == "train")
        return Split::train;
    if (name == "dev" || name == "val" || name == "valid" || name == "validation")
        return Split::dev;
    if (name == "test")
        return Split::test;
    if (name.empty() || name == "none")
        return Split::none;
    return std::nullopt;
}

Dataset select_split(const Dataset& dataset, Split split) {
    Dataset selected{dataset.name, {}, {}, dataset.captions_alone};
    std::copy_if(dataset.photos.begin(), dataset.photos.end(), std::back_inserter(selected.photos),
                 [&](const CaptionedPhoto& photo) { return photo.split == split; });
    return selected;
}

Dataset random_subset(const Dataset& dataset, std::size_t max_photos, std::uint64_t seed) {
    std::vector<std::size_t> drawn(dataset.photos.size());
    std::iota(drawn.begin(), drawn.end(), std::size_t{0});
    if (max_photos < drawn.size()) {
        std::mt19937_64 random(seed);
        for (std::size_t i = 0; i < max_photos; ++i)
            std::swap(drawn[i], drawn[i + draw_below(drawn.size() - i, random)]);
        drawn.resize(max_photos);
        std::sort(drawn.begin(), drawn.end());
    }
    Dataset subset{dataset.name, {}, {}, dataset.captions_alone};
    for (const std::size_t i : drawn)
        subset.photos.push_back(dataset.photos[i]);
    return subset;
}

void split_by_image(Dataset& dataset, const SplitByImage& split) {
    std::unordered_map<std::string, std::vector<std::size_t>> photos_of_content;
    std::vector<const std::vector<std::size_t>*> contents; // in the order of their first photos
    for (std::size_t i = 0; i < dataset.photos.size(); ++i) {
        const CaptionedPhoto& photo = dataset.photos[i];
        const auto [entry, is_new] = photos_of_content.try_emplace(
            dataset.captions_alone ? photo.captions.front() : hash_of_file(photo.file));
        entry->second.push_back(i);
        if (is_new)
            contents.push_back(&entry->second); // stays where it is: the map is one of nodes
    }
    std::mt19937_64 random(split.seed);
    for (std::size_t i = contents.size(); i > 1; --i)
        std::swap(contents[i - 1], contents[draw_below(i, random)]);
    const auto dev_photos =
        static_cast<std::size_t>(std::llround(split.dev_share * static_cast<double>(dataset.photos.size())));
    std::size_t placed = 0;
    for (const std::vector<std::size_t>* const content : contents) {
        for (const std::size_t photo : *content)
            dataset.photos[photo].split = placed < dev_photos ? Split::dev : Split::train;
        placed += content->size();
    }
}

bool is_photo_name(std::string_view name) {
    if (name.empty() || valid_utf8(name) != name ||
        std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
        return false;
    const std::filesystem::path path(name);
    return path.has_filename() && std::ranges::none_of(path, [](const auto& part) { return part == ".."; });
}

std::filesystem::path find_photo(const std::vector<std::filesystem::path>& folders,
                                 const std::vector<std::filesystem::path>& names) {
    for (const std::filesystem::path& folder : folders) {
        for (const std::filesystem::path& name : names)
            if (std::error_code ignored; std::filesystem::is_regular_file(folder / name, ignored))
                return folder / name;
    }
    return folders.front() / names.front();
}

void leave_out_silent_photos(Dataset& dataset) {
    const auto silent =
        std::erase_if(dataset.photos, [](const CaptionedPhoto& photo) { return photo.captions.empty(); });
    if (silent > 0)
        dataset.warnings.push_back(
            fmt::format("{}: {} photos have no caption and are left out.", dataset.name, silent));
}

void require_photos(const Dataset& dataset) {
    if (dataset.captions_alone)
        throw UsageError(
            fmt::format("{} holds captions without photos, which only training can use.", dataset.name));
}

void require_photo_files(const Dataset& dataset, const std::filesystem::path& folder) {
    std::size_t missing = 0;
    std::string first;
    for (const CaptionedPhoto& photo : dataset.photos) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(photo.file, ignored))
            continue;
        if (missing++ == 0)
            first = photo.file.filename().string();
    }
    if (missing > 0)
        throw FileError(folder,
                        fmt::format("{} of {} photos are missing, the first is {}", missing,
                                    dataset.photos.size(), first),
                        "Fetch the photos again or remove the missing ones from the lists");
}

} // namespace saccade
