#include "app/cli/beam_tree_json.h"
#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/decoding_options.h"
#include "app/cli/json_lines.h"
#include "app/cli/progress_bar.h"
#include "app/cli/sheet_names.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/attention/contact_sheet.h"
#include "core/attention/scrub_animation.h"
#include "core/decoding/caption_csv.h"
#include "core/decoding/caption_json.h"
#include "core/image/decode.h"
#include "core/image/encode.h"
#include "core/model/captioner.h"
#include "core/support/atomic_file.h"
#include "core/support/pipeline.h"
#include "core/support/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

namespace saccade::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* caption_examples = R"(Examples:
  saccade-cli caption beach.jpg
  saccade-cli caption beach.jpg --words
  saccade-cli caption *.jpg --json captions.jsonl
  saccade-cli caption *.jpg --json - --overlay figures | jq .caption
  saccade-cli caption beach.jpg --overlay figures --overlay-format pdf --csv words.csv
  saccade-cli caption beach.jpg --animation films --pictures maps
  saccade-cli caption beach.jpg --beam 5 --n-best 3 --length-penalty 0.7
  saccade-cli caption beach.jpg --sample --temperature 0.8 --top-p 0.9 --samples 5 --seed 1
  saccade-cli caption beach.jpg --beam 10 --prefix "two people" --require dog --ban man
  saccade-cli caption beach.jpg --beam 5 --beam-tree search.json
  saccade-cli caption beach.jpg --force "a dog runs on the beach"
  saccade-cli caption beach.jpg --model mine.safetensors
Of several captions a photo, each is an object of its own in the JSON Lines, with its "rank".)";

struct CaptionOptions {
    std::vector<std::string> photos;
    std::string model; ///< empty: the bundled one
    std::string json;  ///< empty: readable lines
    std::string csv;
    std::string overlay;
    std::string overlay_format = "png";
    std::string animation;
    ScrubOptions scrub;
    std::string pictures;
    std::string beam_tree;
    bool words = false;
    DecodingChoice decoding;
};

std::string percent(double probability) {
    return probability > 0 && probability < 0.0005 ? "< 0.1 %" : fmt::format("{:.1f} %", 100 * probability);
}

/// One row a word, and what else might have been said.
std::string word_table(const Caption& caption) {
    std::vector<std::vector<std::string>> rows{{"word", "probability", "entropy", "gaze entropy", "or"}};
    for (const CaptionStep& step : caption.steps) {
        std::string others;
        int listed = 0;
        for (const Alternative& other : step.alternatives) {
            if (other.token == step.token || listed == 3)
                continue;
            others += fmt::format("{}{} {}", listed == 0 ? "" : ", ", printable(other.word),
                                  percent(other.probability));
            ++listed;
        }
        rows.push_back({printable(step.word), percent(step.probability), fmt::format("{:.2f}", step.entropy),
                        fmt::format("{:.2f}", step.attention_entropy), others});
    }
    return table_text(rows, 2);
}

/// Photos under way at a time: one in each part of the work, and one that waits.
constexpr int in_flight = 5;

class CaptionRun {
public:
    explicit CaptionRun(const CaptionOptions& options) : options_(options) {
        begin_computing(options.decoding.threads);
        captioner_ =
            Captioner::load(model_named(options.model), precision_from_name(options.decoding.precision));
        decoder_.emplace(options.decoding, captioner_);
        if (!options.json.empty())
            json_.emplace(options.json);
        if (!options.beam_tree.empty())
            beam_trees_.emplace(options.beam_tree);
        if (!options.csv.empty())
            csv_.emplace(options.csv);
        for (const std::string& folder : {options.overlay, options.animation, options.pictures}) {
            if (!folder.empty())
                make_folder(folder);
        }
    }

    int run(const std::stop_token& stop) {
        SheetNames names;
        std::size_t begun = 0;
        show_progress(0);
        Pipeline<Item>([&]() -> std::unique_ptr<Item> {
            throw_if_stopped(stop);
            if (begun == options_.photos.size())
                return nullptr;
            const std::string& file = options_.photos[begun];
            return std::make_unique<Item>(Item{begun++, file, names.next(file)});
        })
            .then(guarded([](Item& item) { item.photo = read_photo(item.file); }))
            .then(guarded([&](Item& item) { item.pixels = captioner_->prepare(item.photo); }))
            .then(guarded([&](Item& item) { caption(item, stop); }))
            .then([&](Item& item) {
                guarded([&](Item& each) { write(each, stop); })(item);
                if (!item.fault.empty())
                    complain(item.fault);
                show_progress(item.number + 1);
            })
            .run(in_flight);
        bar_.clear();
        if (json_)
            json_->close();
        if (csv_)
            csv_->close();
        if (beam_trees_)
            beam_trees_->close();
        return code_;
    }

private:
    static void make_folder(const fs::path& folder) {
        std::error_code fault;
        fs::create_directories(folder, fault);
        if (!fs::is_directory(folder))
            throw FileError(folder, "this folder cannot be made",
                            fs::exists(folder) ? "A file has that name: choose another"
                                               : "Choose another one");
    }

    /// A photo on its way.
    struct Item {
        std::size_t number = 0;
        std::string file;
        std::string name; ///< of what is drawn of it
        Photo photo{};
        Pixels pixels{};
        std::vector<Caption> captions{};
        GridPlacement placement{};
        BeamTree tree{};
        std::string fault{}; ///< a sentence; what follows leaves such a photo out
    };

    static Pipeline<Item>::Stage guarded(Pipeline<Item>::Stage stage) {
        return [stage = std::move(stage)](Item& item) {
            if (!item.fault.empty())
                return;
            try {
                stage(item);
            } catch (const Cancelled&) {
                throw;
            } catch (const std::bad_alloc&) {
                item.fault = item.file + ": there is not enough memory for this photo.";
            } catch (const Error& error) {
                item.fault = error.what();
            }
        };
    }

    void show_progress(std::size_t done) {
        const std::size_t photos = options_.photos.size();
        bar_.show({"Captioning", static_cast<std::int64_t>(done), static_cast<std::int64_t>(photos),
                   done < photos ? options_.photos[done] : std::string()});
    }

    void complain(const std::string& sentence) {
        bar_.clear();
        std::cerr << printable(sentence) << std::endl;
        code_ = failed;
    }

    void caption(Item& item, const std::stop_token& stop) {
        throw_if_stopped(stop);
        const EncodedPhoto encoded = captioner_->encode(std::exchange(item.pixels, {}));
        item.captions = decoder_->decode(encoded, stop, beam_trees_ ? &item.tree : nullptr);
        item.placement = encoded.placement();
    }

    void write(const Item& item, const std::stop_token& stop) {
        bar_.clear();
        if (beam_trees_)
            beam_trees_->write(beam_tree_json(item.file, model_name(), item.tree));
        if (json_)
            write_json(item.file, item.captions);
        if (csv_)
            write_csv(item.file, item.captions, item.placement);
        if (!json_ && !csv_)
            print(item.file, item.captions);
        draw(item.name, item.photo, item.captions.front(), item.placement, stop);
    }

    /// The pictures that were asked for. The sheet has one scale for all words; elsewhere, where words stand
    /// alone, each has its own.
    void draw(const std::string& name, const Photo& photo, const Caption& caption,
              const GridPlacement& placement, const std::stop_token& stop) const {
        const auto wrote = [](const fs::path& file) {
            std::cerr << "Wrote " << printable(file.string()) << std::endl;
        };
        if (!options_.overlay.empty()) {
            const fs::path sheet =
                fs::path(options_.overlay) / (name + ".attention." + options_.overlay_format);
            write_contact_sheet(sheet, photo, caption, placement, {}, {}, stop);
            wrote(sheet);
        }
        const WordPainter paint = fading_painter(caption, placement);
        if (!options_.animation.empty()) {
            const fs::path film = fs::path(options_.animation) / (name + ".attention.gif");
            write_scrub_animation(film, photo, caption, paint, options_.scrub, {}, stop);
            wrote(film);
        }
        for (std::size_t i = 0; i < caption.word_count() && !options_.pictures.empty(); ++i) {
            throw_if_stopped(stop);
            const fs::path picture = fs::path(options_.pictures) / fmt::format("{}.{:02}.png", name, i + 1);
            write_file_atomically(picture, std::span<const std::byte>(encode_png(paint(photo, i))));
            wrote(picture);
        }
    }

