#include "core/attention/faithfulness.h"

#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/decoding_options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/attention/object_words.h"
#include "core/dataset/coco.h"
#include "core/dataset/coco_instances.h"
#include "core/decoding/greedy.h"
#include "core/image/decode.h"
#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/text/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

namespace saccade::cli {

namespace {

constexpr const char* faithfulness_examples =
    R"(Two questions to the maps, asked of every noun that names exactly one outlined object of its photo:
  Pointing game: does the map's peak lie in the object's box? Beside it: does the photo's centre?
    Asked twice: of the cell with the most attention, and of the map as it is published, each cell spread as far as its
    receptive field; the latter also of the nouns of all other photos, which shows what photos have in common.
  Masking test: does the word become less probable when the cells that it attends to most are masked, than when as
  many random ones are?
Examples:
  saccade-cli faithfulness bundled captions_train2017.json --instances instances_train2017.json --images train2017
  saccade-cli faithfulness mine.safetensors captions.json --instances instances.json --beam 5 --json looks.json
  saccade-cli faithfulness bundled captions.json --instances instances.json --sentences people)";

struct FaithfulnessOptions {
    std::string model;
    std::string captions;
    std::string instances;
    std::vector<std::filesystem::path> images;
    std::string sentences = "own";
    std::string json;
    MaskingOptions masking;
    DecodingChoice decoding;
};

using Instances = std::map<std::int64_t, std::vector<ObjectInstance>>;

struct Look {
    std::string photo;
    std::string word;
    std::string category;
    RegionRectangle box;
    RegionPoint peak;
    RegionPoint seen; ///< the peak through the receptive fields
    MaskingFall fall;
};

constexpr RegionPoint photo_centre{0.5, 0.5};

std::optional<RegionRectangle> only_box(const std::vector<ObjectInstance>& instances,
                                        std::string_view category) {
    std::optional<RegionRectangle> result;
    for (const ObjectInstance& instance : instances) {
        if (instance.category != category)
            continue;
        if (result || instance.is_crowd)
            return std::nullopt;
        result = RegionRectangle{instance.left, instance.top, instance.right, instance.bottom};
    }
    return result;
}

class Examiner {
public:
    Examiner(const FaithfulnessOptions& options, std::shared_ptr<const Captioner> captioner)
        : options_(options),
          captioner_(std::move(captioner)),
          decoder_(options.decoding, captioner_, 1),
          tokenizer_(make_tokenizer(captioner_->tokenizer())) {}

    void examine(const CaptionedPhoto& photo, const std::vector<ObjectInstance>& instances,
                 const std::stop_token& stop) {
        const FeatureGrid grid = captioner_->grid(read_photo(photo.file));
        const EncodedPhoto encoded = captioner_->encode(grid);
        if (options_.sentences == "own") {
            std::vector<TokenId> words;
            const Caption caption = decoder_.decode(encoded, stop).front();
            for (const CaptionStep& step : caption.steps)
                words.push_back(step.token);
            examine(photo, instances, grid, encoded, words, stop);
            return;
        }
        for (const std::string& caption : photo.captions) {
            const std::vector<std::string> tokens = tokenizer_->tokens(caption);
            std::vector<TokenId> words;
            for (const std::string& token : tokens)
                words.push_back(captioner_->vocabulary().id(token));
            // The model cannot say it, nor read on after it.
            if (std::ranges::find(words, Vocabulary::unk) == words.end())
                examine(photo, instances, grid, encoded, words, stop);
            else
                ++unknown_;
        }
    }

    const std::vector<Look>& looks() const { return looks_; }
    std::size_t unknown() const { return unknown_; }
    std::string description() const { return decoder_.description(); }

private:
    void examine(const CaptionedPhoto& photo, const std::vector<ObjectInstance>& instances,
                 const FeatureGrid& grid, const EncodedPhoto& encoded, const std::vector<TokenId>& words,
                 const std::stop_token& stop) {
        if (words.empty())
            return;
        const Caption caption = decode_forced(captioner_, encoded, words, 1, stop);
        std::vector<std::size_t> steps;
        const std::size_t first = looks_.size();
        for (std::size_t i = 0; i < caption.steps.size(); ++i) {
            const CaptionStep& step = caption.steps[i];
            const std::string_view category = object_category(step.word);
            const std::optional<RegionRectangle> box = only_box(instances, category);
            if (category.empty() || !box)
                continue;
            looks_.push_back({photo.id,
                              step.word,
                              std::string(category),
                              *box,
                              peak_of(step.attention, grid.placement),
                              peak_through_receptive_fields(step.attention, grid.placement),
                              {}});
            steps.push_back(i);
        }
        if (steps.empty())
            return;
        const std::vector<MaskingFall> falls =
            masking_test(captioner_, grid, words, steps, options_.masking, stop);
        for (std::size_t i = 0; i < falls.size(); ++i)
            looks_[first + i].fall = falls[i];
    }

