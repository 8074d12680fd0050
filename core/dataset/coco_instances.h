#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saccade {

/// One object that a person outlined: its bounding box as fractions of the photo's width and height.
struct ObjectInstance {
    std::string category; ///< "person", "tennis racket", ...
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;
    bool is_crowd = false; ///< a group outlined as one
};

/// Reads a COCO instances file (cocodataset.org, format "data": `images` with `id`, `width` and `height`,
/// `annotations` with `image_id`, `category_id` and `bbox`, `categories` with `id` and `name`).
/// @return by image id. @throws FileError: not JSON (with line and column), another structure, a box of an
/// image or category that is not listed or that does not lie on its image.
std::map<std::int64_t, std::vector<ObjectInstance>> read_coco_instances(const std::filesystem::path& file);

} // namespace saccade
