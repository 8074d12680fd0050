#include "tests/support/python.h"

#include "core/support/child_process.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <filesystem>

namespace saccade {

namespace {

constexpr const char* interpreter = "/usr/bin/python3";

ChildResult python(std::vector<std::string> arguments) {
    ChildCommand command;
    command.program = interpreter;
    command.arguments = std::move(arguments);
    command.time_limit = std::chrono::minutes(5);
    return run_child(command);
}

bool succeeded(const ChildResult& result) {
    return result.end == ChildEnd::exited && result.code == 0;
}

} // namespace

std::string python_lacks(const std::vector<std::string>& modules) {
    if (!std::filesystem::exists(interpreter))
        return fmt::format("there is no {}", interpreter);
    for (const std::string& module : modules) {
        if (!succeeded(python({"-c", "import " + module})))
            return fmt::format("{} has no {}", interpreter, module);
    }
    return {};
}

void run_python(const std::string& script, const std::vector<std::string>& arguments) {
    std::vector<std::string> line{script};
    line.insert(line.end(), arguments.begin(), arguments.end());
    const ChildResult result = python(std::move(line));
    if (!succeeded(result))
        throw Error(fmt::format("{} failed: {}", script, result.complaint));
}

} // namespace saccade
