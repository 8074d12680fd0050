#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>

namespace saccade::cli {

inline constexpr std::size_t every_tensor = std::numeric_limits<std::size_t>::max();
inline constexpr std::size_t longest_name = 60; ///< characters of a tensor's name that are shown

// What `info` says of a file: lines for a terminal. `most_tensors` limits the tables of tensors.
// Each throws FileError when the file is not of its kind or damaged.
std::string describe_photo(const std::filesystem::path& file);
std::string describe_npy(const std::filesystem::path& file);
/// A model bundle, a backbone or any other .safetensors file.
std::string describe_safetensors(const std::filesystem::path& file, std::size_t most_tensors);
std::string describe_tflite(const std::filesystem::path& file, std::size_t most_tensors);
std::string describe_torch(const std::filesystem::path& file, std::size_t most_tensors);
std::string describe_keras(const std::filesystem::path& file, std::size_t most_tensors);

} // namespace saccade::cli
