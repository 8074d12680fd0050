#include "app/cli/command.h"
#include "app/cli/terminal_text.h"
#include "core/model/backbone_file.h"
#include "core/support/progress.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/tflite.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* examples = R"(Examples:
  saccade-cli import mobilenet_v2_1.0_224_quant.tflite --backbone mobilenet_v2 --out mobilenet_v2.safetensors
  saccade-cli import weights.tflite --backbone mobilenet_v2 --licence Apache-2.0 --out mobilenet_v2.safetensors)";

struct Options {
    std::string weights;
    std::string backbone;
    std::string out;
    std::string licence;
};

std::int64_t parameter_count(const TensorMap& tensors) {
    std::int64_t count = 0;
    for (const auto& [name, tensor] : tensors)
        count += element_count(tensor.shape);
    return count;
}

int import_weights(const Options& options, const std::stop_token& stop) {
    const MobileNetV2Weights weights = mobilenet_v2_from_tflite(read_tflite(options.weights));
    throw_if_stopped(stop);
    std::map<std::string, std::string> notes{
        {"source", std::filesystem::path(options.weights).filename().string()}};
    if (!options.licence.empty())
        notes["licence"] = options.licence;
    write_backbone(options.out, options.backbone, "tensorflow", weights.backbone, notes);

    std::cout << fmt::format("Took {} tensors, {} parameters, batch norm folded in.\n",
                             weights.backbone.size(),
                             count_text(static_cast<std::uint64_t>(parameter_count(weights.backbone))));
    if (!weights.classifier.empty())
        std::cout << fmt::format("Left out the classifier: {} tensors, {} parameters.\n",
                                 weights.classifier.size(),
                                 count_text(static_cast<std::uint64_t>(parameter_count(weights.classifier))));
    for (const std::string& name : weights.ignored)
        std::cout << fmt::format("Left out {}\n", fitted(printable(name), 80));
    std::cout << "Wrote " << printable(options.out) << '\n';
    return succeeded;
}

} // namespace

void add_import(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App* line = program.add_subcommand("import", "Turn another program's weights into a backbone file");
    line->footer(examples);
    line->add_option("WEIGHTS", options->weights, "TensorFlow Lite file with MobileNetV2 1.0")
        ->required()
        ->type_name("");
    line->add_option("--backbone", options->backbone, "The network that the weights are for")
        ->required()
        ->type_name("NAME")
        ->check(CLI::IsMember({"mobilenet_v2"}));
    line->add_option("--out", options->out, "Where to write the backbone")
        ->required()
        ->type_name("FILE.safetensors");
    line->add_option("--licence", options->licence, "The weights' licence, noted in the file");
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return import_weights(*options, stop); }});
}

} // namespace saccade::cli
