#pragma once

#include "core/weights/tensor.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct KerasWeight {
    std::string name; ///< "conv2d_1/kernel:0"
    HostTensor values;
};

struct KerasLayer {
    std::string name;
    std::vector<KerasWeight> weights; ///< in the order of its weight_names
};

/// A weights file as Keras 1 and 2 save it, and Keras 3 as a whole model ending in .h5: HDF5 with the
/// attribute layer_names at the root or in the group model_weights, and a group with weight_names for each
/// layer.
struct KerasFile {
    std::filesystem::path path;
    std::vector<KerasLayer> layers; ///< in the order of layer_names, those without weights too; all F32
};

/// The program that parses HDF5 for us, and how long it may take.
struct KerasReader {
    std::filesystem::path program;                       ///< empty: the one that comes with Saccade
    std::optional<std::chrono::milliseconds> time_limit; ///< none: a minute and more for large files
};

/// HDF5's own library parses the file, but foreign files have crashed it: it runs in a child process that
/// holds the open file, may open nothing else, and whose memory and time are limited in proportion to the
/// file's size.
/// @throws FileError; Error when that program is missing; Cancelled.
KerasFile read_keras_file(const std::filesystem::path& path, std::stop_token stop = {},
                          const KerasReader& reader = {});

/// Whether the signature of the HDF5 file format (version 3, section II.A) stands at byte 0, 512, 1024,
/// 2048...
bool looks_like_hdf5_file(std::span<const std::byte> head);

} // namespace saccade
