#include "core/support/pipeline.h"

#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

namespace saccade {

namespace {

/// The first item, by number, that something went wrong with.
class FirstFault {
public:
    void note(std::size_t item) {
        const std::lock_guard lock(mutex_);
        if (item < item_) {
            item_ = item;
            fault_ = std::current_exception();
        }
    }
    bool before_or_at(std::size_t item) const {
        const std::lock_guard lock(mutex_);
        return item_ <= item;
    }
    void rethrow() const {
        if (fault_)
            std::rethrow_exception(fault_);
    }

private:
    mutable std::mutex mutex_;
    std::size_t item_ = std::numeric_limits<std::size_t>::max();
    std::exception_ptr fault_;
};

struct Numbered {
    std::size_t number = 0;
    std::shared_ptr<void> item;
};

} // namespace

void run_pipeline(const std::function<std::shared_ptr<void>()>& source,
                  const std::vector<std::function<void(void*)>>& stages, int in_flight) {
    namespace tbb = oneapi::tbb;
    using tbb::filter_mode;
    FirstFault fault;
    std::size_t begun = 0;
    const auto guarded = [&](std::size_t number, const auto& work) {
        if (fault.before_or_at(number))
            return;
        try {
            work();
        } catch (...) {
            fault.note(number);
        }
    };
    tbb::filter<void, Numbered> filters =
        tbb::make_filter<void, Numbered>(filter_mode::serial_in_order, [&](tbb::flow_control& flow) {
            Numbered next{begun++, nullptr};
            guarded(next.number, [&] { next.item = source(); });
            if (!next.item)
                flow.stop();
            return next;
        });
    for (const auto& stage : stages)
        filters &= tbb::make_filter<Numbered, Numbered>(filter_mode::serial_in_order, [&](Numbered item) {
            guarded(item.number, [&] { stage(item.item.get()); });
            return item;
        });
    const auto end = tbb::make_filter<Numbered, void>(filter_mode::serial_in_order, [](const Numbered&) {});

    // A thread for each stage, however few the processors: a stage may wait for the disk or the compute
    // thread.
    const int threads = static_cast<int>(stages.size()) + 1;
    const tbb::global_control allowed(tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads);
    arena.execute([&] { tbb::parallel_pipeline(static_cast<std::size_t>(in_flight), filters & end); });
    fault.rethrow();
}

} // namespace saccade
