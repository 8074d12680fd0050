#pragma once

#include "core/weights/pickle.h"
#include "core/weights/tensor.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

/// What torch.save's pickles mean (torch/_utils.py), whichever way the file is laid out.
namespace saccade::torch_file {

/// How many bytes a file may make Saccade hold: enough for deflated weights and for tensors that share a
/// storage.
class ByteBudget {
public:
    ByteBudget(std::size_t file_size, const std::filesystem::path& path);
    /// @throws FileError when too little is left. `label` says what the bytes are for.
    void spend(std::uint64_t bytes, std::string_view label);

private:
    std::uint64_t left_;
    const std::filesystem::path& path_;
};

/// Elements that tensors are views of; they lie outside the pickle.
struct Storage {
    std::string_view key;
    DType dtype = DType::f32;
    std::uint64_t elements = 0;
    std::uint64_t bytes = 0;
};

struct Tensor {
    std::string_view name;
    std::size_t storage = 0;  ///< index
    std::uint64_t offset = 0; ///< elements
    Shape shape;
    std::vector<std::int64_t> strides; ///< elements; every index lies inside the storage
    std::size_t bytes = 0;             ///< of its values, dense
};

struct StateDict {
    std::vector<Storage> storages; ///< all that the pickle names, with or without tensors
    std::vector<Tensor> tensors;   ///< by storage
};

/// What a state dict's pickle may name.
std::span<const std::string_view> known_globals();

/// Checks every number, and that all tensors together fit the budget of a file of `file_size` bytes.
/// @throws FileError for `path`. The result is valid as long as the document's bytes.
StateDict state_dict(const pickle::Document& document, std::size_t file_size,
                     const std::filesystem::path& path);

/// The bytes of a storage: a part of the file, or unpacked for us.
struct StorageBytes {
    std::vector<std::byte> unpacked;
    std::span<const std::byte> view; ///< Storage::bytes of them, in `unpacked` or in the file
};

/// @param label  the first tensor that uses the storage, for messages.
using StorageReader = std::function<StorageBytes(const Storage&, std::string_view label)>;

/// Asks for each storage that has tensors once and copies its tensors out.
TensorMap dense_tensors(const StateDict& state, const StorageReader& read_storage);

} // namespace saccade::torch_file
