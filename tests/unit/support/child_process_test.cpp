#include "core/support/child_process.h"
#include "core/support/error.h"

#include <gmock/gmock.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace saccade {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::ThrowsMessage;

ChildCommand shell(const std::string& script) {
    ChildCommand command;
    command.program = "/bin/sh";
    command.arguments = {"-c", script};
    return command;
}

std::string text(const ChildResult& result) {
    return {reinterpret_cast<const char*>(result.output.data()), result.output.size()};
}

void expect_no_child_left() {
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

TEST(ChildProcess, GivesOutputComplaintAndExitCode) {
    const ChildResult result = run_child(shell("printf out; printf err >&2; exit 7"));
    EXPECT_EQ(result.end, ChildEnd::exited);
    EXPECT_EQ(result.code, 7);
    EXPECT_EQ(text(result), "out");
    EXPECT_EQ(result.complaint, "err");
    expect_no_child_left();
}

TEST(ChildProcess, ReadsTheDescriptorItIsGiven) {
    const int input = ::open(SACCADE_TEST_DATA "/weights/vector.npy", O_RDONLY | O_CLOEXEC);
    ASSERT_GE(input, 0);
    ChildCommand command = shell("wc -c");
    command.input = input;
    EXPECT_THAT(text(run_child(command)), HasSubstr("140"));
    EXPECT_EQ(::close(input), 0);
    EXPECT_EQ(text(run_child(shell("wc -c"))), "0\n") << "without one, /dev/null";
}

TEST(ChildProcess, GetsNoOtherDescriptorsAndNoEnvironment) {
    ASSERT_EQ(::dup2(STDERR_FILENO, 77), 77); // inheritable
    ::setenv("SACCADE_SECRET", "secret", 1);
    const std::string seen = text(run_child(shell("ls /proc/$$/fd; env")));
    ::close(77);
    ::unsetenv("SACCADE_SECRET");
    EXPECT_THAT(seen, testing::StartsWith("0\n1\n2\n"));
    EXPECT_THAT(seen, testing::Not(HasSubstr("77")));
    EXPECT_THAT(seen, testing::Not(HasSubstr("secret")));
}

TEST(ChildProcess, TakesMoreOutputThanAPipeHolds) {
    ChildCommand command = shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2");
    command.max_output = 3'000'000;
    const ChildResult result = run_child(command);
    EXPECT_EQ(result.end, ChildEnd::exited);
    EXPECT_EQ(result.output.size(), 3'000'000U);
    EXPECT_EQ(result.complaint.size(), 4096U);
}

TEST(ChildProcess, EndsOneThatWritesTooMuch) {
    ChildCommand command = shell("exec cat /dev/zero");
    command.max_output = 1000;
    const ChildResult result = run_child(command);
    EXPECT_EQ(result.end, ChildEnd::too_much_output);
    EXPECT_EQ(result.output.size(), 1000U);
    expect_no_child_left();
}

TEST(ChildProcess, EndsOneThatHangsEvenWithClosedPipes) {
    for (const char* script : {"exec sleep 30", "exec sleep 30 >&- 2>&-"}) {
        ChildCommand command = shell(script);
        command.time_limit = 50ms;
        EXPECT_EQ(run_child(command).end, ChildEnd::timed_out);
        expect_no_child_left();
    }
}

TEST(ChildProcess, DoesNotWaitForGrandchildrenThatKeepThePipe) {
    const auto start = std::chrono::steady_clock::now();
    const ChildResult result = run_child(shell("sleep 5 & printf done"));
    EXPECT_LT(std::chrono::steady_clock::now() - start, 4s);
    EXPECT_EQ(result.end, ChildEnd::exited);
    EXPECT_EQ(text(result), "done");
}

TEST(ChildProcess, NamesTheSignalThatKilledIt) {
    const ChildResult result = run_child(shell("kill -SEGV $$"));
    EXPECT_EQ(result.end, ChildEnd::killed);
    EXPECT_EQ(result.code, SIGSEGV);
}

TEST(ChildProcess, StartsWithDefaultSignalsWhateverThisProcessIgnores) {
    const auto before = std::signal(SIGTERM, SIG_IGN);
    const ChildResult result = run_child(shell("kill -TERM $$; exit 3"));
    std::signal(SIGTERM, before);
    EXPECT_EQ(result.end, ChildEnd::killed);
}

TEST(ChildProcess, StopsWhenAsked) {
    std::stop_source source;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(50ms);
        source.request_stop();
    });
    EXPECT_THROW(run_child(shell("exec sleep 30"), source.get_token()), Cancelled);
    EXPECT_THROW(run_child(shell("exit 0"), source.get_token()), Cancelled);
    expect_no_child_left();
}

TEST(ChildProcess, SurvivesThatOthersReapItsChild) {
    const auto before = std::signal(SIGCHLD, SIG_IGN); // the kernel reaps
    for (int i = 0; i < 100; ++i) {                    // sometimes before the child could be watched
        const ChildResult result = run_child(shell("printf out"));
        EXPECT_EQ(result.end, ChildEnd::unknown);
        EXPECT_EQ(text(result), "out");
    }
    std::signal(SIGCHLD, before);
}

TEST(ChildProcess, LeavesTheChildrenOfOthersAlone) {
    const pid_t other = ::fork();
    if (other == 0)
        ::_exit(5);
    run_child(shell("exit 0"));
    int status = 0;
    EXPECT_EQ(::waitpid(other, &status, 0), other);
    EXPECT_EQ(WEXITSTATUS(status), 5);
}

TEST(ChildProcess, RunsManyAtATime) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([i] {
            for (int j = 0; j < 5; ++j)
                EXPECT_EQ(run_child(shell("exit " + std::to_string(i))).code, i);
        });
    threads.clear();
    expect_no_child_left();
}

TEST(ChildProcess, SaysWhatCannotBeStarted) {
    ChildCommand command;
    command.program = "/nowhere/program";
    EXPECT_THAT([&] { run_child(command); }, ThrowsMessage<Error>(HasSubstr("/nowhere/program")));
    EXPECT_THAT([] { find_helper_program("saccade-no-such-program"); },
                ThrowsMessage<Error>(HasSubstr("saccade-no-such-program")));
}

} // namespace
} // namespace saccade
