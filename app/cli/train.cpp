#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/training_run.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* train_examples = R"(Examples:
  On cached features, the backbone as it is:
    saccade-cli train --data flickr8k --backbone mobilenet_v2.safetensors --features cache --run decoder
  End to end from there, the backbone learning too, from its 14th block up:
    saccade-cli train --data flickr8k --from decoder/best.safetensors --run whole --set epochs=3 \
        --set learning_rate=3e-4 --set backbone_learning_rate=5e-5 --set backbone_from=blocks.13
  The same on cached inputs of that block (with mirror images, without random crops), so that only what learns is run:
    saccade-cli train --data flickr8k --from decoder/best.safetensors --features inputs --run whole --set epochs=3 \
        --set learning_rate=3e-4 --set backbone_learning_rate=5e-5 --set backbone_from=blocks.13
  The decoder of one model on another backbone, which learns to see as that model does:
    saccade-cli train --data flickr8k --from saccade-mobile --backbone inception_v3.safetensors --run taught \
        --set backbone_learning_rate=2e-4 --set backbone_from=Mixed_6d --set teacher=saccade-mobile \
        --set distillation=4
  First the language, from captions without photos, a line each; then on photos from there:
    saccade-cli train --data captions.txt --format text --backbone mobilenet_v2.safetensors --run language \
        --set select_by=validation_loss --set captions_per_batch=64
    saccade-cli train --data flickr8k --from language/best.safetensors --features cache --run decoder
  For the score itself (self-critical training):
    saccade-cli train --data flickr8k --from decoder/best.safetensors --features cache --run critical \
        --set objective=self_critical --set learning_rate=5e-5 --set epochs=3
  After an interruption, a full disk or a power cut, exactly as if nothing had happened:
    saccade-cli train --resume decoder
Settings come from --preset, then --config, then --set NAME=VALUE. Those of the preset "default":
)";

struct TrainOptions {
    TrainingOptions training;
    std::string resume;
    bool print_config = false;
};

int train(const TrainOptions& options, const std::stop_token& stop) {
    if (options.print_config) {
        std::cout << nlohmann::json(training_config(options.training)).dump(2) << '\n';
        return succeeded;
    }
    ProgressBar bar;
    if (options.resume.empty())
        start_training(training_job(options.training), terminal_observer(bar), stop);
    else
        resume_training(options.resume, terminal_observer(bar), stop, options.training.threads);
    return succeeded;
}

} // namespace

void add_train(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<TrainOptions>();
    CLI::App* line = program.add_subcommand("train", "Train a captioner");
    line->description("Train a captioner: its decoder on cached features, or the whole network on photos");
    line->footer(train_examples + nlohmann::json(training_preset("default")).dump(2));
    std::vector<CLI::Option*> others = add_training_options(*line, options->training);
    others.push_back(
        line->add_option("--run", options->training.run,
                         "Folder for checkpoints, the best captioner, configuration, metrics and samples")
            ->type_name("FOLDER"));
    CLI::Option* const go_on =
        line->add_option("--resume", options->resume, "Go on with the run in this folder")
            ->type_name("FOLDER");
    for (CLI::Option* const other : others)
        go_on->excludes(other);
    add_threads_option(*line, options->training.threads);
    line->add_flag("--print-config", options->print_config, "Print all settings as JSON and do nothing else");
    commands.push_back({line, [options](const std::stop_token& stop) { return train(*options, stop); }});
}

} // namespace saccade::cli
