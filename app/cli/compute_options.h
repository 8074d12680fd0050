#pragma once

#include <CLI/CLI.hpp>

namespace saccade::cli {

/// --threads of a subcommand that computes; 0: one for each processor.
CLI::Option* add_threads_option(CLI::App& line, int& threads);

/// Limits what is computed from now on to so many threads. Prints a line on stderr when matrix products will
/// be needlessly slow.
void begin_computing(int threads);

} // namespace saccade::cli
