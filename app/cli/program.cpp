#include "app/cli/program.h"

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/terminal_text.h"
#include "core/model/compute.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <exception>
#include <iostream>
#include <new>

namespace saccade::cli {

namespace {

constexpr const char* description = "Captions photos and shows, word by word, where the captioner looks.";
constexpr const char* program_examples = R"(Examples:
  saccade-cli caption beach.jpg
  saccade-cli caption *.jpg --json captions.jsonl --overlay figures
  saccade-cli info beach.jpg
  saccade-cli caption --help

Exit codes: 0 done, 1 something failed, 2 the command line was not understood.)";

/// Help and --version go to stdout and succeed; everything else is a mistake of the caller.
int end_of_parsing(const CLI::App& program, const CLI::ParseError& end) {
    if (end.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        program.exit(end);
        return succeeded;
    }
    std::string name = program.get_name();
    for (const CLI::App* line = &program; !line->get_subcommands().empty();) {
        line = line->get_subcommands().back();
        name += ' ' + line->get_name();
    }
    // CLI11 notices the missing subcommand first, and would not say what stands in its place.
    const std::vector<std::string> unknown = program.remaining();
    if (program.get_subcommands().empty() && !unknown.empty())
        std::cerr << fmt::format("There is no {} \"{}\"\n",
                                 unknown.front().starts_with('-') ? "option" : "subcommand",
                                 printable(unknown.front()));
    else
        std::cerr << printable(end.what()) << '\n';
    std::cerr << "See: " << name << " --help\n";
    return misused;
}

int run_command(const std::vector<Command>& commands, const Interrupt& interrupt) {
    try {
        for (const Command& command : commands) {
            if (!command.line->parsed())
                continue;
            const int code = command.run(interrupt.token());
            if (!std::cout.flush())
                throw Error("The output could not be written. Is the disk full?");
            return code;
        }
    } catch (const Cancelled&) {
        return interrupt.exit_code();
    } catch (const UsageError& error) {
        std::cerr << printable(error.what()) << '\n';
        return misused;
    } catch (const std::bad_alloc&) {
        std::cerr << "There is not enough memory for this.\n";
    } catch (const std::exception& error) {
        std::cerr << printable(error.what()) << '\n';
    }
    return failed;
}

} // namespace

int run_program(int argc, const char* const* argv) {
    const Interrupt interrupt;
    CLI::App program(description, "saccade-cli");
    program.footer(program_examples);
    program.set_version_flag("--version", "saccade-cli " SACCADE_VERSION, "Print the version and exit");
    program.set_help_flag("-h,--help", "Print this help and exit");
    program.require_subcommand(1);
    std::vector<Command> commands;
    for (const AddCommand add : command_table())
        add(program, commands);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& end) {
        return end_of_parsing(program, end);
    }
    keep_freed_memory(); // nearly all that the program does is send photos through a network
    return run_command(commands, interrupt);
}

} // namespace saccade::cli
