#pragma once

#include "core/dataset/open_dataset.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Where captioned photos come from and how they are split: what a person says of a data set, and what a run
/// remembers to find it again.
struct DatasetRequest {
    std::string data;                ///< folder or file
    std::vector<std::string> images; ///< folders of the photos, where the format does not say
    std::string format;              ///< one of dataset_formats(); empty: recognised
    std::string split_by = "auto";   ///< "auto", "official" or "image", see SplitBy
    double dev_share = 0.2;          ///< when splitting by image
    std::size_t max_images = 0;      ///< 0: all
    std::uint64_t seed = 1;          ///< of max_images and of the split by image
};

/// With paths that hold wherever the program is started.
DatasetRequest absolute(DatasetRequest request);

void to_json(nlohmann::json& json, const DatasetRequest& request);
/// @throws nlohmann::json::exception for a missing key.
void from_json(const nlohmann::json& json, DatasetRequest& request);

/// @throws FileError, UsageError as open_dataset(path, options).
Dataset open_dataset(const DatasetRequest& request, PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade
