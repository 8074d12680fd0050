#pragma once

namespace saccade::cli {

/// The whole of saccade-cli: reads the command line, runs the subcommand, turns what it throws into a
/// sentence on stderr and an exit code.
int run_program(int argc, const char* const* argv);

} // namespace saccade::cli
