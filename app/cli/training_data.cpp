#include "app/cli/training_data.h"

#include "app/cli/terminal_text.h"
#include "core/dataset/coco.h"
#include "core/dataset/flickr8k.h"
#include "core/support/error.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace saccade::cli {

void to_json(nlohmann::json& json, const DataOptions& options) {
    json = {{"data", options.data}, {"images", options.images}};
}

void from_json(const nlohmann::json& json, DataOptions& options) {
    json.at("data").get_to(options.data);
    json.at("images").get_to(options.images);
}

CLI::Option* add_data_options(CLI::App& line, DataOptions& options, bool required) {
    CLI::Option* const data =
        line.add_option("--data", options.data,
                        "Captioned photos: a Flickr8k folder, or a COCO captions .json file")
            ->required(required)
            ->type_name("PATH");
    line.add_option("--images", options.images, "Folder of the photos, for a COCO .json file")
        ->type_name("FOLDER");
    return data;
}

DataOptions absolute(DataOptions options) {
    options.data = std::filesystem::absolute(options.data).string();
    if (!options.images.empty())
        options.images = std::filesystem::absolute(options.images).string();
    return options;
}

Dataset read_dataset(const DataOptions& options) {
    const bool is_file = std::filesystem::is_regular_file(options.data);
    if (is_file && options.images.empty())
        throw UsageError("A COCO captions file needs --images FOLDER.");
    Dataset dataset =
        is_file ? read_coco_captions(options.data, options.images) : read_flickr8k(options.data);
    for (const std::string& warning : dataset.warnings)
        std::cerr << printable(warning) << '\n';
    return dataset;
}

std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer) {
    const auto scorer = make_ptb_tokenizer();
    std::vector<TrainingPhoto> photos;
    for (const CaptionedPhoto& source : dataset.photos) {
        TrainingPhoto& photo = photos.emplace_back();
        photo.id = source.id;
        for (const std::string& caption : source.captions) {
            photo.captions.push_back(tokenizer.tokens(caption));
            photo.references.push_back(scorer->tokens(caption));
        }
    }
    return photos;
}

} // namespace saccade::cli
