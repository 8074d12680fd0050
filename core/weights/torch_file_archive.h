#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace saccade::torch_file {

/// The zip layout: FOLDER/data.pkl, FOLDER/data/KEY for each storage, and FOLDER/byteorder since PyTorch 2.1.
class Archive {
public:
    /// The bytes must outlive it. @throws FileError for `path`; so does every other function.
    Archive(std::span<const std::byte> bytes, const std::filesystem::path& path);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    std::vector<std::byte> state_dict_pickle();
    /// @param label  who needs the storage, for messages.
    std::vector<std::byte> storage(std::string_view key, std::uint64_t bytes, std::string_view label);

private:
    class Content;
    std::unique_ptr<Content> content_;
};

} // namespace saccade::torch_file
