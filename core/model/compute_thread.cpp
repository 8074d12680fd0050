#include "core/model/compute_thread.h"

#include "core/model/tiled_product.h"

#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <exception>
#include <malloc.h>
#include <mutex>
#include <omp.h>
#include <pthread.h>
#include <thread>
#include <utility>

namespace saccade {

namespace {

thread_local ComputePriority priority_of_caller = ComputePriority::interactive;
thread_local int threads_of_caller = 0;
thread_local bool is_compute_thread = false;

std::atomic<int>& number_of_threads() {
    static std::atomic<int> number{default_compute_threads()};
    return number;
}

struct Job {
    const std::function<void()>& work;
    ComputePriority priority;
    int threads;
    at::ThreadLocalState state; ///< of the thread that waits
    std::exception_ptr fault;
    bool done = false; ///< guarded by the mutex of ComputeThread
};

class ComputeThread {
public:
    static ComputeThread& instance() {
        // Never destroyed: work may be asked for until the process ends.
        static auto* const thread = new ComputeThread;
        return *thread;
    }

    void run(const std::function<void()>& work) {
        Job job{work,
                priority_of_caller,
                threads_of_caller > 0 ? threads_of_caller : compute_threads(),
                {},
                nullptr};
        std::unique_lock lock(mutex_);
        if (job.priority == ComputePriority::interactive) {
            interactive_.push_back(&job);
            ++urgent_;
        } else {
            background_.push_back(&job);
        }
        arrived_.notify_one();
        finished_.wait(lock, [&] { return job.done; });
        lock.unlock();
        if (job.fault)
            std::rethrow_exception(job.fault);
    }

    void give_way() {
        if (urgent_.load(std::memory_order_relaxed) == 0 || running_interactive_)
            return;
        std::unique_lock lock(mutex_);
        while (!interactive_.empty())
            run_next(interactive_, lock);
    }

private:
    ComputeThread() {
        std::thread([this] { loop(); }).detach();
        // A program that ended while the thread still sets itself up would take LibTorch away from under it.
        std::unique_lock lock(mutex_);
        finished_.wait(lock, [this] { return ready_; });
    }

    void loop() {
        ::pthread_setname_np(::pthread_self(), "compute"); // and with it the threads of its team
        is_compute_thread = true;
        at::get_num_threads(); // its first call on a thread sets OpenMP's number there
        std::unique_lock lock(mutex_);
        ready_ = true;
        finished_.notify_all();
        while (true) {
            arrived_.wait(lock, [this] { return !interactive_.empty() || !background_.empty(); });
            run_next(interactive_.empty() ? background_ : interactive_, lock);
        }
    }

    void run_next(std::deque<Job*>& jobs, std::unique_lock<std::mutex>& lock) {
        Job& job = *jobs.front();
        jobs.pop_front();
        const bool interactive = job.priority == ComputePriority::interactive;
        urgent_ -= interactive ? 1 : 0;
        lock.unlock();
        const bool interactive_before = std::exchange(running_interactive_, interactive);
        const int threads_before = omp_get_max_threads();
        omp_set_num_threads(job.threads); // of this thread alone
        try {
            const at::ThreadLocalStateGuard state(job.state);
            job.work();
        } catch (...) {
            job.fault = std::current_exception();
        }
        omp_set_num_threads(threads_before);
        running_interactive_ = interactive_before;
        lock.lock();
        job.done = true;
        finished_.notify_all();
    }

    std::atomic<int> urgent_{0}; ///< interactive jobs that wait
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::condition_variable finished_;
    std::deque<Job*> interactive_;     ///< guarded by mutex_
    std::deque<Job*> background_;      ///< likewise
    bool ready_ = false;               ///< likewise
    bool running_interactive_ = false; ///< used on the thread only
};

// Before main(), so that no other thread ever gets a team of its own: LibTorch hands this number to each
// thread that begins to compute.
[[maybe_unused]] const bool others_compute_alone = [] {
    at::set_num_threads(1);
    has_tiled_product(); // holds OpenBLAS to one thread
    // The main one, which can keep what is freed; those of other threads give large blocks back at once.
    ::mallopt(M_ARENA_MAX, 1);
    return true;
}();

} // namespace

int default_compute_threads() {
    static const int threads = [] {
        if (const char* const wanted = std::getenv("OMP_NUM_THREADS")) {
            if (const int number = std::atoi(wanted); number > 0)
                return number;
        }
        return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    }();
    return threads;
}

ComputeShare::ComputeShare(ComputePriority priority, int threads)
    : priority_before_(std::exchange(priority_of_caller, priority)),
      threads_before_(std::exchange(threads_of_caller, threads)) {}

ComputeShare::~ComputeShare() {
    priority_of_caller = priority_before_;
    threads_of_caller = threads_before_;
}

void set_compute_threads(int threads) {
    number_of_threads() = threads;
}

int compute_threads() {
    return number_of_threads();
}

void run_on_compute_thread(const std::function<void()>& work) {
    if (is_compute_thread)
        work();
    else
        ComputeThread::instance().run(work);
}

void give_way() {
    if (is_compute_thread)
        ComputeThread::instance().give_way();
}

} // namespace saccade
