#include "app/cli/command.h"
#include "app/cli/terminal_text.h"
#include "core/model/bundle.h"
#include "core/weights/safetensors.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace saccade::cli {

namespace {

constexpr const char* export_examples = R"(Examples:
  saccade-cli export run/best.safetensors --storage int8 --name my-captioner --out my-captioner.safetensors
  saccade-cli export run/best.safetensors --fp16 project --fp16 head --out my-captioner.safetensors)";

struct ExportOptions {
    std::string model;
    std::string out;
    std::string storage = "int8";
    std::vector<std::string> fp16_parts;
    std::string name;
    std::string description;
    std::string licence;
};

bool has_part(const std::string& name, const std::string& part) {
    return !part.empty() && name.find(part) != std::string::npos;
}

bool is_matrix(const HostTensor& tensor) {
    return tensor.shape.size() >= 2;
}

/// @throws UsageError where a part names no matrix, or one whose other 8 bits are gone already.
void check_part(const std::string& part, const std::string& model, const TensorMap& stored) {
    bool named = false;
    for (const auto& [name, tensor] : stored) {
        if (!is_matrix(tensor) || !has_part(name, part))
            continue;
        named = true;
        if (tensor.dtype == DType::i8)
            throw UsageError(
                fmt::format("--fp16: {} has \"{}\" in 8 bits already, which 16 do not mend. Export "
                            "the checkpoint that it was made of.",
                            printable(model), printable(name)));
    }
    if (!named)
        throw UsageError(fmt::format("--fp16: no matrix of {} has \"{}\" in its name. saccade-cli info {} "
                                     "--tensors lists the names.",
                                     printable(model), printable(part), printable(model)));
}

/// What of an 8-bit bundle stays in 16 bits: what the user names, and what is so in the bundle that is
/// exported.
/// @throws UsageError.
std::vector<std::string> fp16_parts(const ExportOptions& options, Storage storage_before) {
    if (options.storage != "int8") {
        if (!options.fp16_parts.empty())
            throw UsageError("--fp16 chooses between 8 bits and 16, so it goes with --storage int8 alone.");
        return {};
    }
    const TensorMap stored = read_safetensors_header(options.model).tensors;
    std::vector<std::string> parts = options.fp16_parts;
    for (const std::string& part : parts)
        check_part(part, options.model, stored);
    if (storage_before == Storage::int8) {
        for (const auto& [name, tensor] : stored) {
            if (is_matrix(tensor) && tensor.dtype == DType::f16)
                parts.push_back(name);
        }
    }
    return parts;
}

int export_bundle(const ExportOptions& options, const std::stop_token&) {
    Bundle bundle = read_bundle(options.model);
    const std::vector<std::string> parts = fp16_parts(options, bundle.header.storage);
    bundle.header.storage = storage_from_name(options.storage);
    const auto replace = [](std::string& text, const std::string& given) {
        if (!given.empty())
            text = given;
    };
    replace(bundle.header.card.name, options.name);
    replace(bundle.header.card.description, options.description);
    replace(bundle.header.card.licence, options.licence);
    write_bundle(options.out, bundle, parts);
    std::cout << fmt::format("Wrote {}: {} bytes, {} weights{}\n", printable(options.out),
                             std::filesystem::file_size(options.out), options.storage,
                             parts.empty() ? "" : ", some in fp16");
    return succeeded;
}

} // namespace

void add_export(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App* line = program.add_subcommand("export", "Turn a checkpoint into a small bundle to give away");
    line->footer(export_examples);
    line->add_option("BUNDLE", options->model, "Checkpoint or bundle")->required();
    line->add_option("--out", options->out, "Where to write the bundle")
        ->required()
        ->type_name("FILE.safetensors");
    line->add_option("--storage", options->storage, "How matrices are stored: 8 bits a channel, or as floats")
        ->check(CLI::IsMember({"fp32", "fp16", "int8"}))
        ->capture_default_str();
    line->add_option("--fp16", options->fp16_parts,
                     "With int8: 16 bits for matrices whose names contain this; may be given several times. "
                     "For MobileNetV2 \"project\", where 8 bits cost the most")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    line->add_option("--name", options->name, "The model's name");
    line->add_option("--description", options->description, "What it is, in a sentence or two");
    line->add_option("--licence", options->licence, "Under which terms it may be used");
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return export_bundle(*options, stop); }});
}

} // namespace saccade::cli
