#include "core/training/run_record.h"

#include "core/support/interactive_thread.h"
#include "core/support/json_file.h"
#include "core/training/run_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace saccade {

namespace {

using nlohmann::json;

BatchReport batch_of(const json& line) {
    BatchReport report;
    line.at("epoch").get_to(report.epoch);
    line.at("step").get_to(report.step);
    line.at("steps").get_to(report.steps);
    line.at("loss").get_to(report.loss);
    line.at("gradient_norm").get_to(report.gradient_norm);
    line.at("learning_rate").get_to(report.learning_rate);
    line.at("photos_per_second").get_to(report.photos_per_second);
    if (const auto reward = line.find("reward"); reward != line.end())
        report.reward = reward->get<double>();
    return report;
}

EpochReport epoch_of(const json& line) {
    EpochReport report;
    line.at("epoch").get_to(report.epoch);
    line.at("training_loss").get_to(report.training_loss);
    line.at("validation_loss").get_to(report.validation_loss);
    line.at("cider_d").get_to(report.cider_d);
    line.at("bleu_4").get_to(report.bleu_4);
    line.at("seconds").get_to(report.seconds);
    line.at("best").get_to(report.best);
    return report;
}

void read_line(const std::string& text, RunRecord& record) {
    const json line = json::parse(text, nullptr, false);
    if (!line.is_object())
        return;
    try {
        const std::string kind = line.value("kind", "");
        if (kind == "batch")
            record.batches.push_back(batch_of(line));
        else if (kind == "epoch")
            record.epochs.push_back(epoch_of(line));
        else if (kind == "not_a_number")
            record.breakdowns.push_back({line.at("epoch").get<int>(), line.at("step").get<std::int64_t>(),
                                         line.at("steps").get<std::int64_t>(),
                                         line.at("what").get<std::string>()});
    } catch (const json::exception&) {
        // A line of another version: what it says is not known here.
    }
}

std::optional<EpochReport> scores_of(const RunRecord& record, int epoch) {
    const auto found = std::ranges::find(record.epochs, epoch, &EpochReport::epoch);
    return found == record.epochs.end() ? std::nullopt : std::optional(*found);
}

} // namespace

bool RunRecord::finished() const {
    if (epochs.empty())
        return false;
    const EpochReport* const best_epoch = best();
    const int since_best = epochs.back().epoch - (best_epoch != nullptr ? best_epoch->epoch : 0);
    return epochs.back().epoch >= config.epochs || (config.patience > 0 && since_best >= config.patience);
}

const EpochReport* RunRecord::best() const {
    const auto found =
        std::find_if(epochs.rbegin(), epochs.rend(), [](const EpochReport& report) { return report.best; });
    return found == epochs.rend() ? nullptr : &*found;
}

RunRecord read_run_record(const std::filesystem::path& folder) {
    refuse_interactive_thread();
    if (!std::filesystem::exists(RunFolder::config_file(folder)))
        throw FileError(folder, "this folder holds no training run", "Choose the folder of a run");
    RunRecord record;
    record.folder = folder;
    apply_training_config(record.config, RunFolder::config_file(folder));
    std::ifstream log(RunFolder::log_file(folder));
    for (std::string line; std::getline(log, line);)
        read_line(line, record);
    return record;
}

std::vector<SampleCaption> read_samples(const std::filesystem::path& run, int epoch) {
    const std::filesystem::path file = RunFolder::samples_file(run, epoch);
    std::vector<SampleCaption> samples;
    if (!std::filesystem::exists(file))
        return samples;
    try {
        for (const json& given : read_json(file)) {
            SampleCaption& sample = samples.emplace_back();
            given.at("photo").get_to(sample.photo);
            given.at("rows").get_to(sample.rows);
            given.at("cols").get_to(sample.cols);
            sample.caption.method = "greedy";
            for (const json& word : given.at("words")) {
                CaptionStep& step = sample.caption.steps.emplace_back();
                word.at("word").get_to(step.word);
                word.at("probability").get_to(step.probability);
                word.at("attention").get_to(step.attention);
                if (step.attention.size() !=
                    static_cast<std::size_t>(sample.rows) * static_cast<std::size_t>(sample.cols))
                    throw FileError(file, "an attention map does not fit its grid", "Train the epoch again");
            }
        }
    } catch (const json::exception& error) {
        throw FileError(file, error.what(), "Train the epoch again");
    }
    return samples;
}

std::vector<RunCheckpoint> list_checkpoints(const RunRecord& record) {
    using Kind = RunCheckpoint::Kind;
    std::vector<RunCheckpoint> checkpoints;
    const auto add = [&](Kind kind, int epoch, const std::filesystem::path& file) {
        std::error_code absent;
        const std::uintmax_t bytes = std::filesystem::file_size(file, absent);
        if (!absent)
            checkpoints.push_back({kind, epoch, file, bytes, scores_of(record, epoch)});
    };
    for (const EpochReport& report : record.epochs)
        add(Kind::epoch, report.epoch, RunFolder::epoch_file(record.folder, report.epoch));
    const EpochReport* const best = record.best();
    add(Kind::best, best != nullptr ? best->epoch : 0, RunFolder::best_file(record.folder));
    const bool between = !record.batches.empty() &&
                         (record.epochs.empty() || record.batches.back().epoch > record.epochs.back().epoch);
    add(Kind::last, between || record.epochs.empty() ? 0 : record.epochs.back().epoch,
        RunFolder::last_file(record.folder));
    return checkpoints;
}

bool is_run(const std::filesystem::path& folder) {
    std::error_code error;
    return std::filesystem::exists(RunFolder::config_file(folder), error);
}

std::vector<std::filesystem::path> list_runs(const std::filesystem::path& root) {
    std::vector<std::filesystem::path> runs;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(root, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (!entry->path().filename().string().starts_with('.') && is_run(entry->path()))
            runs.push_back(entry->path());
    }
    std::ranges::sort(runs);
    return runs;
}

} // namespace saccade
