#include "core/weights/tflite.h"

#include "core/support/error.h"
#include "core/support/mapped_file.h"
#include "tflite_subset_generated.h"

#include <flatbuffers/flatbuffers.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>

namespace saccade {

namespace {

namespace schema = tflite_schema;

constexpr const char* remedy = "Fetch or convert it again";

/// Deep enough for the schema; hostile files nest and share tables without end.
constexpr flatbuffers::uoffset_t max_depth = 16;
constexpr flatbuffers::uoffset_t max_tables = 100'000;
/// The rank TensorFlow Lite itself allows is 8.
constexpr std::size_t max_rank = 8;

/// FlatBuffers leave out empty vectors.
template <typename T>
std::size_t size_of(const flatbuffers::Vector<T>* vector) {
    return vector == nullptr ? 0 : vector->size();
}

std::optional<DType> dtype_of(schema::TensorType type) {
    switch (type) {
    case schema::TensorType::FLOAT64:
        return DType::f64;
    case schema::TensorType::FLOAT32:
        return DType::f32;
    case schema::TensorType::FLOAT16:
        return DType::f16;
    case schema::TensorType::INT64:
        return DType::i64;
    case schema::TensorType::INT32:
        return DType::i32;
    case schema::TensorType::INT16:
        return DType::i16;
    case schema::TensorType::INT8:
        return DType::i8;
    case schema::TensorType::UINT8:
        return DType::u8;
    case schema::TensorType::BOOL:
        return DType::boolean;
    default:
        return std::nullopt;
    }
}

class Reader {
public:
    Reader(std::span<const std::byte> bytes, const std::filesystem::path& path)
        : bytes_(bytes),
          path_(path),
          copy_budget_(4 * bytes.size()) {}

    TfliteModel read() {
        const schema::Model& root = verified_root();
        if (root.version() != 3)
            fail(fmt::format("it has version {} of the TFLite format, Saccade reads version 3",
                             root.version()));
        if (size_of(root.subgraphs()) == 0)
            fail("it holds no graph");
        const schema::SubGraph& graph = *root.subgraphs()->Get(0);
        TfliteModel model;
        model.path = path_;
        model.description = text(root.description());
        model.tensors.reserve(size_of(graph.tensors()));
        for (std::size_t i = 0; i < size_of(graph.tensors()); ++i)
            model.tensors.push_back(tensor(root, *graph.tensors()->Get(static_cast<unsigned>(i)), i));
        tensor_count_ = static_cast<int>(model.tensors.size());
        model.inputs = indices(graph.inputs(), 0, "the graph");
        model.outputs = indices(graph.outputs(), 0, "the graph");
        model.operators.reserve(size_of(graph.operators()));
        for (std::size_t i = 0; i < size_of(graph.operators()); ++i)
            model.operators.push_back(operation(root, *graph.operators()->Get(static_cast<unsigned>(i)), i));
        return model;
    }

private:
    [[noreturn]] void fail(std::string_view fault) const { throw FileError(path_, fault, remedy); }

    const schema::Model& verified_root() const {
        const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes_.data());
        if (bytes_.size() < 8 || !schema::ModelBufferHasIdentifier(data))
            throw FileError(path_, "this is not a TFLite file", "Give a .tflite model");
        if (bytes_.size() >= FLATBUFFERS_MAX_BUFFER_SIZE)
            throw FileError(path_, "a TFLite file of 2 GiB or more cannot be read",
                            "Convert a smaller model");
        flatbuffers::Verifier verifier(data, bytes_.size(), max_depth, max_tables);
        if (!schema::VerifyModelBuffer(verifier))
            fail("the TFLite file is damaged: it is cut short, or a part of it points outside the file");
        return *schema::GetModel(data);
    }

    /// Tables may share what they point to, so a small file can ask for endless copies. Honest ones do not.
    void spend(std::size_t bytes) {
        if (bytes > copy_budget_)
            fail("the TFLite file is damaged: its tables claim far more than the file holds");
        copy_budget_ -= bytes;
    }

    /// Byte by byte: the verifier does not see to it that 8-byte elements are aligned.
    template <typename Out, typename In>
    std::vector<Out> copy(const flatbuffers::Vector<In>* values) {
        spend(size_of(values) * sizeof(In));
        std::vector<Out> result(size_of(values));
        for (std::size_t i = 0; i < result.size(); ++i) {
            In element;
            std::memcpy(&element, values->Data() + i * sizeof(In), sizeof(In));
            result[i] = static_cast<Out>(element);
        }
        return result;
    }

