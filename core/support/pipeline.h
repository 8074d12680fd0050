#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace saccade {

/// Takes items through stages that overlap: while one is in a stage, the next one is in the stage before.
/// Each stage takes one item at a time, in their order, on whichever thread.
template <class Item>
class Pipeline {
public:
    /// What gives the items; empty after the last.
    using Source = std::function<std::unique_ptr<Item>()>;
    using Stage = std::function<void(Item&)>;

    explicit Pipeline(Source source) : source_(std::move(source)) {}
    Pipeline& then(Stage stage) {
        stages_.push_back(std::move(stage));
        return *this;
    }
    /// Waits for all items. When the source or a stage throws, what came before that item still goes to the
    /// end, what comes after it does not; then the exception goes on.
    /// @param in_flight  items that are under way at most.
    void run(int in_flight) const;

private:
    Source source_;
    std::vector<Stage> stages_;
};

/// Pipeline::run() without the type.
void run_pipeline(const std::function<std::shared_ptr<void>()>& source,
                  const std::vector<std::function<void(void*)>>& stages, int in_flight);

template <class Item>
void Pipeline<Item>::run(int in_flight) const {
    std::vector<std::function<void(void*)>> stages;
    for (const Stage& stage : stages_)
        stages.push_back([&stage](void* item) { stage(*static_cast<Item*>(item)); });
    run_pipeline([this] { return std::shared_ptr<void>(std::shared_ptr<Item>(source_())); }, stages,
                 in_flight);
}

} // namespace saccade
