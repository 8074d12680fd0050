#include "app/cli/command.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/cli/training_data.h"
#include "core/dataset/data_check.h"
#include "core/support/atomic_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* data_examples = R"(Examples:
  saccade-cli data check flickr8k
  saccade-cli data check captions.json --images val2014 --split-by image --seed 3
  saccade-cli data check mine.csv --tokenizer unicode --json report.json
Photos are the same when their upright pixels are; resized or newly compressed copies are not found.
Exit code 1: training would stumble over something, or scores would be those of photos learned from.)";

struct DataOptions {
    DatasetRequest data;
    std::string tokenizer = "keras";
    DataCheckOptions check;
    bool allow_leak = false;
    std::string json;
};

constexpr std::size_t most_shown = 10;   ///< of a list of faults
constexpr std::size_t special_words = 4; ///< `<pad>`, `<unk>`, `<start>`, `<end>`

void print_list(const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty())
        return;
    std::cout << fmt::format("{}: {}\n", title, lines.size());
    for (std::size_t i = 0; i < std::min(most_shown, lines.size()); ++i)
        std::cout << "    " << printable(lines[i]) << '\n';
    if (lines.size() > most_shown)
        std::cout << fmt::format("    and {} more\n", lines.size() - most_shown);
}

std::vector<std::string> joined(const std::vector<std::vector<std::string>>& groups) {
    std::vector<std::string> lines;
    for (const auto& group : groups)
        lines.push_back(fmt::format("{}", fmt::join(group, " = ")));
    return lines;
}

void print(const Dataset& dataset, const DataReport& report) {
    std::cout << printable(dataset.name) << "\n\n"
              << fmt::format("{:<7} {:>8} {:>9} {:>9} {:>12}\n", "split", "photos", "captions", "words",
                             "words known");
    for (const DataReport::Part& part : report.parts)
        std::cout << fmt::format("{:<7} {:>8} {:>9} {:>9} {:>11.2f}%\n", split_name(part.split), part.photos,
                                 part.captions, part.words,
                                 part.words == 0 ? 0.0
                                                 : 100 * static_cast<double>(part.known_words) /
                                                       static_cast<double>(part.words));
    std::cout << fmt::format(
        "\n{} to {} captions a photo, the longest of {} words; {} of {} different words known\n",
        report.fewest_captions, report.most_captions, report.longest_caption, report.vocabulary,
        report.distinct_words);
    if (report.empty_captions > 0)
        std::cout << fmt::format("captions without a word: {}\n", report.empty_captions);
    if (report.long_captions > 0)
        std::cout << fmt::format("over-long captions, which training cuts: {}\n", report.long_captions);
    print_list("missing photos", report.missing);
    print_list("broken photos", report.broken);
    print_list("the same photo twice within a split", joined(report.repeats));
    print_list("THE SAME PHOTO ON BOTH SIDES OF A SPLIT", joined(report.leaks));
}

nlohmann::json as_json(const Dataset& dataset, const DataReport& report) {
    nlohmann::json splits = nlohmann::json::object();
    for (const DataReport::Part& part : report.parts)
        splits[std::string(split_name(part.split))] = {{"photos", part.photos},
                                                       {"captions", part.captions},
                                                       {"words", part.words},
                                                       {"known_words", part.known_words}};
    return {{"name", dataset.name},
            {"splits", splits},
            {"warnings", dataset.warnings},
            {"fewest_captions", report.fewest_captions},
            {"most_captions", report.most_captions},
            {"longest_caption", report.longest_caption},
            {"empty_captions", report.empty_captions},
            {"long_captions", report.long_captions},
            {"vocabulary", report.vocabulary},
            {"distinct_words", report.distinct_words},
            {"missing", report.missing},
            {"broken", report.broken},
            {"leaks", report.leaks},
            {"repeats", report.repeats},
            {"trainable", report.trainable()}};
}

int check(const DataOptions& options, const std::stop_token& stop) {
    const Dataset dataset = read_dataset(options.data, PhotoFiles::may_be_missing);
    ProgressBar bar;
    const DataReport report =
        check_dataset(dataset, *make_tokenizer(options.tokenizer), options.check, bar.callback(), stop);
    bar.clear();
    print(dataset, report);
    if (!options.json.empty())
        write_file_atomically(options.json, as_json(dataset, report).dump(2) + "\n");
    if (!report.leaks.empty() && !options.allow_leak)
        std::cerr
            << "The split leaks. Choose another (--split-by image keeps equal files together), remove the "
               "photos, or go on with --allow-leak.\n";
    DataReport judged = report;
    if (options.allow_leak)
        judged.leaks.clear();
    return judged.trainable() ? succeeded : failed;
}

} // namespace

void add_data(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<DataOptions>();
    CLI::App* family = program.add_subcommand("data", "Look at captioned photos before training on them");
    family->require_subcommand(1);
    family->footer(data_examples);
    CLI::App* line =
        family->add_subcommand("check", "Count photos and captions and find what is wrong with them");
    line->footer(data_examples);
    add_data_options(*line, options->data, DataPath::positional);
    line->add_option("--tokenizer", options->tokenizer, "How captions are cut into words")
        ->check(CLI::IsMember({"keras", "ptb", "unicode"}))
        ->capture_default_str();
    line->add_option("--vocabulary-size", options->check.vocabulary_size, "Ids below this survive")
        ->check(CLI::Range(4, 1 << 20))
        ->capture_default_str();
    line->add_option("--min-count", options->check.min_count, "Words seen less often become <unk>")
        ->check(CLI::Range(1, 1 << 20))
        ->capture_default_str();
    line->add_option("--max-words", options->check.max_words, "Longer captions are over-long")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    line->add_flag("--allow-leak", options->allow_leak, "Let a photo be on both sides of a split");
    line->add_option("--json", options->json, "Also write the report as JSON")->type_name("FILE");
    commands.push_back({line, [options](const std::stop_token& stop) { return check(*options, stop); }});
}

} // namespace saccade::cli
