#pragma once

#include "core/weights/tensor.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace saccade {

class MappedFile;

/// How integers stand for reals: real = (q - zero_point) * scale.
struct TfliteQuantization {
    std::vector<float> scales;             ///< one for the tensor, or one for each index along `dimension`
    std::vector<std::int64_t> zero_points; ///< as many as scales
    int dimension = 0;
};

struct TfliteTensor {
    std::string name;
    DType dtype = DType::f32;
    Shape shape;
    std::optional<TfliteQuantization> quantization;
    /// The constant's bytes, byte_count(dtype, shape) of them; empty for activations. They lie in the file.
    std::span<const std::byte> data;

    bool is_constant() const noexcept { return !data.empty(); }
};

enum class TflitePadding { same, valid };
enum class TfliteActivation { none, relu, relu_n1_to_1, relu6, tanh, sign_bit };

struct TfliteOperator {
    std::string name; ///< TensorFlow's: "CONV_2D", "ADD"; "BUILTIN_57" for one that Saccade has no use for
    std::vector<int> inputs;  ///< indices of tensors; -1 where an optional input is absent
    std::vector<int> outputs; ///< indices of tensors
    TflitePadding padding = TflitePadding::same;
    TfliteActivation activation = TfliteActivation::none;
    int stride_width = 1;
    int stride_height = 1;
    int dilation_width = 1;
    int dilation_height = 1;
    int depth_multiplier = 1;
};

/// The first graph of a .tflite file (TensorFlow Lite schema, version 3): weights and how they are wired.
struct TfliteModel {
    std::filesystem::path path;
    std::string description;
    std::vector<TfliteTensor> tensors;
    std::vector<TfliteOperator> operators; ///< in the order of execution
    std::vector<int> inputs;
    std::vector<int> outputs;
    std::shared_ptr<const MappedFile> file; ///< keeps `data` valid; null when the bytes belong to the caller
};

/// Checks every offset, index and size before use; runs nothing of the file. The values it copies take at
/// most a small multiple of the file's size.
/// @throws FileError that names the first tensor or operator that does not fit.
TfliteModel read_tflite(const std::filesystem::path& path);

/// The same from bytes, which must outlive the result. `name` stands for the file in messages.
TfliteModel read_tflite(std::span<const std::byte> bytes, const std::filesystem::path& name);

/// A constant's real values, row-major. Integers with quantization become (q - zero_point) * scale; all
/// others are converted as they are. @throws FileError when the tensor is no constant.
std::vector<float> dequantise(const TfliteModel& model, const TfliteTensor& tensor);

} // namespace saccade
