#pragma once

#include <stop_token>
#include <thread>

namespace saccade::cli {

/// Turns Ctrl+C (SIGINT) and SIGTERM into a stop request; the second one ends the program at once. At most
/// one of it may exist.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    /// 128 + signal, as shells count, or 0 when there was none.
    int exit_code() const;

private:
    void wait();

    std::stop_source source_;
    std::thread waiter_;
};

} // namespace saccade::cli
