#include "core/dataset/coco.h"

#include "core/support/error.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unordered_map>
#include <unordered_set>

namespace saccade {

Dataset read_coco_captions(const std::filesystem::path& file,
                           const std::vector<std::filesystem::path>& images, PhotoFiles photo_files) {
    using nlohmann::json;
    const json root = read_json(file);
    Dataset dataset;
    dataset.name = file.stem().string();
    std::size_t strays = 0;
    try {
        std::unordered_map<std::int64_t, std::size_t> positions;
        std::unordered_set<std::string> names;
        for (const json& image : root.at("images")) {
            const auto name = image.at("file_name").get<std::string>();
            const auto id = image.at("id").get<std::int64_t>();
            if (!is_photo_name(name))
                throw FileError(file, fmt::format("\"{}\" is no image's name", name));
            if (!positions.emplace(id, dataset.photos.size()).second)
                throw FileError(file, fmt::format("image id {} stands twice", id));
            if (!names.insert(name).second)
                throw FileError(file, fmt::format("the image {} stands twice", name));
            dataset.photos.push_back({name, find_photo(images, {name}), {}, Split::none, id});
        }
        for (const json& annotation : root.at("annotations")) {
            const auto found = positions.find(annotation.at("image_id").get<std::int64_t>());
            if (found == positions.end())
                ++strays;
            else
                dataset.photos[found->second].captions.push_back(annotation.at("caption").get<std::string>());
        }
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("this is no COCO captions file ({})", error.what()),
                        "Expected \"images\" and \"annotations\"");
    }
    if (strays > 0)
        dataset.warnings.push_back(fmt::format("{}: {} captions of images that are not listed are left out.",
                                               file.filename().string(), strays));
    leave_out_silent_photos(dataset);
    if (photo_files == PhotoFiles::required)
        require_photo_files(dataset, images.front());
    return dataset;
}

} // namespace saccade
