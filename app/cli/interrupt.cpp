#include "app/cli/interrupt.h"

#include <atomic>
#include <csignal>
#include <semaphore.h>
#include <system_error>
#include <unistd.h>

namespace saccade::cli {

namespace {

// A handler and not a blocked signal: OpenBLAS starts threads before main(), which would take the signal
// unblocked. It does only what is safe inside a handler.
std::atomic<int> first_signal = 0;
static_assert(std::atomic<int>::is_always_lock_free);
sem_t wake_waiter;

void on_signal(int signal) {
    int none = 0;
    if (!first_signal.compare_exchange_strong(none, signal))
        ::_exit(128 + signal);
    ::sem_post(&wake_waiter);
}

void set_handler(int signal, void (*handler)(int)) {
    struct sigaction now {};
    if (::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN)
        return; // as nohup and background jobs of a script ask
    now.sa_handler = handler;
    now.sa_flags = SA_RESTART;
    ::sigemptyset(&now.sa_mask);
    ::sigaction(signal, &now, nullptr);
}

} // namespace

Interrupt::Interrupt() {
    ::sem_init(&wake_waiter, 0, 0);
    try {
        waiter_ = std::thread([this] { wait(); });
    } catch (const std::system_error&) {
        return; // no memory for a thread: a signal then ends the program at once, as it would by itself
    }
    set_handler(SIGINT, on_signal);
    set_handler(SIGTERM, on_signal);
}

Interrupt::~Interrupt() {
    if (waiter_.joinable()) {
        set_handler(SIGINT, SIG_DFL);
        set_handler(SIGTERM, SIG_DFL);
        ::sem_post(&wake_waiter);
        waiter_.join();
    }
    ::sem_destroy(&wake_waiter);
}

void Interrupt::wait() {
    while (::sem_wait(&wake_waiter) != 0) {
        // Interrupted by another signal's handler: wait on.
    }
    if (first_signal != 0)
        source_.request_stop();
}

int Interrupt::exit_code() const {
    return first_signal == 0 ? 0 : 128 + first_signal;
}

} // namespace saccade::cli
