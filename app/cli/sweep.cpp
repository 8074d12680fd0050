#include "core/training/sweep.h"

#include "app/cli/command.h"
#include "app/cli/compute_options.h"
#include "app/cli/training_run.h"
#include "core/support/atomic_file.h"
#include "core/support/json_file.h"
#include "core/training/run_folder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace saccade::cli {

namespace {

constexpr const char* sweep_examples = R"(Examples:
  Every combination:
    saccade-cli sweep --data flickr8k --backbone mobilenet_v2.safetensors --features cache --out sweep \
        --over network.cell=gru,lstm --over learning_rate=5e-4,1e-3,2e-3
  Twenty at random:
    saccade-cli sweep --data flickr8k --backbone mobilenet_v2.safetensors --features cache --out sweep --random 20 \
        --over learning_rate=1e-4..1e-2:log --over network.dropout=0..0.6 --over epochs=3..8:whole
A sweep that was interrupted goes on where it stopped: give the same command again.)";

struct SweepOptions {
    TrainingOptions training;
    std::string out;
    std::vector<std::string> over;
    std::size_t random = 0;
    std::uint64_t sweep_seed = 1;
};

std::vector<SweepPoint> points_of(const SweepOptions& options) {
    std::vector<SweepAxis> axes;
    for (const std::string& text : options.over)
        axes.push_back(parse_sweep_axis(text));
    std::vector<SweepPoint> points =
        options.random > 0 ? random_sweep(axes, options.random, options.sweep_seed) : grid_sweep(axes);
    for (const SweepPoint& point : points) { // a mistake must not show up after hours
        TrainingOptions probe = options.training;
        probe.settings.insert(probe.settings.end(), point.begin(), point.end());
        training_config(probe);
    }
    return points;
}

/// The plan in the sweep's folder: written by the first call, obeyed by the next ones.
void settle_plan(const std::filesystem::path& folder, const std::vector<SweepPoint>& points) {
    const std::filesystem::path file = folder / "plan.json";
    const nlohmann::json plan = points;
    if (!std::filesystem::exists(file)) {
        std::filesystem::create_directories(folder);
        write_file_atomically(file, plan.dump(2) + "\n");
    } else if (read_json(file) != plan) {
        throw FileError(folder, "this folder holds a sweep over other settings", "Choose another folder");
    }
}

SweepResult run_point(const SweepOptions& options, std::size_t number, const SweepPoint& point,
                      const std::stop_token& stop) {
    SweepResult result{number, point, 0, 0, {}};
    TrainingOptions training = options.training;
    training.run = (std::filesystem::path(options.out) / fmt::format("run-{:03}", number)).string();
    training.settings.insert(training.settings.end(), point.begin(), point.end());
    ProgressBar bar;
    try {
        if (std::filesystem::exists(RunFolder::config_file(training.run)))
            resume_training(training.run, terminal_observer(bar, false), stop, training.threads);
        else
            start_training(training_job(training), terminal_observer(bar, false), stop);
        const auto state = RunFolder::open(training.run).load();
        result.score = state->best_score;
        result.best_epoch = state->best_epoch;
    } catch (const Cancelled&) {
        throw;
    } catch (const FileError&) {
        throw; // the disk, the data: the next run would meet it too
    } catch (const UsageError&) {
        throw;
    } catch (const Error& error) { // a loss that is no number, say
        result.fault = error.what();
    }
    return result;
}

void print_table(const std::vector<SweepResult>& results) {
    std::cout << fmt::format("\n{:>4} {:>5} {:>9} {:>6}  {}\n", "rank", "run", "score", "epoch", "settings");
    int rank = 0;
    for (const SweepResult& result : results)
        std::cout << fmt::format("{:>4} {:>5} {:>9} {:>6}  {}\n", ++rank, result.run,
                                 result.fault.empty() ? fmt::format("{:.4f}", result.score) : "failed",
                                 result.best_epoch, fmt::join(result.settings, " "));
}

nlohmann::json as_json(const std::vector<SweepResult>& results) {
    nlohmann::json list = nlohmann::json::array();
    for (const SweepResult& result : results)
        list.push_back({{"run", result.run},
                        {"settings", result.settings},
                        {"score", result.score},
                        {"best_epoch", result.best_epoch},
                        {"fault", result.fault}});
    return list;
}

int sweep(const SweepOptions& options, const std::stop_token& stop) {
    const std::vector<SweepPoint> points = points_of(options);
    settle_plan(options.out, points);
    std::vector<SweepResult> results;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::cout << fmt::format("\nrun {} of {}: {}\n", i + 1, points.size(), fmt::join(points[i], " "))
                  << std::flush;
        results.push_back(run_point(options, i + 1, points[i], stop));
        if (!results.back().fault.empty())
            std::cerr << results.back().fault << '\n';
        write_file_atomically(std::filesystem::path(options.out) / "sweep.json",
                              as_json(ranked(results)).dump(2) + "\n");
    }
    print_table(ranked(results));
    return succeeded;
}

} // namespace

void add_sweep(CLI::App& program, std::vector<Command>& commands) {
    const auto options = std::make_shared<SweepOptions>();
    CLI::App* line = program.add_subcommand("sweep", "Train many captioners and rank their settings");
    line->footer(sweep_examples);
    add_training_options(*line, options->training);
    add_threads_option(*line, options->training.threads);
    line->add_option("--out", options->out,
                     "Folder of the sweep: a run folder each, and the ranking in sweep.json")
        ->required()
        ->type_name("FOLDER");
    line->add_option("--over", options->over, "A setting and its values or range; may be given again")
        ->required()
        ->expected(1)
        ->take_all()
        ->type_name("KEY=VALUES");
    line->add_option("--random", options->random, "Draw so many combinations instead of taking all")
        ->check(CLI::Range(1, 10000))
        ->type_name("N");
    line->add_option("--sweep-seed", options->sweep_seed, "Of --random")->capture_default_str();
    commands.push_back({line, [options](const std::stop_token& stop) { return sweep(*options, stop); }});
}

} // namespace saccade::cli
