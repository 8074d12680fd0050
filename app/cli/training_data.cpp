#include "app/cli/training_data.h"

#include "app/cli/terminal_text.h"
#include "core/support/error.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace saccade::cli {

namespace {

SplitBy split_by_from_name(const std::string& name) {
    return name == "image" ? SplitBy::image : name == "official" ? SplitBy::official : SplitBy::automatic;
}

} // namespace

CLI::Option* add_data_options(CLI::App& line, DataOptions& options, DataPath path) {
    CLI::Option* const data =
        line.add_option(
                path == DataPath::positional ? "dataset" : "--data", options.data,
                "Captioned photos: a folder of Flickr8k or Flickr30k, a captions .json of COCO, Karpathy's "
                "splits, or a .csv, .tsv or captions.txt with the columns image, caption and perhaps split")
            ->required(path != DataPath::optional_option)
            ->type_name("PATH");
    line.add_option("--images", options.images,
                    "Folder of the photos, if the data set does not say; may be given again")
        ->expected(1)
        ->take_all()
        ->type_name("FOLDER");
    line.add_option("--format", options.format, "The data set's format; recognised if not given")
        ->check(CLI::IsMember(dataset_formats()));
    line.add_option("--split-by", options.split_by,
                    "official: the data set's own splits; image: train and dev drawn by --seed, photos of "
                    "equal files "
                    "together; auto: official if there are any")
        ->check(CLI::IsMember({"auto", "official", "image"}))
        ->capture_default_str();
    line.add_option("--dev-share", options.dev_share, "Share of dev photos when splitting by image")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    line.add_option("--max-images", options.max_images, "Only so many photos, drawn by --seed")
        ->type_name("N");
    line.add_option("--seed", options.seed, "Of --max-images and --split-by image")->capture_default_str();
    return data;
}

DataOptions absolute(DataOptions options) {
    options.data = std::filesystem::absolute(options.data).string();
    for (std::string& folder : options.images)
        folder = std::filesystem::absolute(folder).string();
    return options;
}

void to_json(nlohmann::json& json, const DataOptions& options) {
    json = {{"data", options.data},           {"images", options.images},
            {"format", options.format},       {"split_by", options.split_by},
            {"dev_share", options.dev_share}, {"max_images", options.max_images},
            {"seed", options.seed}};
}

void from_json(const nlohmann::json& json, DataOptions& options) {
    json.at("data").get_to(options.data);
    json.at("images").get_to(options.images);
    json.at("format").get_to(options.format);
    json.at("split_by").get_to(options.split_by);
    json.at("dev_share").get_to(options.dev_share);
    json.at("max_images").get_to(options.max_images);
    json.at("seed").get_to(options.seed);
}

Dataset read_dataset(const DataOptions& options, PhotoFiles photo_files) {
    OpenOptions open;
    open.images.assign(options.images.begin(), options.images.end());
    open.format = options.format;
    open.split_by = split_by_from_name(options.split_by);
    open.split = {options.seed, options.dev_share};
    open.max_images = options.max_images;
    open.seed = options.seed;
    open.photo_files = photo_files;
    Dataset dataset = open_dataset(options.data, open);
    for (const std::string& warning : dataset.warnings)
        std::cerr << printable(warning) << '\n';
    return dataset;
}

std::unique_ptr<Tokenizer> scoring_tokenizer(std::string_view model_tokenizer) {
    return model_tokenizer == "unicode" ? make_unicode_tokenizer() : make_ptb_tokenizer();
}

std::vector<TrainingPhoto> training_photos(const Dataset& dataset, const Tokenizer& tokenizer) {
    const auto scorer = scoring_tokenizer(tokenizer.name());
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
