#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

/// What the program saccade-hdf5-reader and read_keras_file() agree on. The program gets the file as its
/// stdin and writes a safetensors stream to stdout: F32 tensors named by tensor_key(), and in the metadata
/// the entry `layers_key` with [{"name": layer, "weights": [name...]}...] as JSON. What is wrong with the
/// file goes to stderr as two lines, fault and remedy, and the exit code is `exit_refused`.
namespace saccade::keras_stream {

constexpr const char* program = "saccade-hdf5-reader";
constexpr const char* layers_key = "layers";
constexpr int exit_refused = 65; ///< EX_DATAERR of sysexits.h; the sanitizers end with 1

constexpr std::uint64_t max_file_size = std::uint64_t{4} << 30;
constexpr std::uint64_t max_header_size = std::uint64_t{16} << 20;

/// How many bytes of F32 values a file of this size may unpack to: gzip and 16-bit floats are allowed for.
constexpr std::uint64_t max_values_size(std::uint64_t file_size) {
    return (std::uint64_t{16} << 20) + 8 * std::min(file_size, max_file_size);
}

inline std::string tensor_key(std::size_t layer, std::size_t weight) {
    return fmt::format("{}/{}", layer, weight);
}

} // namespace saccade::keras_stream
