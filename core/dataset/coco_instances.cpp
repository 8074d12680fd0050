#include "core/dataset/coco_instances.h"

#include "core/support/error.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace saccade {

namespace {

using nlohmann::json;

struct Size {
    double width = 0;
    double height = 0;
};

ObjectInstance instance_of(const std::filesystem::path& file, const json& annotation, const Size& image) {
    const auto box = annotation.at("bbox").get<std::vector<double>>();
    // Published boxes stand out of their photo by fractions of a pixel.
    constexpr double slack = 2;
    const bool lies_on_it = box.size() == 4 &&
                            std::ranges::all_of(box, [](double value) { return std::isfinite(value); }) &&
                            box[0] >= -slack && box[1] >= -slack && box[2] >= 0 && box[3] >= 0 &&
                            box[0] + box[2] <= image.width + slack && box[1] + box[3] <= image.height + slack;
    if (!lies_on_it)
        throw FileError(file,
                        fmt::format("the box {} does not lie on its image", annotation.at("bbox").dump()),
                        "Expected [x, y, width, height] in pixels");
    const auto share = [](double value, double of) {
        return static_cast<float>(std::clamp(value / of, 0.0, 1.0));
    };
    ObjectInstance instance;
    instance.left = share(box[0], image.width);
    instance.top = share(box[1], image.height);
    instance.right = share(box[0] + box[2], image.width);
    instance.bottom = share(box[1] + box[3], image.height);
    instance.is_crowd = annotation.value("iscrowd", 0) != 0;
    return instance;
}

} // namespace

std::map<std::int64_t, std::vector<ObjectInstance>> read_coco_instances(const std::filesystem::path& file) {
    const json root = read_json(file);
    std::map<std::int64_t, std::vector<ObjectInstance>> result;
    try {
        std::unordered_map<std::int64_t, std::string> categories;
        for (const json& category : root.at("categories"))
            categories[category.at("id").get<std::int64_t>()] = category.at("name").get<std::string>();
        std::unordered_map<std::int64_t, Size> images;
        for (const json& image : root.at("images")) {
            const Size size{image.at("width").get<double>(), image.at("height").get<double>()};
            const auto id = image.at("id").get<std::int64_t>();
            if (!(size.width >= 1 && size.height >= 1))
                throw FileError(file, fmt::format("image {} has no size", id));
            images[id] = size;
            result[id];
        }
        for (const json& annotation : root.at("annotations")) {
            const auto id = annotation.at("image_id").get<std::int64_t>();
            const auto image = images.find(id);
            const auto category = categories.find(annotation.at("category_id").get<std::int64_t>());
            if (image == images.end() || category == categories.end())
                throw FileError(file,
                                fmt::format("a box is of an image ({}) or category that is not listed", id));
            ObjectInstance instance = instance_of(file, annotation, image->second);
            instance.category = category->second;
            result[id].push_back(std::move(instance));
        }
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("this is no COCO instances file ({})", error.what()),
                        R"(Expected "images", "annotations" with "bbox", and "categories")");
    }
    return result;
}

} // namespace saccade
