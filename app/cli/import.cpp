#include "app/cli/command.h"
#include "app/cli/terminal_text.h"
#include "core/model/backbone_file.h"
#include "core/support/error.h"
#include "core/support/progress.h"
#include "core/weights/backbone_import.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* import_examples = R"(Examples:
  saccade-cli import inception_v3_google-0cc3c7bd.pth --out inception_v3.safetensors
  saccade-cli import inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5 --out inception_v3.safetensors
  saccade-cli import mobilenet_v2_1.0_224_quant.tflite --licence Apache-2.0 --out mobilenet_v2.safetensors
Backbone and flavour are recognised by names and shapes. Nothing in a weights file is ever run.)";

struct ImportOptions {
    std::string weights;
    std::string backbone; ///< empty: whatever is recognised
    std::string out;
    std::string pixels = "-1..1";
    std::string licence;
    std::string source;
};

std::string amount(std::size_t tensors, std::int64_t values) {
    return fmt::format("{} tensor{}, {} values", tensors, tensors == 1 ? "" : "s",
                       count_text(static_cast<std::uint64_t>(values)));
}

int import_weights(const ImportOptions& options, const std::stop_token& stop) {
    const ImportedBackbone imported =
        import_backbone(options.weights, pixel_range_from_name(options.pixels), stop);
    if (!options.backbone.empty() && options.backbone != imported.backbone)
        throw FileError(
            options.weights,
            fmt::format("these are weights of {}, not of {}", imported.backbone, options.backbone),
            "Leave --backbone out or give another file");
    throw_if_stopped(stop);
    std::map<std::string, std::string> notes{
        {"source", options.source.empty() ? std::filesystem::path(options.weights).filename().string()
                                          : options.source}};
    if (!options.licence.empty())
        notes["licence"] = options.licence;
    write_backbone(options.out, imported.backbone, imported.flavour, imported.weights, notes);

    std::int64_t values = 0;
    for (const auto& [name, tensor] : imported.weights)
        values += element_count(tensor.shape);
    std::cout << fmt::format("Recognised {}, {} flavour, in a {} file.\n", imported.backbone,
                             imported.flavour, imported.format)
              << fmt::format("Took {}, batch norm folded in.\n", amount(imported.weights.size(), values));
    for (const LeftOut& part : imported.left_out)
        std::cout << fmt::format("Left out: {} ({}).\n", fitted(printable(part.what), 80),
                                 amount(part.tensors, part.values));
    std::cout << "Wrote " << printable(options.out) << '\n';
    return succeeded;
}

} // namespace

void add_import(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<ImportOptions>();
    CLI::App* line = program.add_subcommand("import", "Turn another program's weights into a backbone file");
    line->footer(import_examples);
    line->add_option(
            "WEIGHTS", options->weights,
            "PyTorch .pth (torchvision), Keras .h5, .safetensors (timm) or TensorFlow Lite file with "
            "InceptionV3 or MobileNetV2 1.0")
        ->required()
        ->type_name("");
    line->add_option("--out", options->out, "Where to write the backbone")
        ->required()
        ->type_name("FILE.safetensors");
    line->add_option("--backbone", options->backbone, "Refuse weights of any other network")
        ->type_name("NAME")
        ->check(CLI::IsMember({"inception_v3", "mobilenet_v2"}));
    line->add_option("--pixels", options->pixels,
                     "The pixels that InceptionV3's weights were trained on; most, -1..1. timm's gluon "
                     "weights: imagenet")
        ->check(CLI::IsMember({"-1..1", "0..1", "imagenet"}))
        ->capture_default_str();
    line->add_option("--licence", options->licence, "The weights' licence, noted in the file");
    line->add_option("--source", options->source,
                     "Where the weights come from, noted in the file; the file's name if not given");
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return import_weights(*options, stop); }});
}

} // namespace saccade::cli