    const FaithfulnessOptions& options_;
    std::shared_ptr<const Captioner> captioner_;
    Decoder decoder_;
    std::unique_ptr<Tokenizer> tokenizer_;
    std::vector<Look> looks_;
    std::size_t unknown_ = 0;
};

double share(const std::vector<Look>& looks, auto&& holds) {
    return static_cast<double>(std::ranges::count_if(looks, holds)) / static_cast<double>(looks.size());
}

double mean_fall(const std::vector<Look>& looks, double MaskingFall::*fall) {
    double sum = 0;
    for (const Look& look : looks)
        sum += look.fall.*fall;
    return sum / static_cast<double>(looks.size());
}

/// How often the maps of other photos' nouns have their peak in the box; nothing when all are of one photo.
std::optional<double> share_of_other_photos(const std::vector<Look>& looks) {
    std::size_t pairs = 0;
    std::size_t inside = 0;
    for (const Look& look : looks) {
        for (const Look& other : looks) {
            if (other.photo == look.photo)
                continue;
            ++pairs;
            inside += look.box.contains(other.seen) ? 1 : 0;
        }
    }
    if (pairs == 0)
        return std::nullopt;
    return static_cast<double>(inside) / static_cast<double>(pairs);
}

nlohmann::json as_json(const Look& look) {
    return {{"photo", look.photo},
            {"word", look.word},
            {"category", look.category},
            {"peak", {look.peak.x, look.peak.y}},
            {"peak_in_box", look.box.contains(look.peak)},
            {"peak_through_receptive_fields", {look.seen.x, look.seen.y}},
            {"peak_through_receptive_fields_in_box", look.box.contains(look.seen)},
            {"centre_in_box", look.box.contains(photo_centre)},
            {"fall_attended", look.fall.attended},
            {"fall_random", look.fall.random}};
}

int examine_maps(const FaithfulnessOptions& options, const std::stop_token& stop) {
    begin_computing(options.decoding.threads);
    const auto captioner =
        Captioner::load(model_named(options.model), precision_from_name(options.decoding.precision));
    std::vector<std::filesystem::path> images = options.images;
    if (images.empty())
        images.push_back(std::filesystem::path(options.captions).parent_path() / "images");
    const Dataset dataset = read_coco_captions(options.captions, images);
    for (const std::string& warning : dataset.warnings)
        std::cerr << printable(warning) << '\n';
    const Instances instances = read_coco_instances(options.instances);

    Examiner examiner(options, captioner);
    ProgressBar bar;
    std::int64_t done = 0;
    for (const CaptionedPhoto& photo : dataset.photos) {
        if (const auto found = instances.find(photo.image_id); found != instances.end())
            examiner.examine(photo, found->second, stop);
        bar.show({"Looking", ++done, static_cast<std::int64_t>(dataset.photos.size()), {}});
    }
    bar.clear();
    const std::vector<Look>& looks = examiner.looks();
    if (looks.empty())
        throw Error("No noun of the captions names exactly one outlined object, so there is nothing to ask.");

    const double pointing = share(looks, [](const Look& look) { return look.box.contains(look.peak); });
    const double seen = share(looks, [](const Look& look) { return look.box.contains(look.seen); });
    const double centre = share(looks, [](const Look& look) { return look.box.contains(photo_centre); });
    const std::optional<double> others = share_of_other_photos(looks);
    const double masking = share(looks, [](const Look& look) { return look.fall.holds(); });
    const double attended = mean_fall(looks, &MaskingFall::attended);
    const double random = mean_fall(looks, &MaskingFall::random);
    std::cout << fmt::format("{} nouns in {} photos, {}\n", looks.size(), dataset.photos.size(),
                             options.sentences == "own" ? examiner.description() : "people's captions");
    std::cout << fmt::format(
        "pointing game        peak in the box {:.1f} %, through receptive fields {:.1f} %\n", 100 * pointing,
        100 * seen);
    std::cout << fmt::format("                     the photo's centre {:.1f} %", 100 * centre);
    if (others)
        std::cout << fmt::format(", other photos' maps {:.1f} %", 100 * *others);
    std::cout << '\n';
    std::cout << fmt::format("masking {:>2} cells     falls more than with random ones for {:.1f} % "
                             "(mean fall {:.3f} against {:.3f} nats)\n",
                             options.masking.cells, 100 * masking, attended, random);
    if (examiner.unknown() > 0)
        std::cout << fmt::format("{} captions with words that the model does not know were left out\n",
                                 examiner.unknown());
    if (!options.json.empty()) {
        nlohmann::json json{{"nouns", looks.size()},
                            {"sentences", options.sentences},
                            {"pointing", pointing},
                            {"pointing_through_receptive_fields", seen},
                            {"centre", centre},
                            {"masking", masking},
                            {"masked_cells", options.masking.cells},
                            {"fall_attended", attended},
                            {"fall_random", random}};
        if (others)
            json["pointing_of_other_photos"] = *others;
        for (const Look& look : looks)
            json["looks"].push_back(as_json(look));
        write_file_atomically(options.json, json.dump(2) + "\n");
    }
    return succeeded;
}

} // namespace

void add_faithfulness(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<FaithfulnessOptions>();
    CLI::App* line = program.add_subcommand(
        "faithfulness", "Ask whether a model's maps lie where the objects are, and matter");
    line->footer(faithfulness_examples);
    line->add_option("model", options->model,
                     "Model bundle, or one that comes with Saccade: \"bundled\", or its name")
        ->required()
        ->type_name("BUNDLE");
    line->add_option("captions", options->captions, "COCO captions file")->required()->type_name("FILE.json");
    line->add_option("--instances", options->instances, "COCO instances file with the objects' boxes")
        ->required()
        ->type_name("FILE.json");
    line->add_option("--images", options->images,
                     "Folders of the photos; \"images\" beside the captions if not given")
        ->type_name("FOLDER");
    line->add_option("--sentences", options->sentences,
                     "The model's own captions, or people's, which it then reads")
        ->check(CLI::IsMember({"own", "people"}))
        ->capture_default_str();
    line->add_option("--cells", options->masking.cells, "How many cells are masked")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    line->add_option("--draws", options->masking.draws, "How many times random cells are drawn")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    line->add_option("--seed", options->masking.seed, "The same seed draws the same cells")
        ->capture_default_str();
    line->add_option("--json", options->json, "Also write the figures and every noun's, as JSON")
        ->type_name("FILE");
    add_search_options(*line, options->decoding);
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return examine_maps(*options, stop); }});
}

} // namespace saccade::cli
