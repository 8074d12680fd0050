#include "core/model/compute_thread.h"
#include "core/training/learning_backbone.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace saccade {
namespace {

/// Whoever waits for a caption is served between the blocks of a step, on the way there and on the way back.
TEST(LearningBackbone, GivesWayInTheMiddleOfAStep) {
    enum Phase { before, forwards, backwards, after };
    std::atomic<int> phase = before;
    std::atomic<int> served[] = {0, 0, 0, 0};
    std::atomic<bool> done = false;
    std::thread someone([&] {
        while (!done)
            on_compute_thread([&] { ++served[phase]; });
    });
    const auto backbone = make_backbone("mobilenet_v2", "tensorflow", 96, 96);
    LearningBackbone learning(backbone, "blocks.3", Precision::fp32);
    const torch::Tensor images = torch::zeros({4, 3, 96, 96});
    for (int step = 0; step < 200 && (served[forwards] == 0 || served[backwards] == 0); ++step) {
        const ComputeShare share(ComputePriority::background);
        run_on_compute_thread([&] {
            phase = forwards;
            const torch::Tensor grid = learning.grid(images);
            phase = backwards;
            grid.sum().backward();
            phase = after;
        });
    }
    done = true;
    someone.join();
    EXPECT_GT(served[forwards], 0);
    EXPECT_GT(served[backwards], 0);
}

} // namespace
} // namespace saccade
