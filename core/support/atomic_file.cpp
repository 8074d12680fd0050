#include "core/support/atomic_file.h"

#include "core/support/error.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace saccade {

namespace {

[[noreturn]] void fail(const std::filesystem::path& target, int code) {
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: // what a limit on file sizes says
        throw FileError(target, "the disk is full, nothing was changed", "Free some space and try again");
    case EACCES:
    case EROFS:
    case EPERM:
        throw FileError(target, "you are not allowed to write here", "Choose another folder");
    case ENOENT:
    case ENOTDIR:
        throw FileError(target, "its folder does not exist", "Create the folder first");
    case ENAMETOOLONG:
        throw FileError(target, "its name is too long for the disk", "Give it a shorter name");
    default:
        throw FileError(target, std::string("it cannot be written: ") + std::strerror(code));
    }
}

std::filesystem::path folder_of(const std::filesystem::path& target) {
    return target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
}

/// Of the file's name, so much that there is room for more in a name, in whole characters.
std::string beginning(const std::filesystem::path& target) {
    constexpr std::size_t most = 200; // bytes; file systems take 255
    std::string name = target.filename().string();
    if (name.size() <= most)
        return name;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
        --end;
    name.resize(end);
    return name;
}

} // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
    struct stat old {};
    const bool replaces = ::stat(target_.c_str(), &old) == 0;
    if (replaces && S_ISDIR(old.st_mode))
        throw FileError(target_, "this is a folder, not a file", "Give the name of a file");
    if (!replaces && errno == ENAMETOOLONG)
        fail(target_, errno);
    std::string pattern = (folder_of(target_) / ("." + beginning(target_) + ".XXXXXX")).string();
    fd_ = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (fd_ < 0)
        fail(target_, errno);
    temporary_ = pattern;
    // mkostemp makes the file private; give it the mode an ordinary file would have had.
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const mode_t mode = replaces ? (old.st_mode & 07777) : (0666 & ~mask);
    if (::fchmod(fd_, mode) != 0) {
        // Some file systems know no modes: the content matters more.
    }
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) {
        ::close(fd_);
        ::unlink(temporary_.c_str());
    }
}

void AtomicFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            fail(target_, errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void AtomicFile::write(std::string_view text) {
    write(std::as_bytes(std::span(text)));
}

void AtomicFile::commit() {
    if (::fsync(fd_) != 0)
        fail(target_, errno);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0)
        fail(target_, errno);
    ::close(fd_);
    fd_ = -1;
    const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        ::fsync(
            folder); // the rename itself must survive a power cut; a file system that cannot is not an error
        ::close(folder);
    }
}

void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    AtomicFile file(path);
    file.write(bytes);
    file.commit();
}

void write_file_atomically(const std::filesystem::path& path, std::string_view text) {
    write_file_atomically(path, std::as_bytes(std::span(text)));
}

} // namespace saccade
