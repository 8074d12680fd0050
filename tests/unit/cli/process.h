#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saccade {

/// What a run of saccade-cli left behind.
struct Outcome {
    int code = -1;       ///< the exit code; 128 + signal when a signal killed it
    bool killed = false; ///< by a signal
    std::string out;
    std::string err;
};

struct RunOptions {
    std::uint64_t address_space = 0; ///< bytes, as `ulimit -v` limits it; 0: no limit
    std::string out_file;            ///< where stdout goes instead of Outcome::out
    std::string kill_when;           ///< send SIGKILL once this file has five lines; empty: never
    int interrupt_after_lines = 0;   ///< send SIGINT once it has printed so many lines; 0: never
};

/// Runs the saccade-cli that was built with these tests and waits for it.
Outcome run_cli(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// The same with stderr on a terminal of 80 columns.
Outcome run_cli_on_terminal(const std::vector<std::string>& arguments);

int line_count(const std::string& text);

} // namespace saccade
