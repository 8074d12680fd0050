#include "app/cli/command.h"
#include "app/cli/terminal_text.h"
#include "core/model/bundle.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* export_examples = R"(Examples:
  saccade-cli export run/best.safetensors --storage int8 --name my-captioner --out my-captioner.safetensors)";

struct ExportOptions {
    std::string model;
    std::string out;
    std::string storage = "int8";
    std::string name;
    std::string description;
    std::string licence;
};

int export_bundle(const ExportOptions& options, const std::stop_token&) {
    Bundle bundle = read_bundle(options.model);
    bundle.header.storage = storage_from_name(options.storage);
    const auto replace = [](std::string& text, const std::string& given) {
        if (!given.empty())
            text = given;
    };
    replace(bundle.header.card.name, options.name);
    replace(bundle.header.card.description, options.description);
    replace(bundle.header.card.licence, options.licence);
    write_bundle(options.out, bundle);
    std::cout << fmt::format("Wrote {}: {} bytes, {} weights\n", printable(options.out),
                             std::filesystem::file_size(options.out), options.storage);
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
    line->add_option("--name", options->name, "The model's name");
    line->add_option("--description", options->description, "What it is, in a sentence or two");
    line->add_option("--licence", options->licence, "Under which terms it may be used");
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return export_bundle(*options, stop); }});
}

} // namespace saccade::cli
