#include "core/model/compute_thread.h"
#include "core/support/error.h"

#include <ATen/Parallel.h>
#include <gmock/gmock.h>
#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace saccade {
namespace {

using testing::ElementsAre;
using testing::Le;
using testing::SizeIs;

class ComputeThreads : public testing::Test {
protected:
    ~ComputeThreads() override { set_compute_threads(default_compute_threads()); }
};

/// Those that take part when LibTorch divides work here.
std::set<std::thread::id> team() {
    std::mutex mutex;
    std::set<std::thread::id> seen;
    const torch::Tensor many = torch::ones({1 << 22});
    many.exp(); // starts the team
    at::parallel_for(0, 64, 1, [&](std::int64_t, std::int64_t) {
        const std::lock_guard lock(mutex);
        seen.insert(std::this_thread::get_id());
    });
    return seen;
}

/// Of this process, by the name that the compute thread hands down to its team.
int living_compute_threads() {
    int count = 0;
    std::error_code ended;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task", ended)) {
        std::string name;
        std::getline(std::ifstream(task.path() / "comm"), name);
        count += name == "compute" ? 1 : 0;
    }
    return count;
}

TEST_F(ComputeThreads, AllWorkIsDoneByOneThread) {
    const auto where = [] { return on_compute_thread([] { return std::this_thread::get_id(); }); };
    const std::thread::id here = where();
    EXPECT_NE(here, std::this_thread::get_id());
    EXPECT_EQ(std::async(std::launch::async, where).get(), here);
    EXPECT_EQ(on_compute_thread(where), here) << "also from there";
}

TEST_F(ComputeThreads, OnlyTheComputeThreadHasATeam) {
    set_compute_threads(3);
    EXPECT_EQ(on_compute_thread([] { return at::get_num_threads(); }), 3);
    EXPECT_EQ(at::get_num_threads(), 1);
    EXPECT_THAT(team(), ElementsAre(std::this_thread::get_id()));
    EXPECT_THAT(std::async(std::launch::async, team).get(), SizeIs(1));
}

TEST_F(ComputeThreads, AreNeverMoreThanSetHoweverManyCallersThereAre) {
    set_compute_threads(2);
    std::atomic<bool> ended = false;
    std::atomic<int> most = 0;
    std::thread watcher([&] {
        while (!ended)
            most = std::max(most.load(), living_compute_threads());
    });
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 6; ++i)
            callers.emplace_back([i] {
                const ComputeShare share(i % 2 == 0 ? ComputePriority::background
                                                    : ComputePriority::interactive);
                for (int turn = 0; turn < 20; ++turn)
                    run_on_compute_thread([] {
                        const torch::Tensor values = torch::rand({300, 300});
                        values.mm(values).tanh().sum();
                    });
            });
    }
    ended = true;
    watcher.join();
    EXPECT_EQ(most, 2);
}

TEST_F(ComputeThreads, AShareLimitsOneCallerAndNoOther) {
    set_compute_threads(3);
    {
        const ComputeShare share(ComputePriority::background, 2);
        EXPECT_EQ(on_compute_thread([] { return at::get_num_threads(); }), 2);
        const auto other = std::async(std::launch::async,
                                      [] { return on_compute_thread([] { return at::get_num_threads(); }); });
        EXPECT_EQ(const_cast<std::future<int>&>(other).get(), 3);
    }
    EXPECT_EQ(on_compute_thread([] { return at::get_num_threads(); }), 3);
}

TEST_F(ComputeThreads, WhatIsThrownReachesTheCaller) {
    EXPECT_THROW(run_on_compute_thread([] { throw UsageError("no"); }), UsageError);
    EXPECT_EQ(on_compute_thread([] { return 7; }), 7) << "and the thread goes on";
}

TEST_F(ComputeThreads, WorkSeesTheCallersSettings) {
    EXPECT_TRUE(on_compute_thread([] { return torch::GradMode::is_enabled(); }));
    const torch::NoGradGuard no_grad;
    EXPECT_FALSE(on_compute_thread([] { return torch::GradMode::is_enabled(); }));
}

/// Holds the compute thread up with background work until it is told to go on.
class Occupied {
public:
    explicit Occupied(std::function<void()> then = {})
        : done_(std::async(std::launch::async, [this, then = std::move(then)] {
              const ComputeShare share(ComputePriority::background);
              run_on_compute_thread([&] {
                  begun_.set_value();
                  go_on_.get_future().wait();
                  if (then)
                      then();
              });
          })) {
        begun_.get_future().wait();
    }
    void release() {
        go_on_.set_value();
        done_.get();
    }

private:
    std::promise<void> begun_;
    std::promise<void> go_on_;
    std::future<void> done_;
};

class Order : public ComputeThreads {
protected:
    /// Asks from a thread of its own for work that notes its name, and returns once it waits its turn.
    std::future<void> ask(const std::string& name, ComputePriority priority) {
        std::promise<void> asking;
        auto asked = asking.get_future();
        auto done =
            std::async(std::launch::async, [this, name, priority, asking = std::move(asking)]() mutable {
                const ComputeShare share(priority);
                asking.set_value();
                run_on_compute_thread([&] { note(name); });
            });
        asked.wait();
        std::this_thread::sleep_for(std::chrono::milliseconds(50)); // the last step into the queue
        return done;
    }
    void note(const std::string& name) {
        const std::lock_guard lock(mutex_);
        order_.push_back(name);
    }
    std::vector<std::string> order() {
        const std::lock_guard lock(mutex_);
        return order_;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> order_;
};

TEST_F(Order, WhatIsInteractiveGoesFirst) {
    Occupied occupied;
    auto training = ask("training", ComputePriority::background);
    auto caption = ask("caption", ComputePriority::interactive);
    occupied.release();
    training.get();
    caption.get();
    EXPECT_THAT(order(), ElementsAre("caption", "training"));
}

TEST_F(Order, LongWorkGivesWayInTheMiddleAndToNothingElseThatIsLong) {
    Occupied occupied([this] {
        note("before");
        const torch::NoGradGuard own;
        give_way();
        note("after");
    });
    auto other = ask("other training", ComputePriority::background);
    auto caption = ask("caption", ComputePriority::interactive);
    occupied.release();
    other.get();
    caption.get();
    EXPECT_THAT(order(), ElementsAre("before", "caption", "after", "other training"));
}

TEST_F(Order, WhatRunsInBetweenSeesNothingOfTheWorkThatGaveWay) {
    bool before = true;
    bool after = true;
    Occupied occupied([&] {
        const torch::NoGradGuard own;
        give_way();
        after = torch::GradMode::is_enabled();
    });
    auto caption = std::async(
        std::launch::async, [&] { run_on_compute_thread([&] { before = torch::GradMode::is_enabled(); }); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    occupied.release();
    caption.get();
    EXPECT_TRUE(before);
    EXPECT_FALSE(after) << "its own setting is back";
}

} // namespace
} // namespace saccade
