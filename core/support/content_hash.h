#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace saccade {

/// XXH3-128 of what was added, in that order: tells contents apart, keeps no secrets.
class ContentHash {
public:
    ContentHash();
    ~ContentHash();

    void add(std::span<const std::byte> bytes);
    /// With its length, so that "ab" + "c" differs from "a" + "bc".
    void add(std::string_view text);
    std::string hex() const; ///< 32 digits

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Of a whole file. @throws FileError.
std::string hash_of_file(const std::filesystem::path& path);

} // namespace saccade
