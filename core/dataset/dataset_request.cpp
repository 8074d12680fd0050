#include "core/dataset/dataset_request.h"

#include <nlohmann/json.hpp>

namespace saccade {

namespace {

SplitBy split_by_from_name(const std::string& name) {
    return name == "image" ? SplitBy::image : name == "official" ? SplitBy::official : SplitBy::automatic;
}

} // namespace

DatasetRequest absolute(DatasetRequest request) {
    request.data = std::filesystem::absolute(request.data).string();
    for (std::string& folder : request.images)
        folder = std::filesystem::absolute(folder).string();
    return request;
}

void to_json(nlohmann::json& json, const DatasetRequest& request) {
    json = {
        {"data", request.data},         {"images", request.images},       {"format", request.format},
        {"split_by", request.split_by}, {"dev_share", request.dev_share}, {"max_images", request.max_images},
        {"seed", request.seed}};
}

void from_json(const nlohmann::json& json, DatasetRequest& request) {
    json.at("data").get_to(request.data);
    json.at("images").get_to(request.images);
    json.at("format").get_to(request.format);
    json.at("split_by").get_to(request.split_by);
    json.at("dev_share").get_to(request.dev_share);
    json.at("max_images").get_to(request.max_images);
    json.at("seed").get_to(request.seed);
}

Dataset open_dataset(const DatasetRequest& request, PhotoFiles photo_files) {
    OpenOptions open;
    open.images.assign(request.images.begin(), request.images.end());
    open.format = request.format;
    open.split_by = split_by_from_name(request.split_by);
    open.split = {request.seed, request.dev_share};
    open.max_images = request.max_images;
    open.seed = request.seed;
    open.photo_files = photo_files;
    return open_dataset(request.data, open);
}

} // namespace saccade
