#pragma once

#include "tflite_subset_generated.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saccade::test {

namespace schema = tflite_schema;

struct Quantisation {
    std::vector<float> scales;
    std::vector<std::int64_t> zero_points;
    int dimension = 0;
};

/// Builds small TFLite files in memory, sound ones and ones that lie.
class TfliteBuilder {
public:
    TfliteBuilder() { buffers_.push_back(schema::CreateBuffer(flat_)); } // buffer 0 is the empty one

    int constant(const std::string& name, const std::vector<int>& shape, schema::TensorType type,
                 const std::vector<std::uint8_t>& bytes, const Quantisation& quantisation = {}) {
        const auto index = static_cast<std::uint32_t>(buffers_.size());
        buffers_.push_back(schema::CreateBufferDirect(flat_, &bytes));
        return tensor(name, shape, type, index, quantisation);
    }

    int activation(const std::string& name, const std::vector<int>& shape = {}) {
        return tensor(name, shape, schema::TensorType::INT8, 0, {});
    }

    int tensor(const std::string& name, const std::vector<int>& shape, schema::TensorType type,
               std::uint32_t buffer, const Quantisation& quantisation) {
        flatbuffers::Offset<schema::QuantizationParameters> parameters;
        if (!quantisation.scales.empty())
            parameters = schema::CreateQuantizationParametersDirect(
                flat_, &quantisation.scales, &quantisation.zero_points, quantisation.dimension);
        return add_tensor(schema::CreateTensorDirect(flat_, &shape, type, buffer, name.c_str(), parameters));
    }

    int add_tensor(flatbuffers::Offset<schema::Tensor> offset) {
        tensors_.push_back(offset);
        return static_cast<int>(tensors_.size()) - 1;
    }

    int add_buffer(flatbuffers::Offset<schema::Buffer> offset) {
        buffers_.push_back(offset);
        return static_cast<int>(buffers_.size()) - 1;
    }

    void convolution(const std::vector<int>& inputs, int output, int stride,
                     schema::ActivationFunctionType activation,
                     schema::Padding padding = schema::Padding::SAME) {
        const auto options = schema::CreateConv2DOptions(flat_, padding, stride, stride, activation);
        operation(schema::BuiltinOperator::CONV_2D, inputs, {output}, schema::BuiltinOptions::Conv2DOptions,
                  options.Union());
    }

    void depthwise(const std::vector<int>& inputs, int output, int stride,
                   schema::ActivationFunctionType activation) {
        const auto options =
            schema::CreateDepthwiseConv2DOptions(flat_, schema::Padding::SAME, stride, stride, 1, activation);
        operation(schema::BuiltinOperator::DEPTHWISE_CONV_2D, inputs, {output},
                  schema::BuiltinOptions::DepthwiseConv2DOptions, options.Union());
    }

    void add(int first, int second, int output) {
        operation(schema::BuiltinOperator::ADD, {first, second}, {output}, schema::BuiltinOptions::AddOptions,
                  schema::CreateAddOptions(flat_).Union());
    }

    void operation(schema::BuiltinOperator code, const std::vector<int>& inputs,
                   const std::vector<int>& outputs,
                   schema::BuiltinOptions kind = schema::BuiltinOptions::NONE,
                   flatbuffers::Offset<void> options = {}) {
        const auto index = static_cast<std::uint32_t>(codes_.size());
        const auto old_code = static_cast<std::int8_t>(code);
        codes_.push_back(schema::CreateOperatorCode(flat_, old_code, 0, code));
        operators_.push_back(schema::CreateOperatorDirect(flat_, index, &inputs, &outputs, kind, options));
    }

    flatbuffers::FlatBufferBuilder& flat() { return flat_; }

    std::vector<std::byte> finish(const std::vector<int>& inputs, const std::vector<int>& outputs,
                                  std::uint32_t version = 3) {
        const std::vector<flatbuffers::Offset<schema::SubGraph>> graphs{
            schema::CreateSubGraphDirect(flat_, &tensors_, &inputs, &outputs, &operators_)};
        schema::FinishModelBuffer(
            flat_, schema::CreateModelDirect(flat_, version, &codes_, &graphs, "built by a test", &buffers_));
        const auto bytes = std::as_bytes(std::span(flat_.GetBufferPointer(), flat_.GetSize()));
        return {bytes.begin(), bytes.end()};
    }

private:
    flatbuffers::FlatBufferBuilder flat_;
    std::vector<flatbuffers::Offset<schema::Buffer>> buffers_;
    std::vector<flatbuffers::Offset<schema::Tensor>> tensors_;
    std::vector<flatbuffers::Offset<schema::OperatorCode>> codes_;
    std::vector<flatbuffers::Offset<schema::Operator>> operators_;
};

} // namespace saccade::test
