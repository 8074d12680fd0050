#include "core/dataset/karpathy.h"

#include "core/support/error.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unordered_set>

namespace saccade {

namespace {

using nlohmann::json;

Split split_of(const std::filesystem::path& file, const std::string& name) {
    const auto split = split_from_name(name == "restval" ? "train" : name);
    if (!split)
        throw FileError(file, fmt::format("an image has the unknown split \"{}\"", name),
                        "Known: train, restval, val, test");
    return *split;
}

} // namespace

Dataset read_karpathy(const std::filesystem::path& file, const std::vector<std::filesystem::path>& images,
                      PhotoFiles photo_files) {
    const json root = read_json(file);
    Dataset dataset;
    std::unordered_set<std::string> names;
    try {
        dataset.name = root.value("dataset", file.stem().string());
        for (const json& image : root.at("images")) {
            const auto name = image.at("filename").get<std::string>();
            if (!is_photo_name(name) || !names.insert(name).second)
                throw FileError(file, fmt::format("\"{}\" is no image's name, or stands twice", name),
                                "Remove it from \"images\"");
            CaptionedPhoto& photo = dataset.photos.emplace_back();
            photo.id = name;
            photo.split = split_of(file, image.at("split").get<std::string>());
            photo.file =
                find_photo(images, {std::filesystem::path(image.value("filepath", "")) / name, name});
            for (const json& sentence : image.at("sentences"))
                photo.captions.push_back(sentence.at("raw").get<std::string>());
        }
    } catch (const json::exception& error) {
        throw FileError(file, fmt::format("these are no Karpathy splits ({})", error.what()),
                        "Expected \"images\", each with \"filename\", \"split\" and \"sentences\"");
    }
    leave_out_silent_photos(dataset);
    if (photo_files == PhotoFiles::required)
        require_photo_files(dataset, images.front());
    return dataset;
}

} // namespace saccade
