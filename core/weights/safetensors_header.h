#pragma once

#include "core/weights/tensor.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace saccade {

constexpr std::size_t safetensors_length_field = sizeof(std::uint64_t);
constexpr std::size_t max_safetensors_header = std::size_t{100} << 20;
constexpr const char* safetensors_metadata_key = "__metadata__";

/// One tensor as the header describes it. Whether the numbers fit the file is for the reader to check.
struct SafetensorsEntry {
    DType dtype = DType::f32;
    Shape shape;
    std::uint64_t begin = 0; ///< from the end of the header
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::map<std::string, SafetensorsEntry> tensors;
    std::map<std::string, std::string> metadata;
};

/// Reads the JSON as it streams by, so that a hostile header costs no more memory than its few legal values.
/// @throws FileError for JSON that is damaged, repeats a name, or holds anything but tensors and metadata.
SafetensorsHeader parse_safetensors_header(std::span<const std::byte> json,
                                           const std::filesystem::path& path);

/// What a file starts with: the length field and the JSON, padded to 8 bytes. The tensors' bytes follow.
/// @throws FileError for names that are not UTF-8, or more of them than readers accept.
std::string format_safetensors_header(const SafetensorsHeader& header, const std::filesystem::path& path);

} // namespace saccade
