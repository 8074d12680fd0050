#include "app/cli/command.h"
#include "app/cli/terminal_text.h"
#include "core/model/average_bundles.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* average_examples =
    R"(The mean of models that were trained on from the same one, with other seeds or for longer, often captions better than
each of them, and costs no more time than one.
Examples:
  saccade-cli average seed-1/best.safetensors seed-2/best.safetensors --out mean.safetensors
  The last epochs of a run that kept each (--set keep_every=1):
    saccade-cli average run/epochs/epoch-000[678].safetensors --out mean.safetensors
evaluate says whether the mean is better; train --from goes on from it; export makes it small.)";

struct AverageOptions {
    std::vector<std::string> models;
    std::string out;
    std::string name;
};

int average(const AverageOptions& options, const std::stop_token&) {
    AveragedBundle mean =
        average_bundles({options.models.begin(), options.models.end()}, "saccade-cli " SACCADE_VERSION);
    mean.bundle.header.storage = Storage::fp32;
    if (!options.name.empty())
        mean.bundle.header.card.name = options.name;
    write_bundle(options.out, mean.bundle);
    if (!mean.of_one_start)
        std::cerr
            << "Warning: these models share no training run. The mean of models that did not begin from the "
               "same weights says nothing sensible.\n";
    std::cout << fmt::format("Wrote {}: the mean of {} models\n", printable(options.out),
                             options.models.size());
    return succeeded;
}

} // namespace

void add_average(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<AverageOptions>();
    CLI::App* line = program.add_subcommand("average", "Average the weights of checkpoints or of like runs");
    line->footer(average_examples);
    line->add_option("BUNDLE", options->models, "Two checkpoints or bundles, or more")->required();
    line->add_option("--out", options->out, "Where to write the mean, as fp32")
        ->required()
        ->type_name("FILE.safetensors");
    line->add_option("--name", options->name, "The model's name; the first one's if not given");
    commands.push_back({line, [options](const std::stop_token& stop) { return average(*options, stop); }});
}

} // namespace saccade::cli