    std::string text(const flatbuffers::String* value) {
        if (value == nullptr)
            return {};
        spend(value->size());
        return value->str();
    }

    TfliteTensor tensor(const schema::Model& root, const schema::Tensor& source, std::size_t index) {
        TfliteTensor tensor;
        tensor.name = text(source.name());
        const std::string label = fmt::format("tensor {} {}", index, quoted_name(tensor.name));
        const std::optional<DType> dtype = dtype_of(source.type());
        if (!dtype)
            fail(fmt::format("{} has elements of type {}, which Saccade does not read", label,
                             static_cast<int>(source.type())));
        tensor.dtype = *dtype;
        if (size_of(source.shape()) > max_rank)
            fail(fmt::format("{} has {} dimensions, at most {} make sense", label, size_of(source.shape()),
                             max_rank));
        tensor.shape = copy<std::int64_t>(source.shape());
        std::size_t needed = 0;
        try {
            needed = byte_count(tensor.dtype, tensor.shape);
        } catch (const Error& error) {
            fail(fmt::format("{}: {}", label, error.what()));
        }
        tensor.data = buffer(root, source.buffer(), label);
        if (!tensor.data.empty() && tensor.data.size() != needed)
            fail(fmt::format("{} is {} {} and needs {} bytes, its buffer has {}", label,
                             dtype_name(tensor.dtype), shape_text(tensor.shape), needed, tensor.data.size()));
        if (source.quantization() != nullptr && size_of(source.quantization()->scale()) > 0)
            tensor.quantization = quantization(*source.quantization(), tensor.shape, label);
        return tensor;
    }

    std::span<const std::byte> buffer(const schema::Model& root, std::uint32_t index,
                                      std::string_view label) const {
        if (index == 0 && size_of(root.buffers()) == 0)
            return {};
        if (index >= size_of(root.buffers()))
            fail(fmt::format("{} uses buffer {}, the file has {}", label, index, size_of(root.buffers())));
        const schema::Buffer& source = *root.buffers()->Get(index);
        if (source.offset() >
            1) { // large models keep their bytes behind the tables; 0 and 1 mean they do not
            if (source.offset() > bytes_.size() || source.size() > bytes_.size() - source.offset())
                fail(fmt::format("{} has its bytes outside the file", label));
            return bytes_.subspan(source.offset(), source.size());
        }
        if (size_of(source.data()) == 0)
            return {};
        return std::as_bytes(std::span(source.data()->data(), source.data()->size()));
    }

    TfliteQuantization quantization(const schema::QuantizationParameters& source, const Shape& shape,
                                    std::string_view label) {
        TfliteQuantization result;
        result.scales = copy<float>(source.scale());
        result.zero_points = copy<std::int64_t>(source.zero_point());
        result.dimension = source.quantized_dimension();
        if (result.zero_points.empty())
            result.zero_points.assign(result.scales.size(), 0);
        if (result.zero_points.size() != result.scales.size())
            fail(fmt::format("{} has {} scales but {} zero points", label, result.scales.size(),
                             result.zero_points.size()));
        if (!std::all_of(result.scales.begin(), result.scales.end(),
                         [](float scale) { return std::isfinite(scale); }))
            fail(fmt::format("{} has a scale that is not a finite number", label));
        if (result.scales.size() == 1)
            return result;
        if (result.dimension < 0 || static_cast<std::size_t>(result.dimension) >= shape.size())
            fail(fmt::format("{} is quantised along dimension {}, its shape is {}", label, result.dimension,
                             shape_text(shape)));
        if (shape[static_cast<std::size_t>(result.dimension)] !=
            static_cast<std::int64_t>(result.scales.size()))
            fail(fmt::format("{} has {} scales along dimension {} of its shape {}", label,
                             result.scales.size(), result.dimension, shape_text(shape)));
        return result;
    }

    std::vector<int> indices(const flatbuffers::Vector<std::int32_t>* source, int least,
                             std::string_view label) {
        std::vector<int> result = copy<int>(source);
        for (const int index : result)
            if (index < least || index >= tensor_count_)
                fail(fmt::format("{} uses tensor {}, the graph has {}", label, index, tensor_count_));
        return result;
    }

