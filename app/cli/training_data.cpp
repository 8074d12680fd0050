#include "app/cli/training_data.h"

#include "app/cli/terminal_text.h"

#include <iostream>

namespace saccade::cli {

CLI::Option* add_data_options(CLI::App& line, DatasetRequest& options, DataPath path) {
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
    line.add_option(
            "--format", options.format,
            "The data set's format; recognised if not given, but for text: captions without photos, one in "
            "each line, for the decoder to learn the language from")
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

Dataset read_dataset(const DatasetRequest& request, PhotoFiles photo_files) {
    Dataset dataset = open_dataset(request, photo_files);
    require_photos(dataset);
    for (const std::string& warning : dataset.warnings)
        std::cerr << printable(warning) << '\n';
    return dataset;
}

} // namespace saccade::cli
