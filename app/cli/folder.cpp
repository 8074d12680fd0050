#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/decoding_options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/album/folder_captions.h"
#include "core/image/decode.h"

#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* folder_examples = R"(Examples:
  saccade-cli folder holiday --out holiday.csv
  saccade-cli folder photos --recursive --out captions.jsonl --beam 5
  saccade-cli folder holiday --out holiday.csv --write-metadata
A run that was stopped goes on where it was when it is started again with the same --out; until the end, what is done
lies beside it in FILE.part. Photos that cannot be captioned are recorded with the reason and skipped.
Metadata: XMP dc:description and, for ASCII captions in JPEG, WebP and TIFF, EXIF ImageDescription. Pixels stay as they
are. A photo is replaced as a whole or not at all; its permissions stay, its time of change becomes now.)";

struct FolderOptions {
    FolderRequest request;
    std::string folder;
    std::string out;
    std::string model; ///< empty: the bundled one
    bool overwrite = false;
    DecodingChoice decoding;
};

void print_summary(const FolderRequest& request, const FolderSummary& summary) {
    std::cerr << fmt::format("{} of {} photos captioned", summary.captioned, summary.photos);
    if (summary.done_before > 0)
        std::cerr << fmt::format(", done before: {}", summary.done_before);
    if (request.write_metadata)
        std::cerr << fmt::format(", descriptions written: {}, kept as they were: {}", summary.described,
                                 summary.kept);
    if (summary.failed > 0)
        std::cerr << fmt::format(", failed: {} (the first: {})", summary.failed,
                                 printable(summary.first_error));
    std::cerr << "\nWrote " << printable(request.out.string()) << std::endl;
}

int caption_all(FolderOptions options, const std::stop_token& stop) {
    FolderRequest& request = options.request;
    request.folder = options.folder;
    request.out = options.out;
    request.existing = options.overwrite ? ExistingDescription::replace : ExistingDescription::keep;
    begin_computing(options.decoding.threads);
    const auto captioner =
        Captioner::load(model_named(options.model), precision_from_name(options.decoding.precision));
    const Decoder decoder(options.decoding, captioner, 1);
    request.model =
        captioner->card().name.empty() ? captioner->path().filename().string() : captioner->card().name;
    const FolderWork work{[](const fs::path& file) { return read_photo(file); },
                          [&](const Photo& photo) -> FolderWork::Saying {
                              return [&, pixels = captioner->prepare(photo)](const std::stop_token& asked) {
                                  return decoder.decode(captioner->encode(pixels), asked).front();
                              };
                          }};
    ProgressBar bar;
    try {
        const FolderSummary summary = caption_folder(request, work, bar.callback(), stop);
        bar.clear();
        print_summary(request, summary);
        return summary.failed > 0 ? failed : succeeded;
    } catch (const Cancelled&) {
        bar.clear();
        std::cerr << "Stopped. What is done is in " << printable(journal_of(request.out).string())
                  << "; the same command goes on from there." << std::endl;
        throw;
    }
}

} // namespace

void add_folder(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<FolderOptions>();
    FolderRequest& request = options->request;
    CLI::App* line = program.add_subcommand("folder", "Caption all photos of a folder into one file");
    line->footer(folder_examples);
    line->add_option("FOLDER", options->folder, "The folder of photos")->required()->type_name("");
    line->add_option("--out", options->out, "Where to write the captions: a .csv or .jsonl file")
        ->required()
        ->type_name("FILE");
    line->add_option("--model", options->model,
                     "Model bundle, or the name of one that comes with Saccade (default: saccade-mobile)")
        ->type_name("FILE");
    line->add_flag("--recursive", request.recursive, "With the folders inside");
    line->add_flag("--restart", request.restart,
                   "Begin again instead of going on where an earlier run stopped");
    line->add_flag("--retry-failed", request.retry_failed, "Try photos again that could not be captioned");
    CLI::Option* const metadata = line->add_flag(
        "--write-metadata", request.write_metadata,
        "Write the captions into the photos too (JPEG, PNG, WebP, TIFF), unless they have a description");
    line->add_flag("--overwrite", options->overwrite, "Replace the descriptions that photos have")
        ->needs(metadata);
    add_search_options(*line, options->decoding);
    commands.push_back(
        {line, [options](const std::stop_token& stop) { return caption_all(*options, stop); }});
}

} // namespace saccade::cli
