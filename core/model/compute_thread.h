#pragma once

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

namespace saccade {

// OpenMP keeps a team of threads for every thread that enters a parallel region. Were each worker of a
// program to enter some, it would have several teams on the same cores. So one thread of the process enters
// them all, and everywhere else what LibTorch and oneDNN would divide runs on the calling thread alone.

enum class ComputePriority {
    background,  ///< nobody waits for it: training, photos captioned ahead
    interactive, ///< goes first, also in the middle of background work; see give_way()
};

/// OMP_NUM_THREADS, else the processors that this process may use.
int default_compute_threads();
/// How many threads compute (>= 1), where a ComputeShare does not say otherwise; at first
/// default_compute_threads().
void set_compute_threads(int threads);
int compute_threads();

/// What the calling thread asks to be computed while this lives. Without one: interactive, on
/// compute_threads().
class ComputeShare {
public:
    /// @param threads  0: compute_threads().
    explicit ComputeShare(ComputePriority priority, int threads = 0);
    ~ComputeShare();
    ComputeShare(const ComputeShare&) = delete;
    ComputeShare& operator=(const ComputeShare&) = delete;

private:
    ComputePriority priority_before_;
    int threads_before_;
};

/// Runs `work` on the compute thread and waits for it; at once when that is the calling thread. LibTorch's
/// settings of the calling thread (gradients off, autocast) hold for it, and what it throws reaches the
/// caller.
void run_on_compute_thread(const std::function<void()>& work);

/// The same for work with a result.
template <class Work>
auto on_compute_thread(Work&& work) -> std::invoke_result_t<Work&> {
    using Result = std::invoke_result_t<Work&>;
    if constexpr (std::is_void_v<Result>) {
        run_on_compute_thread([&] { work(); });
    } else {
        std::optional<Result> result;
        run_on_compute_thread([&] { result.emplace(work()); });
        return std::move(*result);
    }
}

/// For long background work, between its parts: runs what is interactive and waits.
void give_way();

} // namespace saccade
