#include "core/training/estimate.h"

#include "core/training/run_folder.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <unistd.h>

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int warm_up = 2; ///< the first batches also make what later ones use again
constexpr int enough_batches = 6;
constexpr std::chrono::seconds enough_time(3);
constexpr std::chrono::seconds patience(30);
constexpr int other_bundles = 3; ///< start, best, last
constexpr int slots = 2;
constexpr int values_a_weight =
    3; ///< in a checkpoint: itself and the optimiser's two means; an average, too, if there is one

std::uintmax_t resident_bytes() {
    std::uintmax_t pages = 0;
    std::ifstream statistics("/proc/self/statm");
    statistics >> pages >> pages;
    return pages * static_cast<std::uintmax_t>(::sysconf(_SC_PAGESIZE));
}

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "saccade-estimate-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw FileError(pattern, "no temporary folder can be made", "Free some space there");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace

TrainingEstimate estimate_training(const TrainingJob& job, const std::stop_token& stop) {
    const TemporaryFolder folder;
    TrainingJob trial = job;
    trial.run = folder.path() / "run";
    if (!trial.from.empty())
        adopt_network(trial.config, trial.from);

    std::stop_source enough;
    const std::stop_callback forward(stop, [&] { enough.request_stop(); });
    const std::uintmax_t before = resident_bytes();
    TrainingEstimate estimate;
    int batches = 0;
    Clock::duration spent{};
    const Clock::time_point begin = Clock::now();
    Clock::time_point last = begin;
    TrainingObserver observer;
    observer.batch = [&](const BatchReport& report) {
        const Clock::time_point now = Clock::now();
        estimate.batches = report.steps * job.config.epochs;
        const std::uintmax_t resident = resident_bytes();
        estimate.memory = std::max(estimate.memory, resident - std::min(before, resident));
        if (++batches > warm_up) {
            spent += now - last;
            ++estimate.measured;
        }
        last = now;
        if ((estimate.measured >= enough_batches && spent >= enough_time) || now - begin > patience)
            enough.request_stop();
    };
    observer.progress = [&](const Progress&) {
        if (estimate.measured >= enough_batches) // the checks after a short epoch need not be waited for
            enough.request_stop();
        last = Clock::now();
    };
    try {
        start_training(trial, observer, enough.get_token());
    } catch (const Cancelled&) {
        throw_if_stopped(stop);
    }
    if (estimate.measured > 0)
        estimate.seconds = std::chrono::duration<double>(spent).count() / estimate.measured *
                           static_cast<double>(estimate.batches);
    std::error_code absent;
    const std::uintmax_t bundle = std::filesystem::file_size(RunFolder::start_file(trial.run), absent);
    if (!absent) {
        const int kept = job.config.keep_every > 0 ? job.config.epochs / job.config.keep_every : 0;
        const int values = values_a_weight + (job.config.average_decay > 0 ? 1 : 0);
        estimate.disk = bundle * static_cast<std::uintmax_t>(kept + other_bundles + slots * values);
    }
    return estimate;
}

} // namespace saccade
