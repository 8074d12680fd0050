#include "core/support/mapped_file.h"

#include "core/support/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace saccade {

MappedFile::MappedFile(const std::filesystem::path& path) : path_(path) {
    // O_NONBLOCK: a named pipe must be refused below, not waited for.
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            throw FileError(path, "there is no such file", "Check the path");
        if (errno == EACCES)
            throw FileError(path, "you are not allowed to read this file", "Change its permissions");
        throw FileError(path, std::strerror(errno));
    }
    struct stat info {};
    const bool known = ::fstat(fd, &info) == 0;
    const auto refuse = [&](std::string_view fault, std::string_view remedy) {
        ::close(fd);
        throw FileError(path, fault, remedy);
    };
    if (!known)
        refuse("its size cannot be read", "");
    if (S_ISDIR(info.st_mode))
        refuse("this is a folder, not a file", "Give a file inside it");
    if (!S_ISREG(info.st_mode))
        refuse("this is not a regular file", "Copy its content to a file first");
    if (info.st_size == 0)
        refuse("the file is empty", "Fetch or copy it again");
    size_ = static_cast<std::size_t>(info.st_size);
    void* const address = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    const int fault = errno;
    ::close(fd);
    if (address == MAP_FAILED)
        throw FileError(path, std::strerror(fault), "Free some memory and try again");
    data_ = static_cast<const std::byte*>(address);
}

MappedFile::~MappedFile() {
    unmap();
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
    if (this != &other) {
        unmap();
        path_ = std::move(other.path_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

void MappedFile::unmap() noexcept {
    if (data_ != nullptr)
        ::munmap(const_cast<std::byte*>(data_), size_); // munmap takes no const pointer
}

} // namespace saccade
