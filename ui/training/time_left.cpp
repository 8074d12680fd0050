#include "ui/training/time_left.h"

namespace saccade {

namespace {

constexpr double warm_up = 3; // seconds
constexpr std::int64_t warm_up_batches = 10;
constexpr std::size_t window = 200; // batches

} // namespace

void TimeLeft::reset(int epochs) {
    *this = {};
    epochs_ = epochs;
}

void TimeLeft::batchDone(int epoch, std::int64_t step, std::int64_t steps, double now) {
    if (epoch != epoch_)
        recent_.clear();
    epoch_ = epoch;
    step_ = step;
    steps_ = steps;
    last_batch_ = now;
    recent_.push_back({step, now});
    if (recent_.size() > window)
        recent_.pop_front();
    const double time = now - recent_.front().time;
    const std::int64_t batches = step - recent_.front().batches;
    if (batches >= warm_up_batches && time >= warm_up)
        pace_ = time / static_cast<double>(batches);
}

void TimeLeft::epochDone(double now) {
    if (steps_ > 0 && step_ == steps_)
        validation_ = now - last_batch_;
    recent_.clear();
    ++epoch_;
    step_ = 0;
}

std::optional<double> TimeLeft::seconds() const {
    if (!pace_ || steps_ == 0)
        return std::nullopt;
    const int epochs = epochs_ - epoch_ + 1; // this one included
    if (epochs <= 0)
        return 0;
    const auto batches =
        static_cast<double>(epochs) * static_cast<double>(steps_) - static_cast<double>(step_);
    return batches * *pace_ + epochs * validation_.value_or(0);
}

} // namespace saccade
