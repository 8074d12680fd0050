#include "app/cli/interrupt.h"

#include <csignal>
#include <unistd.h>

namespace saccade::cli {

namespace {

sigset_t awaited_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

Interrupt::Interrupt() {
    const sigset_t signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::thread([this] { wait_for_signals(); });
}

Interrupt::~Interrupt() {
    finishing_ = true;
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
}

void Interrupt::wait_for_signals() {
    const sigset_t signals = awaited_signals();
    int signal = 0;
    while (sigwait(&signals, &signal) == 0 && !finishing_) {
        if (signal_ != 0)
            ::_exit(128 + signal);
        signal_ = signal;
        source_.request_stop();
    }
}

} // namespace saccade::cli
