#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace saccade {

using ByteSink = std::function<void(std::span<const std::byte>)>;

/// Checks the weights of a file that Keras saved as HDF5, then gives them piece by piece as the stream that
/// core/weights/keras_file_stream.h describes. At most one weight is in memory at a time.
/// @throws FileError without a path, from the library or before the first byte is given.
void write_keras_stream(std::span<const std::byte> file, const ByteSink& sink);

} // namespace saccade
