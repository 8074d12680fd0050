#include "core/support/pipeline.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

namespace saccade {
namespace {

using testing::ElementsAre;

struct Item {
    int number = 0;
    int seen = 0;
};

Pipeline<Item>::Source numbers(int count) {
    return [count, next = 0]() mutable -> std::unique_ptr<Item> {
        return next < count ? std::make_unique<Item>(Item{++next}) : nullptr;
    };
}

TEST(Pipeline, KeepsTheOrderAndTakesOneItemAStageAtATime) {
    std::atomic<int> inside = 0;
    std::vector<int> ends;
    const auto stage = [&](Item& item) {
        EXPECT_EQ(++inside, 1);
        std::this_thread::sleep_for(std::chrono::microseconds(item.number % 3 * 200));
        --inside;
    };
    Pipeline<Item>(numbers(60))
        .then([](Item& item) { ++item.seen; })
        .then(stage)
        .then([&](Item& item) {
            EXPECT_EQ(item.seen, 1);
            ends.push_back(item.number);
        })
        .run(4);
    ASSERT_EQ(ends.size(), 60U);
    for (int i = 0; i < 60; ++i)
        EXPECT_EQ(ends[static_cast<std::size_t>(i)], i + 1);
}

TEST(Pipeline, StagesOverlapWhateverTheNumberOfProcessors) {
    // Each of four stages waits until all four hold an item: without a thread each this would never end.
    std::array<std::promise<void>, 4> arrived;
    std::array<std::shared_future<void>, 4> there;
    for (std::size_t i = 0; i < arrived.size(); ++i)
        there[i] = arrived[i].get_future().share();
    const auto meeting = [&](std::size_t stage) {
        return [&, stage](Item& item) {
            if (item.number + static_cast<int>(stage) != 4)
                return;
            arrived[stage].set_value();
            for (const auto& other : there)
                ASSERT_EQ(other.wait_for(std::chrono::seconds(60)), std::future_status::ready);
        };
    };
    Pipeline<Item>(numbers(8)).then(meeting(0)).then(meeting(1)).then(meeting(2)).then(meeting(3)).run(5);
}

TEST(Pipeline, NeverHasMoreUnderWayThanAllowed) {
    std::atomic<int> under_way = 0;
    std::atomic<int> most = 0;
    Pipeline<Item>([source = numbers(40), &under_way, &most] {
        auto item = source();
        if (item)
            most = std::max(most.load(), ++under_way);
        return item;
    })
        .then([](Item&) {})
        .then([&](Item&) {
            std::this_thread::sleep_for(std::chrono::microseconds(300));
            --under_way;
        })
        .run(3);
    EXPECT_LE(most, 3);
}

TEST(Pipeline, WhatCameBeforeAFaultReachesTheEndAndNothingAfterIt) {
    std::vector<int> ends;
    const auto run = [&] {
        Pipeline<Item>(numbers(50))
            .then([](Item& item) {
                if (item.number == 9)
                    throw std::runtime_error("late in the line, early in a stage");
            })
            .then([](Item& item) {
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
                if (item.number == 7)
                    throw std::logic_error("the first one by number");
            })
            .then([&](Item& item) { ends.push_back(item.number); })
            .run(6);
    };
    EXPECT_THROW(run(), std::logic_error);
    EXPECT_THAT(ends, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(Pipeline, AFaultOfTheSourceEndsItLikewise) {
    std::vector<int> ends;
    const auto run = [&] {
        Pipeline<Item>([source = numbers(50)] {
            auto item = source();
            if (item->number == 4)
                throw std::runtime_error("no more");
            return item;
        }).then([&](Item& item) {
              ends.push_back(item.number);
          }).run(3);
    };
    EXPECT_THROW(run(), std::runtime_error);
    EXPECT_THAT(ends, ElementsAre(1, 2, 3));
}

TEST(Pipeline, NothingComesToNothing) {
    Pipeline<Item>(numbers(0)).then([](Item&) { FAIL(); }).run(2);
}

} // namespace
} // namespace saccade
