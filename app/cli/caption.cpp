#include "app/cli/beam_tree_json.h"
#include "app/cli/caption_json.h"
#include "app/cli/command.h"
#include "app/cli/compute_notice.h"
#include "app/cli/decoding_options.h"
#include "app/cli/json_lines.h"
#include "app/cli/progress_bar.h"
#include "app/cli/sheet_names.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/attention/contact_sheet.h"
#include "core/image/decode.h"
#include "core/model/captioner.h"
#include "core/support/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <string>

namespace saccade::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* examples = R"(Examples:
  saccade-cli caption beach.jpg
  saccade-cli caption beach.jpg --words
  saccade-cli caption *.jpg --json captions.jsonl
  saccade-cli caption *.jpg --json - --overlay figures | jq .caption
  saccade-cli caption beach.jpg --beam 5 --n-best 3 --length-penalty 0.7
  saccade-cli caption beach.jpg --sample --temperature 0.8 --top-p 0.9 --samples 5 --seed 1
  saccade-cli caption beach.jpg --beam 10 --prefix "two people" --require dog --ban man
  saccade-cli caption beach.jpg --beam 5 --beam-tree search.json
  saccade-cli caption beach.jpg --force "a dog runs on the beach"
  saccade-cli caption beach.jpg --model mine.safetensors
Of several captions a photo, each is an object of its own in the JSON Lines, with its "rank".)";

struct Options {
    std::vector<std::string> photos;
    std::string model; ///< empty: the bundled one
    std::string json;  ///< empty: readable lines
    std::string overlay;
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

class CaptionRun {
public:
    explicit CaptionRun(const Options& options) : options_(options) {
        print_compute_warning();
        captioner_ = Captioner::load(options.model.empty() ? bundled_model() : fs::path(options.model),
                                     precision_from_name(options.decoding.precision));
        decoder_.emplace(options.decoding, captioner_);
        if (!options.json.empty())
            json_.emplace(options.json);
        if (!options.beam_tree.empty())
            beam_trees_.emplace(options.beam_tree);
        if (!options.overlay.empty())
            make_folder(options.overlay);
    }

    int run(const std::stop_token& stop) {
        int code = succeeded;
        SheetNames sheet_names(options_.overlay);
        Progress progress{"Captioning", 0, static_cast<std::int64_t>(options_.photos.size()), {}};
        for (const std::string& photo : options_.photos) {
            throw_if_stopped(stop);
            progress.detail = photo;
            bar_.show(progress);
            const fs::path sheet = sheet_names.next(photo);
            try {
                caption_one(photo, sheet, stop);
            } catch (const Cancelled&) {
                throw;
            } catch (const std::bad_alloc&) {
                code = complain(photo + ": there is not enough memory for this photo.");
            } catch (const Error& error) {
                code = complain(error.what());
            }
            ++progress.done;
        }
        bar_.clear();
        if (json_)
            json_->close();
        if (beam_trees_)
            beam_trees_->close();
        return code;
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

    int complain(const std::string& sentence) {
        bar_.clear();
        std::cerr << printable(sentence) << std::endl;
        return failed;
    }

    void caption_one(const std::string& name, const fs::path& sheet, const std::stop_token& stop) {
        const Photo photo = read_photo(name);
        const EncodedPhoto encoded = captioner_->encode(photo);
        BeamTree tree;
        const std::vector<Caption> captions = decoder_->decode(encoded, stop, beam_trees_ ? &tree : nullptr);
        bar_.clear();
        if (beam_trees_)
            beam_trees_->write(beam_tree_json(name, model_name(), tree));
        if (json_)
            write_json(name, captions);
        else
            print(name, captions);
        if (!options_.overlay.empty()) {
            write_contact_sheet(sheet, photo, captions.front(), encoded.placement());
            std::cerr << "Wrote " << printable(sheet.string()) << std::endl;
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

    const Options& options_;
    std::shared_ptr<const Captioner> captioner_;
    std::optional<Decoder> decoder_;
    std::optional<JsonLines> json_;
    std::optional<JsonLines> beam_trees_;
    ProgressBar bar_;
};

} // namespace

void add_caption(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App* line = program.add_subcommand("caption", "Say what photos show, word by word");
    line->footer(examples);
    line->add_option("PHOTO", options->photos, "JPEG, PNG, WebP, TIFF, BMP or GIF files")
        ->required()
        ->type_name("");
    line->add_option("--model", options->model, "Model bundle (default: the one that comes with Saccade)")
        ->type_name("FILE");
    CLI::Option* json =
        line->add_option("--json", options->json,
                         "Write JSON Lines, one object a photo with every word's probability, "
                         "alternatives and attention; - is stdout")
            ->type_name("FILE");
    line->add_option("--overlay", options->overlay,
                     "Write a picture a photo into this folder that shows where each word looks")
        ->type_name("DIR");
    line->add_flag("--words", options->words, "Print a table of the words and what else might have been said")
        ->excludes(json);
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
