#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

namespace saccade {

/// A file that appears whole or not at all: written to a temporary beside its target, synced, then renamed
/// over it. Without commit() the temporary is removed and the target stays as it was.
class AtomicFile {
public:
    /// @throws FileError when the folder is missing or not writable.
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// @throws FileError, for example when the disk is full.
    void write(std::span<const std::byte> bytes);
    void write(std::string_view text);

    /// Sync, rename, sync the folder. @throws FileError.
    void commit();

    /// For libraries that want a path: where the temporary lies. Write through write() or through this, not
    /// both.
    const std::filesystem::path& temporary_path() const noexcept { return temporary_; }

private:
    std::filesystem::path target_;
    std::filesystem::path temporary_;
    int fd_ = -1;
};

/// The whole of `bytes` or `text` as one atomic file.
void write_file_atomically(const std::filesystem::path& path, std::span<const std::byte> bytes);
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

} // namespace saccade
