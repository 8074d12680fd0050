#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/decoding_options.h"
#include "app/cli/gallery.h"
#include "app/cli/progress_bar.h"
#include "app/cli/score_report.h"
#include "app/cli/terminal_text.h"
#include "app/cli/training_data.h"
#include "app/common/bundled_files.h"
#include "core/image/decode.h"
#include "core/metrics/baselines.h"
#include "core/metrics/results_file.h"
#include "core/model/captioner.h"
#include "core/support/atomic_file.h"
#include "core/text/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <future>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* evaluate_examples = R"(Examples:
  saccade-cli evaluate bundled flickr8k --split dev
  saccade-cli evaluate mine.safetensors flickr8k --split dev --beam 5 --length-penalty 0.7 --json scores.json
  saccade-cli evaluate mine.safetensors captions.json --images val2014 --results results.json --gallery looks.html
A score says little alone. Beside it stand those of the best constant caption that a search found, of the same captions
with the photos shuffled, and of what the model says to a grey photo.)";

struct EvaluateOptions {
    std::string model;
    DatasetRequest data;
    std::string split = "all";
    std::string captions;
    std::string results;
    std::string json;
    std::string gallery;
    std::size_t gallery_photos = 12;
    DecodingChoice decoding;
};

/// Of one split, if one is named; --max-images draws from these.
std::vector<CaptionedPhoto> chosen_photos(const Dataset& dataset, const EvaluateOptions& options) {
    Dataset chosen = dataset;
    for (const Split named : {Split::train, Split::dev, Split::test}) {
        if (options.split == split_name(named))
            chosen = select_split(dataset, named);
    }
    const std::size_t most = options.data.max_images;
    return most == 0 ? chosen.photos : random_subset(chosen, most, options.data.seed).photos;
}

/// All of it: --max-images says how many are captioned, not how many captions baselines know.
Dataset whole_dataset(DatasetRequest request) {
    request.max_images = 0;
    return read_dataset(request);
}

/// Captions of the photos in their order; the next photo is read while one is captioned.
std::vector<Caption> caption_photos(const std::vector<CaptionedPhoto>& photos, const Captioner& captioner,
                                    const Decoder& decoder, const std::stop_token& stop) {
    std::vector<Caption> captions;
    ProgressBar bar;
    const auto read = [&](std::size_t i) {
        return std::async(std::launch::async, [&, i] { return read_photo(photos[i].file); });
    };
    std::future<Photo> next = read(0);
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const Photo photo = next.get();
        if (i + 1 < photos.size())
            next = read(i + 1);
        captions.push_back(decoder.decode(captioner.encode(photo), stop).front());
        bar.show(
            {"Captioning", static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(photos.size()), {}});
    }
    return captions;
}

std::string grey_caption(const Captioner& captioner, const Decoder& decoder, const std::stop_token& stop) {
    constexpr int side = 256;
    const Photo grey{side, side, std::vector<std::uint8_t>(std::size_t{side} * side * 3, 128), {}};
    return decoder.decode(captioner.encode(grey), stop).front().text();
}

std::vector<Words> all_captions(const std::vector<CaptionedPhoto>& photos, const Tokenizer& tokenizer) {
    std::vector<Words> captions;
    for (const CaptionedPhoto& photo : photos) {
        for (const std::string& caption : photo.captions)
            captions.push_back(tokenizer.tokens(caption));
    }
    return captions;
}

/// COCO's image ids where the data set has them; else running numbers from 1.
std::map<std::int64_t, std::string> by_image_id(const std::vector<CaptionedPhoto>& photos,
                                                const std::vector<Caption>& captions) {
    std::map<std::int64_t, std::string> result;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const auto running = static_cast<std::int64_t>(i + 1);
        result[photos[i].image_id != 0 ? photos[i].image_id : running] = captions[i].text();
    }
    return result;
}

void write_gallery_of(const EvaluateOptions& options, const std::vector<CaptionedPhoto>& photos,
                      const std::vector<Caption>& captions, const Scores& scores, const Captioner& captioner,
                      const std::string& title, const std::string& summary) {
    std::vector<std::size_t> order(photos.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return scores.item_cider_d[i]; });
    const std::size_t count = std::min(options.gallery_photos, photos.size() / 2);
    const auto shown = [&](std::size_t i) {
        return GalleryPhoto{photos[i].id, photos[i].file, captions[i], photos[i].captions,
                            scores.item_cider_d[i]};
    };
    Gallery gallery{title, summary, captioner.placement(), {}, {}};
    for (std::size_t i = 0; i < count; ++i) {
        gallery.worst.push_back(shown(order[i]));
        gallery.best.push_back(shown(order[order.size() - 1 - i]));
    }
    write_gallery(options.gallery, gallery);
}

int evaluate_model(const EvaluateOptions& options, const std::stop_token& stop) {
    begin_computing(options.decoding.threads);
    const auto captioner =
        Captioner::load(model_named(options.model), precision_from_name(options.decoding.precision));
    const Decoder decoder(options.decoding, captioner, 1);
    const Dataset dataset = whole_dataset(options.data);
    const std::vector<CaptionedPhoto> photos = chosen_photos(dataset, options);
    if (photos.size() < 2)
        throw Error(fmt::format("Scores need at least two photos; the split {} has {}.", options.split,
                                photos.size()));
    const std::vector<Caption> captions = caption_photos(photos, *captioner, decoder, stop);

    const auto tokenizer = make_scoring_tokenizer(captioner->tokenizer());
    std::vector<EvaluationItem> items;
    std::vector<EvaluationItem> grey;
    const Words to_grey = tokenizer->tokens(grey_caption(*captioner, decoder, stop));
    for (std::size_t i = 0; i < photos.size(); ++i) {
        items.push_back(tokenized(*tokenizer, captions[i].text(), photos[i].captions));
        grey.push_back({to_grey, items.back().references});
    }
    // What is captioned itself must not count as seen.
    const std::vector<Words> training =
        options.split == "train" || options.split == "all"
            ? std::vector<Words>{}
            : all_captions(select_split(dataset, Split::train).photos, *tokenizer);
    const std::vector<Words> corpus = training.empty() ? all_captions(photos, *tokenizer) : training;
    const ScoreReport report =
        make_report(items, measure_diversity(items, std::set<Words>(training.begin(), training.end())));
    const ConstantCaption constant = best_constant_caption(items, corpus);
    const Scores shuffled = evaluate(shuffled_captions(items));
    const Scores grey_scores = evaluate(grey);

    const std::string summary =
        fmt::format("{} photos of {} ({}), {}, {} tokens", items.size(), dataset.name, options.split,
                    decoder.description(), tokenizer->name() == "ptb" ? "PTB" : tokenizer->name());
    std::cout << printable(summary) << '\n';
    print_report(report);
    print_scores("constant caption", constant.scores);
    print_scores("photos shuffled", shuffled);
    print_scores("grey photo", grey_scores);
    std::cout << fmt::format("constant caption, the best of {} tried: {}\nto a grey photo: {}\n",
                             constant.tried, fmt::join(constant.words, " "), fmt::join(to_grey, " "));

    if (!options.captions.empty()) {
        std::string lines;
        for (std::size_t i = 0; i < photos.size(); ++i)
            lines += nlohmann::json{{"photo", photos[i].id}, {"caption", captions[i].text()}}.dump() + '\n';
        write_file_atomically(options.captions, lines);
    }
    if (!options.results.empty())
        write_results(options.results, by_image_id(photos, captions));
    if (!options.json.empty()) {
        nlohmann::json json = report_json(report);
        json["dataset"] = dataset.name;
        json["split"] = options.split;
        json["decoding"] = decoder.description();
        json["baselines"]["constant"] = scores_json(constant.scores);
        json["baselines"]["constant"]["caption"] = fmt::format("{}", fmt::join(constant.words, " "));
        json["baselines"]["shuffled"] = scores_json(shuffled);
        json["baselines"]["grey"] = scores_json(grey_scores);
        json["baselines"]["grey"]["caption"] = fmt::format("{}", fmt::join(to_grey, " "));
        write_file_atomically(options.json, json.dump(2) + "\n");
    }
    if (!options.gallery.empty())
        write_gallery_of(options, photos, captions, report.scores, *captioner, captioner->card().name,
                         fmt::format("{}: CIDEr-D {:.3f}, BLEU-4 {:.3f}", summary, report.scores.cider_d,
                                     report.scores.bleu[3]));
    return succeeded;
}

} // namespace

void add_evaluate(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<EvaluateOptions>();
    CLI::App* line = program.add_subcommand("evaluate", "Score a model's captions against people's");
    line->footer(evaluate_examples);
    line->add_option("model", options->model,
                     "Model bundle, or one that comes with Saccade: \"bundled\", or its name")
        ->required()
        ->type_name("BUNDLE");
    add_data_options(*line, options->data, DataPath::positional);
    line->add_option("--split", options->split, "Which of the photos")
        ->check(CLI::IsMember({"all", "train", "dev", "test"}))
        ->capture_default_str();
    line->add_option("--json", options->json, "Also write the scores as JSON, as fractions")
        ->type_name("FILE");
    line->add_option("--results", options->results,
                     "Also write the captions in COCO's results format, for `score` and the Java suite")
        ->type_name("FILE");
    line->add_option("--captions", options->captions, "Also write the captions, as JSON Lines")
        ->type_name("FILE");
    CLI::Option* const gallery =
        line->add_option(
                "--gallery", options->gallery,
                "Also write a page with the worst and best captions, their maps and people's captions")
            ->type_name("FILE.html");
    line->add_option("--gallery-photos", options->gallery_photos, "How many worst and best ones it shows")
        ->check(CLI::Range(1, 1000))
        ->needs(gallery)
        ->capture_default_str();
    add_search_options(*line, options->decoding);
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return evaluate_model(*options, stop); }});
}

} // namespace saccade::cli
