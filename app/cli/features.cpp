#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/cli/training_data.h"
#include "core/dataset/feature_cache_builder.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* features_examples = R"(Examples:
  saccade-cli features build --data flickr8k --backbone mobilenet_v2.safetensors --out cache
  saccade-cli features build --data flickr8k --backbone decoder/best.safetensors --before blocks.13 --mirror --out cache
With --before, training from that block on (backbone_from) runs the blocks before it once a photo instead of once an
epoch. --mirror takes twice the space; photos are then flipped at random in training, but not cropped.
A build that was interrupted goes on where it stopped: give the same command again.)";

struct FeaturesOptions {
    DatasetRequest data;
    std::string backbone;
    std::string out;
    std::string recipe = "antialias";
    std::string precision = "fp32";
    std::string storage = "fp16";
    std::string before_block;
    bool mirrored = false;
    int threads = 0;
};

int build(const FeaturesOptions& options, const std::stop_token& stop) {
    begin_computing(options.threads);
    const Dataset dataset = read_dataset(options.data);
    std::vector<PhotoFile> photos;
    for (const CaptionedPhoto& photo : dataset.photos)
        photos.push_back({photo.id, photo.file});
    ProgressBar bar;
    const CacheBuildReport report = build_feature_cache(
        options.out, photos,
        {options.backbone, recipe_from_name(options.recipe), precision_from_name(options.precision),
         cache_storage_from_name(options.storage), options.before_block, options.mirrored},
        bar.callback(), stop);
    bar.clear();
    for (const std::string& fault : report.skipped)
        std::cerr << printable(fault) << '\n';
    std::cout << fmt::format("{}: {} photos encoded, {} were there already, {} skipped\n", options.out,
                             report.encoded, report.reused, report.skipped.size());
    return report.skipped.empty() ? succeeded : failed;
}

} // namespace

void add_features(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<FeaturesOptions>();
    CLI::App* family = program.add_subcommand("features", "Encode a data set's photos once, before training");
    family->require_subcommand(1);
    family->footer(features_examples);
    CLI::App* line = family->add_subcommand("build", "Build or complete a feature cache");
    line->footer(features_examples);
    add_data_options(*line, options->data);
    line->add_option("--backbone", options->backbone,
                     "Backbone that saccade-cli import made, or a model bundle")
        ->required()
        ->type_name("FILE");
    line->add_option("--out", options->out, "Folder of the cache")->required()->type_name("FOLDER");
    line->add_option("--recipe", options->recipe, "How photos are resized")
        ->check(CLI::IsMember({"tensorflow", "antialias"}))
        ->capture_default_str();
    line->add_option("--precision", options->precision,
                     "Arithmetic of the backbone; auto is bf16 where the processor multiplies it, else fp32")
        ->check(CLI::IsMember({"fp32", "bf16", "auto"}))
        ->capture_default_str();
    line->add_option("--storage", options->storage,
                     "fp16, or int8 with a scale a cell, which takes half the space")
        ->check(CLI::IsMember({"fp16", "int8"}))
        ->capture_default_str();
    line->add_option("--before", options->before_block,
                     "Encode only as far as what this block of the backbone reads (default: all of it)")
        ->type_name("BLOCK");
    line->add_flag("--mirror", options->mirrored, "Encode each photo's mirror image too");
    add_threads_option(*line, options->threads);
    commands.push_back({line, [options](const std::stop_token& stop) { return build(*options, stop); }});
}

} // namespace saccade::cli
