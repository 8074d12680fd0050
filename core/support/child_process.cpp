#include "core/support/child_process.h"

#include "core/support/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <poll.h>
#include <span>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

extern "C" { // glibc 2.36 forgot to say so
#include <sys/pidfd.h>
}

namespace saccade {

namespace {

constexpr std::size_t max_complaint = 4096;

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }

    int get() const noexcept { return fd_; }
    void close() noexcept {
        if (fd_ >= 0)
            ::close(std::exchange(fd_, -1));
    }

private:
    int fd_ = -1;
};

[[noreturn]] void cannot_start(const ChildCommand& command, int fault) {
    throw Error(fmt::format("The program {} cannot be started: {}. Install Saccade again.",
                            command.program.string(), std::strerror(fault)));
}

/// Above the descriptors 0 to 2, which file actions overwrite one after the other.
Descriptor out_of_the_way(int fd) {
    return Descriptor(::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

struct Pipe {
    Descriptor read_end;
    Descriptor write_end;
};

Pipe make_pipe(const ChildCommand& command) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        cannot_start(command, errno);
    Pipe pipe{Descriptor(ends[0]), out_of_the_way(ends[1])};
    ::close(ends[1]);
    if (pipe.write_end.get() < 0)
        cannot_start(command, errno);
    ::fcntl(pipe.read_end.get(), F_SETFL, O_NONBLOCK);
    return pipe;
}

class SpawnSettings {
public:
    SpawnSettings() {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        sigset_t signals;
        ::sigemptyset(&signals);
        ::posix_spawnattr_setsigmask(&attributes_, &signals);
        ::sigfillset(&signals);
        ::posix_spawnattr_setsigdefault(&attributes_, &signals);
        ::posix_spawnattr_setpgroup(&attributes_, 0); // Ctrl-C in a terminal is for us to pass on
        ::posix_spawnattr_setflags(&attributes_,
                                   POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    void connect(int input, int output, int complaint) {
        if (input < 0)
            ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        else
            ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, complaint, STDERR_FILENO);
        ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    }

    const posix_spawn_file_actions_t* actions() const noexcept { return &actions_; }
    const posix_spawnattr_t* attributes() const noexcept { return &attributes_; }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

pid_t spawn(const ChildCommand& command, const Descriptor& output, const Descriptor& complaint) {
    const Descriptor input = command.input < 0 ? Descriptor() : out_of_the_way(command.input);
    if (command.input >= 0 && input.get() < 0)
        cannot_start(command, errno);
    SpawnSettings settings;
    settings.connect(input.get(), output.get(), complaint.get());

    std::vector<std::string> words{command.program.string()};
    words.insert(words.end(), command.arguments.begin(), command.arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);
    std::string libraries;
    std::array<char*, 2> environment{};
    if (const char* path = std::getenv("LD_LIBRARY_PATH"); path != nullptr) {
        libraries = std::string("LD_LIBRARY_PATH=") + path;
        environment[0] = libraries.data();
    }

    pid_t child = -1;
    const int fault = ::posix_spawn(&child, command.program.c_str(), settings.actions(),
                                    settings.attributes(), argv.data(), environment.data());
    if (fault != 0)
        cannot_start(command, fault);
    return child;
}

/// A child that runs, or did: no way out of here leaves one behind. It is addressed by a descriptor, because
/// a number may belong to a stranger once other code has waited for the child.
class RunningChild {
public:
    explicit RunningChild(pid_t child) : child_(child), handle_(::pidfd_open(child, 0)) {
        if (handle_.get() < 0 && errno == ESRCH) { // it has ended, and other code has waited for it already
            handle_ = Descriptor(::eventfd(1, EFD_CLOEXEC));
            reaped_ = true;
        }
        if (handle_.get() < 0) {
            const int fault = errno;
            if (!reaped_)
                ::kill(child_, SIGKILL);
            wait();
            throw Error(fmt::format("A helper program cannot be watched: {}.", std::strerror(fault)));
        }
    }
    ~RunningChild() {
        if (!reaped_)
            kill();
        wait();
    }
    RunningChild(const RunningChild&) = delete;
    RunningChild& operator=(const RunningChild&) = delete;

    /// Readable once the child has ended.
    int handle() const noexcept { return handle_.get(); }
    void kill() const noexcept { ::pidfd_send_signal(handle_.get(), SIGKILL, nullptr, 0); }

    /// Its wait status, once; none when other code took it.
    std::optional<int> wait() noexcept {
        if (std::exchange(reaped_, true))
            return std::nullopt;
        int status = 0;
        pid_t found = -1;
        do
            found = ::waitpid(child_, &status, 0);
        while (found < 0 && errno == EINTR);
        return found == child_ ? std::optional(status) : std::nullopt;
    }

private:
    pid_t child_;
    Descriptor handle_;
    bool reaped_ = false;
};

/// Takes what a pipe holds now, up to `limit` bytes in `kept`. @returns whether more was there than that.
template <typename Bytes>
bool take(Descriptor& source, Bytes& kept, std::size_t limit) {
    std::array<char, std::size_t{1} << 16> buffer{};
    bool overflow = false;
    while (source.get() >= 0 && !overflow) {
        const ssize_t got = ::read(source.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        if (got <= 0) {
            source.close();
            break;
        }
        const std::size_t length = std::min(static_cast<std::size_t>(got), limit - kept.size());
        const auto* const bytes = reinterpret_cast<const typename Bytes::value_type*>(buffer.data());
        kept.insert(kept.end(), bytes, bytes + length);
        overflow = length < static_cast<std::size_t>(got);
    }
    return overflow;
}

int milliseconds_until(std::chrono::steady_clock::time_point deadline) {
    using namespace std::chrono;
    const auto left = ceil<milliseconds>(deadline - steady_clock::now()).count();
    return static_cast<int>(std::clamp<milliseconds::rep>(left, 0, 3'600'000));
}

/// @returns why the child has to be killed; exited when it ended by itself.
ChildEnd collect(const RunningChild& child, std::array<Descriptor, 2>& pipes, const ChildCommand& command,
                 const Descriptor& stopper, ChildResult& result) {
    const auto deadline = std::chrono::steady_clock::now() + command.time_limit;
    for (bool ended = false; !ended;) {
        std::array<pollfd, 4> events{pollfd{child.handle(), POLLIN, 0}, pollfd{stopper.get(), POLLIN, 0},
                                     pollfd{pipes[0].get(), POLLIN, 0}, pollfd{pipes[1].get(), POLLIN, 0}};
        const int ready = ::poll(events.data(), events.size(), milliseconds_until(deadline));
        if (ready < 0 && errno != EINTR)
            throw Error(fmt::format("A helper program cannot be watched: {}.", std::strerror(errno)));
        if (ready > 0 && events[1].revents != 0)
            throw Cancelled();
        ended = ready > 0 && events[0].revents != 0; // what it wrote before is in the pipes by now
        if (take(pipes[0], result.output, command.max_output))
            return ChildEnd::too_much_output;
        take(pipes[1], result.complaint, max_complaint);
        if (!ended && std::chrono::steady_clock::now() >= deadline)
            return ChildEnd::timed_out;
    }
    return ChildEnd::exited;
}

} // namespace

ChildResult run_child(const ChildCommand& command, std::stop_token stop) {
    if (stop.stop_requested())
        throw Cancelled();
    Pipe output = make_pipe(command);
    Pipe complaint = make_pipe(command);
    const Descriptor stopper(::eventfd(0, EFD_CLOEXEC));
    if (stopper.get() < 0)
        cannot_start(command, errno);
    const std::stop_callback wake(stop, [&] { ::eventfd_write(stopper.get(), 1); });

    RunningChild child(spawn(command, output.write_end, complaint.write_end));
    output.write_end.close();
    complaint.write_end.close();
    std::array<Descriptor, 2> pipes{std::move(output.read_end), std::move(complaint.read_end)};

    ChildResult result;
    result.end = collect(child, pipes, command, stopper, result);
    if (result.end != ChildEnd::exited)
        return result; // child's destructor ends it
    const std::optional<int> status = child.wait();
    if (!status) {
        result.end = ChildEnd::unknown;
    } else if (WIFSIGNALED(*status)) {
        result.end = ChildEnd::killed;
        result.code = WTERMSIG(*status);
    } else {
        result.code = WEXITSTATUS(*status);
    }
    return result;
}

std::filesystem::path find_helper_program(std::string_view name) {
    std::error_code ignored;
    const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const std::filesystem::path& folder : {here, here.parent_path() / "libexec" / "saccade"}) {
        std::filesystem::path program = folder / name;
        if (::access(program.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(program, ignored))
            return program;
    }
    throw Error(
        fmt::format("The program {} that comes with Saccade is missing. Install Saccade again.", name));
}

} // namespace saccade
