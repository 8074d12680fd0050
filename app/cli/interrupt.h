#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace saccade::cli {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a stop request; the second one ends the program at once. Make it
/// first in main(): the signals are blocked for every thread that starts later, and wait here.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    /// 128 + signal, as shells count, or 0 when there was none.
    int exit_code() const { return signal_ == 0 ? 0 : 128 + signal_; }

private:
    void wait_for_signals();

    std::stop_source source_;
    std::atomic<int> signal_ = 0;
    std::atomic<bool> finishing_ = false;
    std::thread waiter_;
};

} // namespace saccade::cli
