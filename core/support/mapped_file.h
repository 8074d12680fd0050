#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace saccade {

/// A whole regular file, memory-mapped for reading; its private memory does not grow with the file.
class MappedFile {
public:
    /// @throws FileError when the path is missing, a folder, not a regular file, unreadable or empty.
    explicit MappedFile(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) noexcept;
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    /// Valid as long as this object lives.
    std::span<const std::byte> bytes() const noexcept { return {data_, size_}; }
    const std::filesystem::path& path() const noexcept { return path_; }

private:
    void unmap() noexcept;

    std::filesystem::path path_;
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace saccade
