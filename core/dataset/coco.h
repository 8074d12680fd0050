#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>
#include <vector>

namespace saccade {

/// Reads a COCO captions file (cocodataset.org, format "data": `images` with `id` and `file_name`,
/// `annotations` with `image_id` and `caption`). A photo's id is its file name, looked up in every folder of
/// `images`; all photos are in Split::none, in the file's order. Photos without a caption, and captions of
/// photos that are not listed, are left out with a warning.
/// @throws FileError: not JSON (with line and column), another structure, photos missing.
Dataset read_coco_captions(const std::filesystem::path& file,
                           const std::vector<std::filesystem::path>& images,
                           PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade
