#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// A program of ours to run for a moment, and what it may take. It gets the descriptors 0 to 2 and no other,
/// default signal handling, a process group of its own, and no environment but LD_LIBRARY_PATH.
struct ChildCommand {
    std::filesystem::path program;
    std::vector<std::string> arguments; ///< without the program's name
    int input = -1; ///< descriptor that becomes its stdin, and stays open here; -1: /dev/null
    std::size_t max_output = std::size_t{1} << 20;
    std::chrono::milliseconds time_limit{60'000}; ///< of wall-clock time
};

enum class ChildEnd {
    exited,
    killed,          ///< by a signal that did not come from here
    timed_out,       ///< and was killed
    too_much_output, ///< and was killed
    unknown,         ///< it ended, but other code in this process took its exit status
};

struct ChildResult {
    ChildEnd end = ChildEnd::unknown;
    int code = 0;                  ///< the exit code or the signal
    std::vector<std::byte> output; ///< what it wrote to stdout, at most max_output
    std::string complaint;         ///< what it wrote to stderr, the first 4 KiB
};

/// Runs a program and waits for it; a stop request kills it. Safe with other threads and with other children,
/// whoever waits for those.
/// @throws Error when the program cannot be started; Cancelled.
ChildResult run_child(const ChildCommand& command, std::stop_token stop = {});

/// Where a program that comes with Saccade lies: beside the running one, or in ../libexec/saccade.
/// @throws Error when it is in none of them.
std::filesystem::path find_helper_program(std::string_view name);

} // namespace saccade
