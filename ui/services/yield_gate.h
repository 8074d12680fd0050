#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace saccade {

/// Lets one thread hold another up between two pieces of its work.
class YieldGate {
public:
    void setClosed(bool closed) {
        {
            const std::lock_guard lock(mutex_);
            closed_ = closed;
        }
        opened_.notify_all();
    }

    /// Returns once the gate is open, or stopping was asked for.
    void pass(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        opened_.wait(lock, stop, [this] { return !closed_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable_any opened_;
    bool closed_ = false;
};

} // namespace saccade
