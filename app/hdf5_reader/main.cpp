// saccade-hdf5-reader: turns the HDF5 weights file on stdin into the safetensors stream on stdout that
// core/weights/keras_file_stream.h describes. Not for people; Saccade starts it.

#include "app/hdf5_reader/confinement.h"
#include "app/hdf5_reader/keras_hdf5.h"
#include "core/support/error.h"
#include "core/weights/keras_file_stream.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <span>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

using namespace saccade;

void write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            throw Error("the reading end is gone");
        if (written > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

int complain(int code, const std::string& text) {
    try {
        write_all(STDERR_FILENO, std::as_bytes(std::span(text)));
    } catch (const Error&) { // nobody listens
    }
    return code;
}

std::uint64_t size_of_input() {
    struct stat info {};
    if (::fstat(STDIN_FILENO, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size == 0)
        throw Error("stdin is not the file to read");
    return static_cast<std::uint64_t>(info.st_size);
}

std::span<const std::byte> map_input(std::uint64_t size) {
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (address == MAP_FAILED)
        throw Error("stdin cannot be mapped");
    return {static_cast<const std::byte*>(address), size};
}

int run() {
    try {
        const std::uint64_t size = size_of_input();
        confine_this_process(size);
        write_keras_stream(map_input(size),
                           [](std::span<const std::byte> bytes) { write_all(STDOUT_FILENO, bytes); });
        return EXIT_SUCCESS;
    } catch (const FileError& error) {
        return complain(keras_stream::exit_refused, error.fault() + '\n' + error.remedy() + '\n');
    } catch (const std::bad_alloc&) {
        return complain(keras_stream::exit_refused,
                        "it takes more memory than a file of its size should\nFetch or copy it again\n");
    } catch (const std::exception& error) {
        return complain(EXIT_FAILURE, std::string(error.what()) + '\n');
    }
}

} // namespace

int main() {
    // Without HDF5's clean-up at exit: a hostile file is better left alone once its values are out.
    ::_exit(run());
}
