// What a person starts: `saccade` and `saccade-cli`. The program itself is libexec/saccade/NAME-program. GNU
// OpenMP and OpenBLAS read how their threads wait, and how many there are, when the system loads them, which
// is before the program's own main(). So this little one, which loads neither, settles that and becomes the
// program.

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <linux/limits.h>
#include <string>
#include <unistd.h>

int main(int /*argc*/, char** argv) {
    // Threads that wait sleep, after tens of microseconds in which most waits end. Without these a photo
    // takes up to twice as long on a quiet machine; with OpenMP's own milliseconds a training step takes
    // twice as long beside other programs. Whoever sets these variables decides otherwise.
    ::setenv("OMP_WAIT_POLICY", "PASSIVE", 0);
    ::setenv("GOMP_SPINCOUNT", "3000", 0);
    // What is multiplied is divided above OpenBLAS: see core/model/tiled_product.h.
    ::setenv("OPENBLAS_NUM_THREADS", "1", 0);

    char self[PATH_MAX];
    const ssize_t length = ::readlink("/proc/self/exe", self, sizeof self);
    std::string program(self, length > 0 ? static_cast<std::size_t>(length) : 0);
    const std::size_t name = program.rfind('/');
    const std::size_t folder = name == std::string::npos || name == 0 ? name : program.rfind('/', name - 1);
    if (folder == std::string::npos) {
        std::fprintf(stderr, "%s cannot find out where it lies: /proc is not mounted.\n", argv[0]);
        return EXIT_FAILURE;
    }
    program = program.substr(0, folder) + "/libexec/saccade" + program.substr(name) + "-program";
    ::execv(program.c_str(), argv);
    std::fprintf(stderr, "%s: %s. Install Saccade again.\n", program.c_str(), std::strerror(errno));
    return EXIT_FAILURE;
}
