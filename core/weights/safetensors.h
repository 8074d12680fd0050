#pragma once

#include "core/weights/tensor.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>

namespace saccade {

/// The content of a .safetensors file (github.com/huggingface/safetensors, format of 2022): named tensors and
/// a string-to-string table. No code of the file is ever run.
struct SafetensorsFile {
    TensorMap tensors;
    std::map<std::string, std::string> metadata;
};

/// Checks everything before it takes memory: header size (at most 100 MiB), JSON, element types, offsets that
/// fit shapes, lie inside the file, leave no hole and do not overlap.
/// @throws FileError that names the first tensor that does not fit.
SafetensorsFile read_safetensors(const std::filesystem::path& path);

/// The same from bytes. `name` stands for the file in messages.
SafetensorsFile read_safetensors(std::span<const std::byte> bytes, const std::filesystem::path& name);

/// Header only: tensors come with shape and type but without bytes.
SafetensorsFile read_safetensors_header(const std::filesystem::path& path);

/// Written atomically; the same content gives the same bytes. The header is padded to 8 bytes and
/// tensors of wider elements come first, so each starts at a multiple of its element size.
/// @throws FileError.
void write_safetensors(const std::filesystem::path& path, const SafetensorsFile& content);

} // namespace saccade
