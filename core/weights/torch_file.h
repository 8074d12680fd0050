#pragma once

#include "core/weights/tensor.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace saccade {

/// True for the first bytes (64 or more, or the whole file) of a file that torch.save wrote in either layout,
/// and for any other zip or pickle: read_torch_file() says what is wrong with it.
bool looks_like_torch_file(std::span<const std::byte> head);

/// A state dict as torch.save writes it (torch/serialization.py; the zip layout since PyTorch 1.6 and the
/// pickle layout since 0.1.10), on its own or as "state_dict", "model_state_dict" or "model" of a training
/// checkpoint. Tensors come dense and row-major. Nothing of the file is run; sizes, strides and offsets are
/// checked against the storages before memory is taken, and all tensors together take at most 16 MiB and
/// eight times the file's size.
/// @throws FileError that names the first tensor that does not fit.
TensorMap read_torch_file(const std::filesystem::path& path);

/// The same from bytes. `name` stands for the file in messages.
TensorMap read_torch_file(std::span<const std::byte> bytes, const std::filesystem::path& name);

} // namespace saccade
