#include "app/hdf5_reader/confinement.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace saccade {
namespace {

#ifdef SACCADE_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// Runs `attempt` in a confined process. @returns whether it succeeded there.
bool confined(const std::function<bool()>& attempt) {
    const pid_t child = ::fork();
    if (child == 0) {
        confine_this_process(1000);
        ::_exit(attempt() ? 10 : 11);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && (WEXITSTATUS(status) == 10 || WEXITSTATUS(status) == 11));
    return WIFEXITED(status) && WEXITSTATUS(status) == 10;
}

bool maps(std::size_t size, int protection) {
    return ::mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

class Confinement : public ::testing::Test {
protected:
    void SetUp() override {
        if (sanitized)
            GTEST_SKIP() << "the sanitizers need the rights that are given up";
    }
};

TEST_F(Confinement, LeavesOpenFilesAndSomeMemory) {
    EXPECT_TRUE(confined([] { return maps(std::size_t{100} << 20, PROT_READ | PROT_WRITE); }));
    EXPECT_TRUE(confined([] { return ::write(STDOUT_FILENO, "", 0) == 0; }));
    EXPECT_TRUE(confined([] { return ::lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0 || errno == ESPIPE; }));
}

TEST_F(Confinement, TakesEverythingElse) {
    EXPECT_FALSE(confined([] { return ::open("/etc/passwd", O_RDONLY) >= 0; }));
    EXPECT_FALSE(confined([] { return ::open("saccade-escaped", O_CREAT | O_WRONLY, 0600) >= 0; }));
    EXPECT_FALSE(confined([] { return ::unlink("saccade-escaped") == 0 || errno != EPERM; }));
    EXPECT_FALSE(confined([] { return ::dup(STDOUT_FILENO) >= 0; }));
    EXPECT_FALSE(confined([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }));
    EXPECT_FALSE(confined([] { return ::fork() >= 0; }));
    EXPECT_FALSE(confined([] { return ::kill(::getppid(), 0) == 0; }));
    EXPECT_FALSE(confined([] { return ::execl("/bin/true", "true", nullptr) == 0 || errno != EPERM; }));
    EXPECT_FALSE(confined([] { return maps(4096, PROT_READ | PROT_EXEC); }));
    EXPECT_FALSE(confined([] { return maps(std::size_t{1} << 30, PROT_READ | PROT_WRITE); }));
}

} // namespace
} // namespace saccade
