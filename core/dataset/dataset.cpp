#include "core/dataset/dataset.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <random>
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

Dataset select_split(const Dataset& dataset, Split split) {
    Dataset selected{dataset.name, {}, {}};
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
    Dataset subset{dataset.name, {}, {}};
    for (const std::size_t i : drawn)
        subset.photos.push_back(dataset.photos[i]);
    return subset;
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
