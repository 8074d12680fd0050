#include "tests/support/tool.h"

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace saccade {

std::string run_tool(const std::vector<std::string>& command) {
    std::string line;
    for (const std::string& argument : command) {
        line += '\'';
        for (const char c : argument)
            line += c == '\'' ? std::string("'\\''") : std::string(1, c);
        line += "' ";
    }
    std::FILE* const pipe = ::popen(line.c_str(), "r");
    if (pipe == nullptr)
        throw std::runtime_error("cannot run " + line);
    std::string output;
    char buffer[4096];
    while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, pipe))
        output.append(buffer, count);
    if (::pclose(pipe) != 0)
        throw std::runtime_error("failed: " + line);
    return output;
}

} // namespace saccade
