#include "tests/unit/cli/process.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saccade {

namespace {

// The sanitizers reserve terabytes of addresses for themselves.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

struct Pipe {
    int read_end = -1;
    int write_end = -1;
};

Pipe make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    return {ends[0], ends[1]};
}

Pipe make_terminal() {
    Pipe ends;
    winsize size{};
    size.ws_col = 80;
    size.ws_row = 24;
    if (::openpty(&ends.read_end, &ends.write_end, nullptr, nullptr, &size) != 0)
        throw std::runtime_error("no terminal");
    ::fcntl(ends.read_end, F_SETFD, FD_CLOEXEC);
    ::fcntl(ends.write_end, F_SETFD, FD_CLOEXEC);
    return ends;
}

[[noreturn]] void become_cli(const std::vector<std::string>& arguments, const RunOptions& options, int out,
                             int err) {
    ::dup2(out, STDOUT_FILENO);
    ::dup2(err, STDERR_FILENO);
    if (options.address_space > 0 && !sanitized) {
        ::setenv("OPENBLAS_NUM_THREADS", "1", 1); // it reserves memory for each processor
        const rlimit limit{options.address_space, options.address_space};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    std::vector<char*> argv{const_cast<char*>(SACCADE_CLI)};
    for (const std::string& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::execv(SACCADE_CLI, argv.data());
    ::_exit(127);
}

int lines_in(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return static_cast<int>(std::count(std::istreambuf_iterator<char>(stream), {}, '\n'));
}

Outcome run(const std::vector<std::string>& arguments, const RunOptions& options, const Pipe& err) {
    const Pipe out = make_pipe();
    const int out_target =
        options.out_file.empty() ? out.write_end : ::open(options.out_file.c_str(), O_WRONLY | O_CLOEXEC);
    const pid_t child = ::fork();
    if (child < 0)
        throw std::runtime_error("no process");
    if (child == 0)
        become_cli(arguments, options, out_target, err.write_end);
    if (out_target != out.write_end)
        ::close(out_target);
    ::close(out.write_end);
    ::close(err.write_end);

    Outcome outcome;
    std::array<pollfd, 2> sources{pollfd{out.read_end, POLLIN, 0}, pollfd{err.read_end, POLLIN, 0}};
    std::array<std::string*, 2> texts{&outcome.out, &outcome.err};
    bool interrupted = false;
    for (int open = 2; open > 0;) {
        ::poll(sources.data(), sources.size(), options.kill_when.empty() ? -1 : 2);
        if (!options.kill_when.empty() && lines_in(options.kill_when) >= 5)
            ::kill(child, SIGKILL);
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (sources[i].revents == 0)
                continue;
            std::array<char, 4096> buffer{};
            const ssize_t got = ::read(sources[i].fd, buffer.data(), buffer.size());
            if (got <= 0) { // a terminal ends with an error
                ::close(sources[i].fd);
                sources[i].fd = -1;
                --open;
            } else {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(got));
            }
        }
        if (options.interrupt_after_lines > 0 && !interrupted &&
            line_count(outcome.out) + line_count(outcome.err) >= options.interrupt_after_lines) {
            ::kill(child, SIGINT);
            interrupted = true;
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    outcome.killed = WIFSIGNALED(status);
    outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

} // namespace

Outcome run_cli(const std::vector<std::string>& arguments, const RunOptions& options) {
    return run(arguments, options, make_pipe());
}

Outcome run_cli_on_terminal(const std::vector<std::string>& arguments) {
    ::setenv("TERM", "xterm", 1);
    return run(arguments, {}, make_terminal());
}

int line_count(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace saccade
