#include "core/support/content_hash.h"

#include "core/support/mapped_file.h"

#include <fmt/format.h>

#include <cstdint>
#define XXH_INLINE_ALL // header only, nothing to link
#include <xxhash.h>

namespace saccade {

struct ContentHash::State {
    XXH3_state_t value;
};

ContentHash::ContentHash() : state_(std::make_unique<State>()) {
    XXH3_128bits_reset(&state_->value);
}

ContentHash::~ContentHash() = default;

void ContentHash::add(std::span<const std::byte> bytes) {
    XXH3_128bits_update(&state_->value, bytes.data(), bytes.size());
}

void ContentHash::add(std::string_view text) {
    const std::uint64_t size = text.size();
    add(std::as_bytes(std::span(&size, 1)));
    add(std::as_bytes(std::span(text)));
}

std::string ContentHash::hex() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(&state_->value);
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string hash_of_file(const std::filesystem::path& path) {
    ContentHash hash;
    hash.add(MappedFile(path).bytes());
    return hash.hex();
}

} // namespace saccade
