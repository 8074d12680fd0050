#pragma once

#include <CLI/CLI.hpp>

#include <functional>
#include <stop_token>
#include <vector>

namespace saccade::cli {

inline constexpr int succeeded = 0;
inline constexpr int failed = 1;  ///< something could not be done; stderr says what
inline constexpr int misused = 2; ///< the command line makes no sense

/// A subcommand: how it reads on the command line and what it does.
struct Command {
    const CLI::App* line = nullptr;
    /// @return the exit code. @throws Error; UsageError ends with `misused`, Cancelled as the signal demands.
    std::function<int(const std::stop_token&)> run;
};

/// Adds one subcommand, or a family of them, to the program's command line and to the list.
using AddCommand = void (*)(CLI::App& program, std::vector<Command>& commands);

/// Every subcommand, in the order of --help.
const std::vector<AddCommand>& command_table();

} // namespace saccade::cli
