#include "app/cli/command.h"
#include "app/cli/compute_notice.h"
#include "app/cli/decoding_options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/cli/training_data.h"
#include "app/common/bundled_files.h"
#include "core/image/decode.h"
#include "core/metrics/metrics.h"
#include "core/model/captioner.h"
#include "core/support/atomic_file.h"
#include "core/text/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* examples = R"(Examples:
  saccade-cli evaluate --data flickr8k --split dev
  saccade-cli evaluate --data flickr8k --split dev --beam 5 --length-penalty 0.7
  saccade-cli evaluate --model mine.safetensors --data captions.json --images photos --captions out.jsonl
A score says little alone: the second line scores the same captions with the photos shuffled.)";

struct Options {
    DataOptions data;
    std::string model;
    std::string split = "all";
    std::string captions;
    DecodingChoice decoding;
};

Dataset chosen_photos(const Options& options) {
    Dataset dataset = read_dataset(options.data);
    for (const Split split : {Split::train, Split::dev, Split::test}) {
        if (options.split == split_name(split))
            return select_split(dataset, split);
    }
    return dataset;
}

/// Each caption beside the references of another photo: half the set further on, so that none keeps its own.
std::vector<EvaluationItem> shuffled(const std::vector<EvaluationItem>& items) {
    std::vector<EvaluationItem> result = items;
    for (std::size_t i = 0; i < items.size(); ++i)
        result[i].candidate = items[(i + items.size() / 2) % items.size()].candidate;
    return result;
}

void print_scores(std::string_view what, const Scores& scores) {
    std::cout << fmt::format("{:<16} {:>8.4f} {:>8.4f} {:>8.4f} {:>8.4f} {:>8.4f} {:>8.4f}\n", what,
                             scores.bleu[0], scores.bleu[1], scores.bleu[2], scores.bleu[3], scores.rouge_l,
                             scores.cider_d);
}

int evaluate_model(const Options& options, const std::stop_token& stop) {
    print_compute_warning();
    const auto captioner =
        Captioner::load(options.model.empty() ? bundled_model() : std::filesystem::path(options.model),
                        precision_from_name(options.decoding.precision));
    const Decoder decoder(options.decoding, captioner, 1);
    const Dataset dataset = chosen_photos(options);
    if (dataset.photos.size() < 2)
        throw Error("Scores need at least two photos.");
    const auto tokenizer = make_ptb_tokenizer();
    std::vector<EvaluationItem> items;
    std::string lines;
    ProgressBar bar;
    for (const CaptionedPhoto& photo : dataset.photos) {
        const Caption caption = decoder.decode(captioner->encode(read_photo(photo.file)), stop).front();
        items.push_back(tokenized(*tokenizer, caption.text(), photo.captions));
        lines += nlohmann::json{{"photo", photo.id}, {"caption", caption.text()}}.dump() + '\n';
        bar.show({"Captioning",
                  static_cast<std::int64_t>(items.size()),
                  static_cast<std::int64_t>(dataset.photos.size()),
                  {}});
    }
    bar.clear();
    if (!options.captions.empty())
        write_file_atomically(options.captions, lines);
    std::cout << fmt::format("{} photos of {}, {}, PTB tokens\n", items.size(), printable(dataset.name),
                             decoder.description());
    std::cout << fmt::format("{:<16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "", "BLEU-1", "BLEU-2", "BLEU-3",
                             "BLEU-4", "ROUGE-L", "CIDEr-D");
    print_scores("captions", evaluate(items));
    print_scores("photos shuffled", evaluate(shuffled(items)));
    return succeeded;
}

} // namespace

void add_evaluate(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App* line = program.add_subcommand("evaluate", "Score a model's captions against people's");
    line->footer(examples);
    add_data_options(*line, options->data);
    line->add_option("--model", options->model, "Model bundle; the bundled one if not given")
        ->type_name("BUNDLE");
    line->add_option("--split", options->split, "Which of the photos")
        ->check(CLI::IsMember({"all", "train", "dev", "test"}))
        ->capture_default_str();
    line->add_option("--captions", options->captions, "Also write the captions, as JSON Lines")
        ->type_name("FILE");
    add_search_options(*line, options->decoding);
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return evaluate_model(*options, stop); }});
}

} // namespace saccade::cli
