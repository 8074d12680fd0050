#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>

namespace saccade {

/// Reads a COCO captions file (cocodataset.org, format "data": `images` with `id` and `file_name`, `annotations` with
/// `image_id` and `caption`). A photo's id is its file name; all photos are in Split::none, in the file's order.
/// Photos without a caption are left out, with a warning.
/// @throws FileError: not JSON (with line and column), another structure, a photo's file missing.
Dataset read_coco_captions(const std::filesystem::path& file, const std::filesystem::path& images);

} // namespace saccade
