#include "app/cli/command.h"
#include "app/cli/score_report.h"
#include "core/metrics/results_file.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* score_examples = R"(Examples:
  saccade-cli score results.json captions_val2014.json
  saccade-cli score results.json captions_val2014.json --json scores.json
RESULTS is COCO's results format, [{"image_id": 1, "caption": "..."}]; `evaluate --results` writes it, and the Java suite
for METEOR and SPICE reads it too. Images of REFERENCES that RESULTS leaves out are not counted.)";

struct ScoreOptions {
    std::string results;
    std::string references;
    std::string json;
};

int score(const ScoreOptions& options) {
    const auto results = read_results(options.results);
    const auto references = read_references(options.references);
    const auto tokenizer = make_ptb_tokenizer();
    std::vector<EvaluationItem> items;
    for (const auto& [id, caption] : results) {
        const auto found = references.find(id);
        if (found == references.end())
            throw FileError(options.references,
                            fmt::format("it has no caption of image {}, which {} names", id, options.results),
                            "Give the references that belong to the results");
        items.push_back(tokenized(*tokenizer, caption, found->second));
    }
    const ScoreReport report = make_report(items, measure_diversity(items));
    std::cout << fmt::format("{} photos, PTB tokens\n", items.size());
    print_report(report);
    if (!options.json.empty())
        write_file_atomically(options.json, report_json(report).dump(2) + "\n");
    return succeeded;
}

} // namespace

void add_score(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<ScoreOptions>();
    CLI::App* line = program.add_subcommand("score", "Score a results file against people's captions");
    line->footer(score_examples);
    line->add_option("results", options->results, "Captions, in COCO's results format")
        ->required()
        ->type_name("FILE");
    line->add_option("references", options->references, "People's captions, in COCO's captions format")
        ->required()
        ->type_name("FILE");
    line->add_option("--json", options->json, "Also write the scores as JSON, as fractions")
        ->type_name("FILE");
    commands.push_back({line, [options](const std::stop_token&) { return score(*options); }});
}

} // namespace saccade::cli
