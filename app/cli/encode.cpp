#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "core/image/decode.h"
#include "core/model/backbone_file.h"
#include "core/support/progress.h"
#include "core/weights/npy.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* encode_examples = R"(Examples:
  saccade-cli encode beach.jpg --backbone mobilenet_v2.safetensors --out beach.npy
  saccade-cli encode beach.jpg --backbone mine.safetensors --recipe antialias --precision bf16 --out beach.npy)";

struct EncodeOptions {
    std::string photo;
    std::string backbone;
    std::string precision = "fp32";
    std::string recipe = "tensorflow";
    std::string out;
    int threads = 0;
};

int encode(const EncodeOptions& options, const std::stop_token& stop) {
    const Precision precision = precision_from_name(options.precision);
    const Recipe recipe = recipe_from_name(options.recipe);
    begin_computing(options.threads);
    const Photo photo = read_photo(options.photo);
    throw_if_stopped(stop);
    const FeatureGrid grid = PhotoEncoder::load(options.backbone, precision).grid(photo, recipe);
    throw_if_stopped(stop);
    write_npy(options.out, {static_cast<std::int64_t>(grid.rows) * grid.cols, grid.channels}, grid.values);
    std::cout << fmt::format("Wrote {}: {} x {} cells, {} channels each, float32\n", options.out, grid.rows,
                             grid.cols, grid.channels);
    return succeeded;
}

} // namespace

void add_encode(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<EncodeOptions>();
    CLI::App* line =
        program.add_subcommand("encode", "Save what a backbone sees of a photo as a NumPy array");
    line->description("Save what a backbone sees of a photo as a NumPy array of cells x channels (float32)");
    line->footer(encode_examples);
    line->add_option("PHOTO", options->photo, "The photo")->required()->type_name("");
    line->add_option("--backbone", options->backbone,
                     "Backbone that saccade-cli import made, or a model bundle")
        ->required()
        ->type_name("FILE");
    line->add_option("--out", options->out, "Where to write the .npy file")
        ->required()
        ->type_name("GRID.npy");
    line->add_option("--precision", options->precision,
                     "Arithmetic of the backbone; auto is bf16 where the processor multiplies it, else fp32")
        ->check(CLI::IsMember({"fp32", "bf16", "auto"}))
        ->capture_default_str();
    line->add_option("--recipe", options->recipe,
                     "How the photo is resized: as the tutorial does, or antialiased")
        ->check(CLI::IsMember({"tensorflow", "antialias"}))
        ->capture_default_str();
    add_threads_option(*line, options->threads);
    commands.push_back({line, [options](const std::stop_token& stop) { return encode(*options, stop); }});
}

} // namespace saccade::cli
