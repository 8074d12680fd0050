#include "core/weights/tensor.h"

#include "core/support/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <cstring>

namespace saccade {

static_assert(std::endian::native == std::endian::little,
              "weights are stored little-endian and copied as they are");

namespace {

template <typename T, typename Convert>
void convert(std::span<const std::byte> bytes, std::vector<float>& values, Convert to_float) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        T element;
        std::memcpy(&element, bytes.data() + i * sizeof(T), sizeof(T));
        values[i] = to_float(element);
    }
}

template <typename T>
void convert(std::span<const std::byte> bytes, std::vector<float>& values) {
    convert<T>(bytes, values, [](T element) { return static_cast<float>(element); });
}

/// IEEE 754 binary16, subnormals included.
float from_half(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1FU;
    const std::uint32_t fraction = half & 0x3FFU;
    if (exponent == 0) {
        const float magnitude = static_cast<float>(fraction) * 0x1p-24F;
        return sign != 0 ? -magnitude : magnitude;
    }
    const std::uint32_t wide = exponent == 31 ? 255 : exponent + (127 - 15);
    return std::bit_cast<float>(sign | (wide << 23) | (fraction << 13));
}

float from_bfloat(std::uint16_t value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
}

} // namespace

std::size_t dtype_size(DType type) {
    switch (type) {
    case DType::f64:
    case DType::i64:
        return 8;
    case DType::f32:
    case DType::i32:
        return 4;
    case DType::f16:
    case DType::bf16:
    case DType::i16:
        return 2;
    case DType::i8:
    case DType::u8:
    case DType::boolean:
        return 1;
    }
    throw Error("The element type of a tensor is not known.");
}

std::string_view dtype_name(DType type) {
    switch (type) {
    case DType::f64:
        return "F64";
    case DType::f32:
        return "F32";
    case DType::f16:
        return "F16";
    case DType::bf16:
        return "BF16";
    case DType::i64:
        return "I64";
    case DType::i32:
        return "I32";
    case DType::i16:
        return "I16";
    case DType::i8:
        return "I8";
    case DType::u8:
        return "U8";
    case DType::boolean:
        return "BOOL";
    }
    throw Error("The element type of a tensor is not known.");
}

std::optional<DType> dtype_from_name(std::string_view name) {
    for (const DType type : {DType::f64, DType::f32, DType::f16, DType::bf16, DType::i64, DType::i32,
                             DType::i16, DType::i8, DType::u8, DType::boolean})
        if (dtype_name(type) == name)
            return type;
    return std::nullopt;
}

std::int64_t element_count(const Shape& shape) {
    bool empty = false;
    for (const std::int64_t dimension : shape) {
        if (dimension < 0)
            throw Error(fmt::format("the shape {} has a negative dimension", shape_text(shape)));
        empty = empty || dimension == 0;
    }
    if (empty)
        return 0;
    std::int64_t count = 1;
    for (const std::int64_t dimension : shape)
        if (__builtin_mul_overflow(count, dimension, &count))
            throw Error(fmt::format("the shape {} has more elements than can be counted", shape_text(shape)));
    return count;
}

std::size_t byte_count(DType type, const Shape& shape) {
    std::size_t bytes = 0;
    if (__builtin_mul_overflow(static_cast<std::size_t>(element_count(shape)), dtype_size(type), &bytes))
        throw Error(fmt::format("the shape {} has more elements than can be counted", shape_text(shape)));
    return bytes;
}

std::string shape_text(const Shape& shape) {
    return fmt::format("[{}]", fmt::join(shape, ", "));
}

std::string quoted_name(std::string_view name) {
    constexpr std::size_t longest = 100;
    const auto continues = [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
    }; // inside a UTF-8 letter
    std::size_t length = name.size();
    if (length > longest)
        for (length = longest; length > 0 && continues(name[length]); --length) {
        }
    std::string shown(name.substr(0, length));
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            c = '?';
    return fmt::format("\"{}{}\"", shown, length < name.size() ? "..." : "");
}

std::vector<float> to_floats(DType type, const Shape& shape, std::span<const std::byte> bytes) {
    if (bytes.size() != byte_count(type, shape))
        throw Error(fmt::format("a tensor of {} {} takes {} bytes, not {}", dtype_name(type),
                                shape_text(shape), byte_count(type, shape), bytes.size()));
    std::vector<float> values(bytes.size() / dtype_size(type));
    switch (type) {
    case DType::f64:
        convert<double>(bytes, values);
        break;
    case DType::f32:
        convert<float>(bytes, values);
        break;
    case DType::f16:
        convert<std::uint16_t>(bytes, values, from_half);
        break;
    case DType::bf16:
        convert<std::uint16_t>(bytes, values, from_bfloat);
        break;
    case DType::i64:
        convert<std::int64_t>(bytes, values);
        break;
    case DType::i32:
        convert<std::int32_t>(bytes, values);
        break;
    case DType::i16:
        convert<std::int16_t>(bytes, values);
        break;
    case DType::i8:
        convert<std::int8_t>(bytes, values);
        break;
    case DType::u8:
        convert<std::uint8_t>(bytes, values);
        break;
    case DType::boolean:
        convert<std::uint8_t>(bytes, values, [](std::uint8_t element) { return element != 0 ? 1.0F : 0.0F; });
        break;
    }
    return values;
}

HostTensor HostTensor::from_floats(Shape shape, const std::vector<float>& values) {
    HostTensor tensor{DType::f32, std::move(shape), {}};
    if (byte_count(DType::f32, tensor.shape) != values.size() * sizeof(float))
        throw Error(
            fmt::format("{} values do not fill a tensor of {}", values.size(), shape_text(tensor.shape)));
    tensor.bytes.resize(values.size() * sizeof(float));
    if (!values.empty())
        std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
}

std::vector<float> HostTensor::to_floats() const {
    return saccade::to_floats(dtype, shape, bytes);
}

} // namespace saccade
