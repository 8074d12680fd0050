#pragma once

#include <filesystem>

namespace saccade {

/// Holds a file for itself while it lives, against other programs and other holders in this one (flock(2)).
/// Ends with the process, however that ends. File systems that cannot lock let everybody hold it.
class FileLock {
public:
    /// Of nothing.
    FileLock() = default;
    /// @throws FileError when another holds it, or it cannot be read; `held` and `remedy` say so to the user.
    FileLock(const std::filesystem::path& path, const char* held, const char* remedy);
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;

private:
    int descriptor_ = -1;
};

} // namespace saccade