    void write_csv(const std::string& file, const std::vector<Caption>& captions,
                   const GridPlacement& placement) {
        const auto write = [this](std::string_view rows) {
            rows.remove_suffix(1); // the line's own end
            csv_->write(rows);
        };
        if (!std::exchange(csv_begun_, true))
            write(caption_csv_header(placement.rows, placement.cols));
        for (std::size_t i = 0; i < captions.size(); ++i) {
            if (!captions[i].steps.empty())
                write(caption_csv_rows(file, model_name(), captions[i],
                                       captions.size() > 1 ? static_cast<int>(i) + 1 : 0));
        }
    }

    void write_json(const std::string& name, const std::vector<Caption>& captions) {
        for (std::size_t i = 0; i < captions.size(); ++i)
            json_->write(caption_json(name, model_name(), captions[i],
                                      captions.size() > 1 ? static_cast<int>(i) + 1 : 0));
    }

    /// One caption stands behind the photo's name; several stand below it, each with its score.
    void print(const std::string& name, const std::vector<Caption>& captions) const {
        const bool table = options_.words || options_.decoding.force;
        std::cout << printable(name) << ':';
        if (captions.size() > 1)
            std::cout << '\n';
        for (const Caption& caption : captions) {
            const std::string score =
                captions.size() > 1 ? fmt::format("{:>8.2f} ", caption.score) : std::string();
            std::cout << score << ' ' << printable(caption.text()) << '\n'
                      << (table ? word_table(caption) : "");
        }
        if (options_.decoding.force)
            std::cout << fmt::format("  log-probability {:.3f}, {:.1e} in all\n",
                                     captions.front().log_probability,
                                     std::exp(captions.front().log_probability));
        std::cout << std::flush;
    }

    std::string model_name() const {
        const std::string& name = captioner_->card().name;
        return name.empty() ? captioner_->path().filename().string() : name;
    }

    const CaptionOptions& options_;
    std::shared_ptr<const Captioner> captioner_;
    std::optional<Decoder> decoder_;
    std::optional<JsonLines> json_;
    std::optional<JsonLines> csv_;
    bool csv_begun_ = false;
    int code_ = succeeded;
    std::optional<JsonLines> beam_trees_;
    ProgressBar bar_;
};

} // namespace

void add_caption(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<CaptionOptions>();
    CLI::App* line = program.add_subcommand("caption", "Say what photos show, word by word");
    line->footer(caption_examples);
    line->add_option("PHOTO", options->photos, "JPEG, PNG, WebP, TIFF, BMP or GIF files")
        ->required()
        ->type_name("");
    line->add_option("--model", options->model,
                     "Model bundle, or the name of one that comes with Saccade (default: saccade-mobile)")
        ->type_name("FILE");
    CLI::Option* json =
        line->add_option("--json", options->json,
                         "Write JSON Lines, one object a photo with every word's probability, "
                         "alternatives and attention; - is stdout")
            ->type_name("FILE");
    CLI::Option* const csv =
        line->add_option(
                "--csv", options->csv,
                "Write a table, one row a word with its probability, entropies and attention to every "
                "cell; - is stdout")
            ->type_name("FILE");
    CLI::Option* const overlay =
        line->add_option("--overlay", options->overlay,
                         "Write a picture a photo into this folder that shows where each word looks")
            ->type_name("DIR");
    line->add_option("--overlay-format", options->overlay_format, "What that picture is")
        ->check(CLI::IsMember({"png", "pdf", "svg"}))
        ->capture_default_str()
        ->needs(overlay);
    CLI::Option* const animation =
        line->add_option("--animation", options->animation,
                         "Write a GIF a photo into this folder that walks from word to word")
            ->type_name("DIR");
    line->add_option("--animation-size", options->scrub.longest, "Pixels of the photo's longer side in it")
        ->check(CLI::Range(64, 2048))
        ->type_name("N")
        ->capture_default_str()
        ->needs(animation);
    line->add_option(
            "--pictures", options->pictures,
            "Write a PNG a word into this folder: the photo at its full size with the word's map over it")
        ->type_name("DIR");
    line->add_flag("--words", options->words, "Print a table of the words and what else might have been said")
        ->excludes(json)
        ->excludes(csv);
    add_decoding_options(*line, options->decoding);
    line->add_option("--beam-tree", options->beam_tree,
                     "Write JSON Lines, one object a photo with every hypothesis that the beam kept, its "
                     "score and what became of it")
        ->type_name("FILE")
        ->needs(line->get_option("--beam"));
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return CaptionRun(*options).run(stop); }});
}

} // namespace saccade::cli