    TfliteOperator operation(const schema::Model& root, const schema::Operator& source, std::size_t index) {
        TfliteOperator result;
        if (source.opcode_index() >= size_of(root.operator_codes()))
            fail(fmt::format("operator {} has code {}, the file has {}", index, source.opcode_index(),
                             size_of(root.operator_codes())));
        const schema::OperatorCode& code = *root.operator_codes()->Get(source.opcode_index());
        // Files from before 2020 have the byte only; later ones put a placeholder there when the code needs
        // more.
        const int builtin =
            std::max(static_cast<int>(code.deprecated_builtin_code()), static_cast<int>(code.builtin_code()));
        result.name = schema::EnumNameBuiltinOperator(static_cast<schema::BuiltinOperator>(builtin));
        if (result.name.empty())
            result.name = fmt::format("BUILTIN_{}", builtin);
        const std::string label = fmt::format("operator {} {}", index, result.name);
        result.inputs = indices(source.inputs(), -1, label);
        result.outputs = indices(source.outputs(), 0, label);
        if (const auto* const convolution = source.builtin_options_as_Conv2DOptions())
            set_window(result, *convolution, label);
        else if (const auto* const depthwise = source.builtin_options_as_DepthwiseConv2DOptions()) {
            set_window(result, *depthwise, label);
            result.depth_multiplier = depthwise->depth_multiplier();
        } else if (const auto* const dense = source.builtin_options_as_FullyConnectedOptions())
            result.activation = activation(dense->fused_activation_function(), label);
        else if (const auto* const sum = source.builtin_options_as_AddOptions())
            result.activation = activation(sum->fused_activation_function(), label);
        return result;
    }

    template <typename Options>
    void set_window(TfliteOperator& result, const Options& options, std::string_view label) const {
        if (options.padding() != schema::Padding::SAME && options.padding() != schema::Padding::VALID)
            fail(fmt::format("{} has padding {}, which is not known", label,
                             static_cast<int>(options.padding())));
        result.padding =
            options.padding() == schema::Padding::SAME ? TflitePadding::same : TflitePadding::valid;
        result.activation = activation(options.fused_activation_function(), label);
        result.stride_width = options.stride_w();
        result.stride_height = options.stride_h();
        result.dilation_width = options.dilation_w_factor();
        result.dilation_height = options.dilation_h_factor();
        if (std::min({result.stride_width, result.stride_height, result.dilation_width,
                      result.dilation_height}) < 1)
            fail(fmt::format("{} has a stride or a dilation below 1", label));
    }

    TfliteActivation activation(schema::ActivationFunctionType type, std::string_view label) const {
        switch (type) {
        case schema::ActivationFunctionType::NONE:
            return TfliteActivation::none;
        case schema::ActivationFunctionType::RELU:
            return TfliteActivation::relu;
        case schema::ActivationFunctionType::RELU_N1_TO_1:
            return TfliteActivation::relu_n1_to_1;
        case schema::ActivationFunctionType::RELU6:
            return TfliteActivation::relu6;
        case schema::ActivationFunctionType::TANH:
            return TfliteActivation::tanh;
        case schema::ActivationFunctionType::SIGN_BIT:
            return TfliteActivation::sign_bit;
        }
        fail(fmt::format("{} has activation {}, which is not known", label, static_cast<int>(type)));
    }

    std::span<const std::byte> bytes_;
    const std::filesystem::path& path_;
    std::size_t copy_budget_;
    int tensor_count_ = 0;
};

} // namespace

TfliteModel read_tflite(const std::filesystem::path& path) {
    auto file = std::make_shared<const MappedFile>(path);
    TfliteModel model = read_tflite(file->bytes(), path);
    model.file = std::move(file);
    return model;
}

TfliteModel read_tflite(std::span<const std::byte> bytes, const std::filesystem::path& name) {
    return Reader(bytes, name).read();
}

std::vector<float> dequantise(const TfliteModel& model, const TfliteTensor& tensor) {
    if (!tensor.is_constant())
        throw FileError(model.path,
                        fmt::format("tensor {} has no values in the file", quoted_name(tensor.name)), remedy);
    std::vector<float> values = to_floats(tensor.dtype, tensor.shape, tensor.data);
    const bool integers =
        tensor.dtype != DType::f64 && tensor.dtype != DType::f32 && tensor.dtype != DType::f16;
    if (!integers || !tensor.quantization)
        return values;
    const TfliteQuantization& quantization = *tensor.quantization;
    std::size_t run = values.size(); // neighbours that share a scale
    if (quantization.scales.size() > 1) {
        run = 1;
        for (auto i = static_cast<std::size_t>(quantization.dimension) + 1; i < tensor.shape.size(); ++i)
            run *= static_cast<std::size_t>(tensor.shape[i]);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel = i / run % quantization.scales.size();
        values[i] = (values[i] - static_cast<float>(quantization.zero_points[channel])) *
                    quantization.scales[channel];
    }
    return values;
}

} // namespace saccade
