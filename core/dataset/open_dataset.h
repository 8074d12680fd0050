#pragma once

#include "core/dataset/dataset.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

enum class SplitBy {
    automatic, ///< the data set's own splits if it has any, else by image
    official,  ///< the data set's own
    image,     ///< see split_by_image()
};

struct OpenOptions {
    std::vector<std::filesystem::path> images; ///< folders of the photos, where the format does not say
    std::string format;                        ///< one of dataset_formats(); empty: recognised
    SplitBy split_by = SplitBy::automatic;
    SplitByImage split;
    std::size_t max_images = 0; ///< only so many photos, see random_subset(); 0: all
    std::uint64_t seed = 1;     ///< of that choice
    PhotoFiles photo_files = PhotoFiles::required;
};

/// "coco", "karpathy", "flickr8k", "flickr30k", "table"; and "text", which is never recognised: see
/// read_caption_lines().
const std::vector<std::string>& dataset_formats();

/// The format of a folder or file, by its content. @throws FileError that says what was looked for.
std::string recognise_dataset(const std::filesystem::path& path);

/// A data set of any format. @throws FileError as its reader does; UsageError for an unknown format, or a
/// COCO file without a folder of photos.
Dataset open_dataset(const std::filesystem::path& path, const OpenOptions& options = {});

} // namespace saccade
