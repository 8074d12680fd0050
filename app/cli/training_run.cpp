#include "app/cli/training_run.h"

#include "app/cli/compute_options.h"
#include "app/cli/terminal_text.h"
#include "app/common/bundled_files.h"
#include "core/model/bundle.h"

#include <fmt/format.h>

#include <iostream>

namespace saccade::cli {

namespace {

TrainingConfig chosen_config(const TrainingOptions& options, const CaptionNetworkConfig* network) {
    TrainingConfig config = training_preset(options.preset);
    if (network != nullptr)
        config.network = *network;
    if (!options.config.empty())
        apply_training_config(config, options.config);
    for (const std::string& setting : options.settings)
        override_training_config(config, setting);
    return config;
}

/// Of a model as model_named() understands it; of none, none.
std::string file_of(const std::string& model) {
    return model.empty() ? std::string() : model_named(model).string();
}

} // namespace

std::vector<CLI::Option*> add_training_options(CLI::App& line, TrainingOptions& options) {
    std::vector<CLI::Option*> added{add_data_options(line, options.data, DataPath::optional_option)};
    const auto add = [&](CLI::Option* option) { added.push_back(option); };
    add(line.add_option(
                "--backbone", options.backbone,
                "Start afresh on this backbone: a file that import made, a bundle, or one that comes with "
                "Saccade by its name (\"bundled\": saccade-mobile)")
            ->type_name("FILE"));
    add(line.add_option(
                "--from", options.from,
                "Start from this bundle's weights and vocabulary; with --backbone, from its decoder on that "
                "backbone")
            ->type_name("BUNDLE"));
    add(line.add_option(
                "--features", options.features,
                "Feature cache, made or completed if need be; without it, photos are encoded in every epoch")
            ->type_name("FOLDER"));
    add(line.add_option("--preset", options.preset,
                        "Settings to begin with: the recipe with the best score, the tutorial's, or a small "
                        "network and two epochs")
            ->check(CLI::IsMember(training_presets()))
            ->capture_default_str());
    add(line.add_option("--config", options.config, "Settings as a JSON file")->type_name("FILE"));
    add(line.add_option("--set", options.settings, "One setting, such as epochs=5 or network.cell=lstm")
            ->type_name("NAME=VALUE")
            ->take_all());
    return added;
}

TrainingConfig training_config(const TrainingOptions& options) {
    if (options.from.empty())
        return chosen_config(options, nullptr);
    const BundleHeader header = read_bundle_header(file_of(options.from));
    return chosen_config(options, &header.network);
}

TrainingObserver terminal_observer(ProgressBar& bar, bool samples) {
    TrainingObserver result;
    result.batch = [&bar](const BatchReport& report) {
        bar.show({fmt::format("Epoch {}", report.epoch), report.step, report.steps,
                  fmt::format("loss {:.3f}, {:.1f} photos/s", report.loss, report.photos_per_second)});
    };
    result.progress = bar.callback();
    result.prepared = [](const RunFacts& facts) {
        std::cout << fmt::format("{} training photos, {} validation photos, {} words\n",
                                 facts.training_photos, facts.validation_photos, facts.words)
                  << std::flush;
    };
    result.warning = [&bar](const std::string& sentence) {
        bar.clear();
        std::cerr << printable(sentence) << '\n';
    };
    result.epoch = [&bar, samples](const EpochReport& report) {
        bar.clear();
        std::cout << fmt::format(
            "epoch {:>3}  loss {:.4f}  validation {:.4f}  CIDEr-D {:.4f}  BLEU-4 {:.4f}  {:.0f} s{}\n",
            report.epoch, report.training_loss, report.validation_loss, report.cider_d, report.bleu_4,
            report.seconds, report.best ? "  best so far" : "");
        for (const SampleCaption& sample : samples ? report.samples : std::vector<SampleCaption>{})
            std::cout << fmt::format("    {}: {}\n", printable(sample.photo), sample.caption.text());
        std::cout.flush();
    };
    return result;
}

TrainingJob training_job(const TrainingOptions& options) {
    TrainingJob job;
    job.data = options.data;
    job.run = options.run;
    job.backbone = file_of(options.backbone);
    job.from = file_of(options.from);
    if (job.from.empty() && job.backbone.empty())
        throw UsageError(
            "Give --backbone FILE, to start afresh, --from BUNDLE, to train on, or both, for the "
            "bundle's decoder on that backbone.");
    job.config = training_config(options);
    job.config.teacher = file_of(job.config.teacher);
    if (options.data.data.empty() || options.run.empty())
        throw UsageError("A run needs --data PATH and --run FOLDER.");
    job.features = options.features;
    job.threads = options.threads;
    job.program = "saccade-cli " SACCADE_VERSION;
    return job;
}

} // namespace saccade::cli
