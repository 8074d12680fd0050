#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Element types, named as safetensors names them (F32, BF16, I8, ...).
enum class DType { f64, f32, f16, bf16, i64, i32, i16, i8, u8, boolean };

std::size_t dtype_size(DType type);      ///< bytes an element
std::string_view dtype_name(DType type); ///< "F32", "BOOL", ...
std::optional<DType> dtype_from_name(std::string_view name);

/// Dimensions, outermost first; empty for a scalar. Every dimension is >= 0.
using Shape = std::vector<std::int64_t>;

std::int64_t element_count(const Shape& shape);         ///< @throws Error when the product does not fit
std::size_t byte_count(DType type, const Shape& shape); ///< @throws Error likewise
std::string shape_text(const Shape& shape);             ///< "[32, 3, 3, 3]"

/// A name out of a file as messages show it: in quotes, shortened, without control characters.
std::string quoted_name(std::string_view name);

/// Any element type as float. @throws Error when the byte count does not fit the shape.
std::vector<float> to_floats(DType type, const Shape& shape, std::span<const std::byte> bytes);

/// A tensor of its own: dense, row-major, little-endian, in plain memory. No Torch here.
struct HostTensor {
    DType dtype = DType::f32;
    Shape shape;
    std::vector<std::byte> bytes; ///< byte_count(dtype, shape)

    static HostTensor from_floats(Shape shape, const std::vector<float>& values);
    /// Any element type as float. @throws Error when the byte count does not fit the shape.
    std::vector<float> to_floats() const;
};

/// By name, sorted, so that what is written is the same each time.
using TensorMap = std::map<std::string, HostTensor>;

} // namespace saccade
