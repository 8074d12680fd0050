#pragma once

#include "core/image/decode.h"
#include "core/support/mapped_file.h"

#include <array>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

inline std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(SACCADE_TEST_DATA) / "image" / name;
}

inline std::vector<std::byte> fixture_bytes(const std::string& name) {
    const MappedFile file(fixture(name));
    return {file.bytes().begin(), file.bytes().end()};
}

using Rgb = std::array<int, 3>;

inline Rgb pixel(const Photo& photo, int x, int y) {
    const std::size_t at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(photo.width) + static_cast<std::size_t>(x)) *
        3;
    return {photo.rgb.at(at), photo.rgb.at(at + 1), photo.rgb.at(at + 2)};
}

/// The middle of each corner patch of the scene that make_fixtures.py draws: top left, top right, bottom left
/// and right.
inline std::array<Rgb, 4> corners(const Photo& photo) {
    return {pixel(photo, 4, 4), pixel(photo, 20, 4), pixel(photo, 4, 12), pixel(photo, 20, 12)};
}

inline constexpr std::array<Rgb, 4> scene_corners{Rgb{220, 20, 30}, Rgb{20, 200, 40}, Rgb{30, 40, 210},
                                                  Rgb{250, 250, 250}};

/// What decoding says of bytes that are no good; "opened" when there is nothing to complain about.
inline std::string fault_of(std::span<const std::byte> bytes, const DecodeLimits& limits = {}) {
    try {
        decode_photo(bytes, "photo", limits);
    } catch (const std::exception& error) {
        return error.what();
    }
    return "opened";
}

inline std::string fault_of_text(std::string_view content) {
    return fault_of(std::as_bytes(std::span(content)));
}

} // namespace saccade
