#include "core/training/job_queue.h"

#include "core/support/atomic_file.h"
#include "core/support/error.h"
#include "core/support/json_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace saccade {

namespace {

constexpr int format_version = 1;

// The next program may be started somewhere else.
std::string absolute_path(const std::filesystem::path& path) {
    return path.empty() ? std::string() : std::filesystem::absolute(path).string();
}

nlohmann::json written(const TrainingJob& job) {
    TrainingConfig config = job.config;
    config.teacher = absolute_path(config.teacher);
    return {{"data", absolute(job.data)},
            {"run", absolute_path(job.run)},
            {"backbone", absolute_path(job.backbone)},
            {"from", absolute_path(job.from)},
            {"features", absolute_path(job.features)},
            {"config", config},
            {"threads", job.threads},
            {"program", job.program}};
}

TrainingJob job_from(const nlohmann::json& json) {
    TrainingJob job;
    json.at("data").get_to(job.data);
    job.run = json.at("run").get<std::string>();
    json.at("backbone").get_to(job.backbone);
    json.at("from").get_to(job.from);
    json.at("features").get_to(job.features);
    json.at("config").get_to(job.config);
    json.at("threads").get_to(job.threads);
    json.at("program").get_to(job.program);
    if (job.threads < 0)
        throw UsageError("a run needs at least one thread");
    return job;
}

} // namespace

void write_job_queue(const std::filesystem::path& file, const std::vector<TrainingJob>& jobs) {
    if (jobs.empty()) {
        std::error_code error;
        std::filesystem::remove(file, error);
        if (error)
            throw FileError(file, fmt::format("it cannot be removed ({})", error.message()),
                            "Check who may write in its folder");
        return;
    }
    nlohmann::json list = nlohmann::json::array();
    for (const TrainingJob& job : jobs)
        list.push_back(written(job));
    write_file_atomically(file, nlohmann::json{{"version", format_version}, {"jobs", list}}.dump(2) + "\n");
}

std::vector<TrainingJob> read_job_queue(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file))
        return {};
    std::vector<TrainingJob> jobs;
    try {
        const nlohmann::json queue = read_json(file);
        if (queue.at("version").get<int>() > format_version)
            throw FileError(file, "a newer version of Saccade wrote it", "Open it with that version");
        for (const nlohmann::json& job : queue.at("jobs"))
            jobs.push_back(job_from(job));
    } catch (const nlohmann::json::exception& error) {
        throw FileError(file, error.what(), "The runs in it have to be set up again");
    } catch (const UsageError& error) {
        throw FileError(file, error.what(), "The runs in it have to be set up again");
    }
    return jobs;
}

} // namespace saccade
