#include "core/dataset/coco.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_map>

namespace saccade {

Dataset read_coco_captions(const std::filesystem::path& file, const std::filesystem::path& images) {
    using nlohmann::json;
    const MappedFile content(file);
    const auto* const text = reinterpret_cast<const char*>(content.bytes().data());
    Dataset dataset;
    dataset.name = file.stem().string();
    try {
        const json root = json::parse(text, text + content.bytes().size());
        std::unordered_map<std::int64_t, std::size_t> positions;
        for (const json& image : root.at("images")) {
            const auto name = image.at("file_name").get<std::string>();
            if (!positions.emplace(image.at("id").get<std::int64_t>(), dataset.photos.size()).second)
                throw FileError(file, fmt::format("image id {} stands twice", image.at("id").dump()));
            dataset.photos.push_back({name, images / name, {}, Split::none});
        }
        for (const json& annotation : root.at("annotations")) {
            const auto found = positions.find(annotation.at("image_id").get<std::int64_t>());
            if (found == positions.end())
                throw FileError(file, fmt::format("a caption belongs to image {}, which is not listed",
                                                  annotation.at("image_id").dump()));
            dataset.photos[found->second].captions.push_back(annotation.at("caption").get<std::string>());
        }
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("this is no COCO captions file ({})", error.what()));
    }
    const auto silent =
        std::erase_if(dataset.photos, [](const CaptionedPhoto& photo) { return photo.captions.empty(); });
    if (silent > 0)
        dataset.warnings.push_back(
            fmt::format("{}: {} photos have no caption and are left out.", file.string(), silent));
    require_photo_files(dataset, images);
    return dataset;
}

} // namespace saccade
