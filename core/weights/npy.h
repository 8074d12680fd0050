#pragma once

#include "core/weights/tensor.h"

#include <filesystem>
#include <span>
#include <vector>

namespace saccade {

/// A float32 array in row-major order, as NumPy's .npy files hold it (format 1.0, NumPy Enhancement Proposal
/// 1).
struct NpyArray {
    Shape shape;
    std::vector<float> values; ///< element_count(shape) of them
};

/// Written atomically. @throws FileError; Error when `values` do not fill `shape`.
void write_npy(const std::filesystem::path& path, const Shape& shape, std::span<const float> values);

/// @throws FileError for anything but a whole float32 array in row-major order.
NpyArray read_npy(const std::filesystem::path& path);

/// The same from bytes. `name` stands for the file in messages.
NpyArray read_npy(std::span<const std::byte> bytes, const std::filesystem::path& name);

} // namespace saccade
