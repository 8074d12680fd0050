#include "app/hdf5_reader/confinement.h"

#include "core/support/error.h"
#include "core/weights/keras_file_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <seccomp.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace saccade {

namespace {

#ifdef SACCADE_SANITIZED
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

void require(bool done, std::string_view what, int fault) {
    if (!done)
        throw Error(fmt::format("cannot {}: {}", what, std::strerror(fault)));
}

void limit(__rlimit_resource resource, std::uint64_t value, std::string_view what) {
    rlimit bounds{};
    require(::getrlimit(resource, &bounds) == 0, what, errno);
    bounds.rlim_cur = bounds.rlim_max = std::min<rlim_t>(value, bounds.rlim_max); // never raised
    require(::setrlimit(resource, &bounds) == 0, what, errno);
}

/// A list of the system calls that remain; any other fails with EPERM.
class SystemCallFilter {
public:
    SystemCallFilter() : context_(::seccomp_init(SCMP_ACT_ERRNO(EPERM))) {
        require(context_ != nullptr, "make a list of system calls", ENOMEM);
    }
    ~SystemCallFilter() { ::seccomp_release(context_); }
    SystemCallFilter(const SystemCallFilter&) = delete;
    SystemCallFilter& operator=(const SystemCallFilter&) = delete;

    template <typename... Conditions>
    void allow(int call, Conditions... conditions) {
        const int fault =
            ::seccomp_rule_add(context_, SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...);
        require(fault == 0, "list a system call", -fault);
    }
    void load() {
        const int fault = ::seccomp_load(context_);
        require(fault == 0, "limit the system calls", -fault);
    }

private:
    scmp_filter_ctx context_;
};

void limit_system_calls() {
    SystemCallFilter filter;
    for (const int call :
         {SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(close), SCMP_SYS(brk),
          SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(futex), SCMP_SYS(getrandom),
          SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit),
          SCMP_SYS(exit_group)})
        filter.allow(call);
    const scmp_arg_cmp standard_descriptor{0, SCMP_CMP_LE, STDERR_FILENO, 0};
    filter.allow(SCMP_SYS(write), standard_descriptor);
    filter.allow(SCMP_SYS(newfstatat), standard_descriptor); // how glibc calls fstat
    filter.allow(SCMP_SYS(mmap), scmp_arg_cmp{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0});
    filter.load();
}

} // namespace

void confine_this_process(std::uint64_t file_size) {
    require(::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, "follow the parent", errno);
    limit(RLIMIT_CPU, 5 + (file_size >> 23), "limit the time");
    limit(RLIMIT_CORE, 0, "forgo core dumps");
    if (sanitized)
        return;
    constexpr std::uint64_t libraries_and_stack = std::uint64_t{256} << 20;
    limit(RLIMIT_AS, libraries_and_stack + file_size + 2 * keras_stream::max_values_size(file_size),
          "limit the memory");
    limit(RLIMIT_FSIZE, 0, "forgo writing files");
    limit(RLIMIT_NOFILE, STDERR_FILENO + 1, "forgo opening files");
    require(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "forgo new privileges", errno);
    require(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0, "hide from debuggers", errno);
    limit_system_calls();
}

} // namespace saccade
