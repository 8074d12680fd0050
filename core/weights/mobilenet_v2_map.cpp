#include "core/weights/mobilenet_v2_map.h"

#include "core/support/error.h"
#include "core/weights/tflite.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace saccade {

namespace {

constexpr int head_channels = 1280;

/// What the paper says about one convolution.
struct Layer {
    std::string name;
    int inputs;
    int outputs;
    int kernel;
    int stride;
    bool depthwise = false;
    bool relu6 = true;

    Shape file_shape() const { // TensorFlow Lite: O x kH x kW x I, depthwise 1 x kH x kW x C
        return depthwise ? Shape{1, kernel, kernel, outputs} : Shape{outputs, kernel, kernel, inputs};
    }
    Shape our_shape() const { return {outputs, depthwise ? 1 : inputs, kernel, kernel}; }
};

/// O x kH x kW x I to O x I x kH x kW; for depthwise 1 x kH x kW x C to C x 1 x kH x kW.
std::vector<float> to_our_layout(const std::vector<float>& values, const Layer& layer) {
    const auto cells = static_cast<std::size_t>(layer.kernel) * static_cast<std::size_t>(layer.kernel);
    const auto rows = layer.depthwise ? 1 : static_cast<std::size_t>(layer.outputs);
    const std::size_t columns = values.size() / rows / cells;
    std::vector<float> result(values.size());
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t cell = 0; cell < cells; ++cell)
            for (std::size_t column = 0; column < columns; ++column)
                result[(row * columns + column) * cells + cell] =
                    values[(row * cells + cell) * columns + column];
    return result;
}

/// Follows the graph from its input; every take_ function consumes the operator that must come next.
class Walk {
public:
    explicit Walk(const TfliteModel& model) : model_(model) {
        if (model.inputs.size() != 1)
            fail(fmt::format("it takes {} inputs, MobileNetV2 takes one", model.inputs.size()));
        current_ = model.inputs.front();
        skip_conversions();
    }

    MobileNetV2Weights take_network() {
        struct Stage {
            int expansion, channels, repeats, stride;
        };
        constexpr std::array stages{Stage{1, 16, 1, 1}, Stage{6, 24, 2, 2}, Stage{6, 32, 3, 2},
                                    Stage{6, 64, 4, 2}, Stage{6, 96, 3, 1}, Stage{6, 160, 3, 2},
                                    Stage{6, 320, 1, 1}};
        int channels = 32;
        take_convolution({"stem", 3, channels, 3, 2});
        int block = 0;
        for (const Stage& stage : stages) {
            for (int repeat = 0; repeat < stage.repeats; ++repeat) {
                take_block(fmt::format("blocks.{}.", block++), channels, stage.channels, stage.expansion,
                           repeat == 0 ? stage.stride : 1);
                channels = stage.channels;
            }
        }
        take_convolution({"head", channels, head_channels, 1, 1});
        find_classifier();
        for (std::size_t i = 0; i < model_.tensors.size(); ++i)
            if (model_.tensors[i].is_constant() && !used_.contains(static_cast<int>(i)))
                result_.ignored.push_back(model_.tensors[i].name);
        return std::move(result_);
    }

private:
    [[noreturn]] void fail(std::string_view fault) const {
        throw FileError(model_.path, fmt::format("this is not MobileNetV2 1.0: {}", fault),
                        "Import a file of that network");
    }

    const TfliteTensor& tensor(int index) const { return model_.tensors[static_cast<std::size_t>(index)]; }

    void skip_conversions() {
        while (next_ < model_.operators.size()) {
            const TfliteOperator& operation = model_.operators[next_];
            if ((operation.name != "QUANTIZE" && operation.name != "DEQUANTIZE") ||
                operation.inputs.size() != 1 || operation.outputs.size() != 1 ||
                operation.inputs.front() != current_)
                return;
            current_ = operation.outputs.front();
            ++next_;
        }
    }

    const TfliteOperator& take(std::string_view name, std::size_t inputs, std::string_view place) {
        if (next_ == model_.operators.size())
            fail(fmt::format("the graph ends where {} should follow", place));
        const TfliteOperator& operation = model_.operators[next_];
        if (operation.name != name || operation.inputs.size() != inputs || operation.outputs.size() != 1)
            fail(fmt::format("operator {} should be {} for {}, it is {} with {} inputs", next_, name, place,
                             operation.name, operation.inputs.size()));
        if (std::find(operation.inputs.begin(), operation.inputs.end(), -1) != operation.inputs.end())
            fail(fmt::format("operator {} for {} lacks an input", next_, place));
        ++next_;
        return operation;
    }

    void take_convolution(const Layer& layer) {
        const TfliteOperator& operation =
            take(layer.depthwise ? "DEPTHWISE_CONV_2D" : "CONV_2D", 3, layer.name);
        if (operation.inputs[0] != current_)
            fail(fmt::format("{} does not follow the layer before it", layer.name));
        if (operation.stride_width != layer.stride || operation.stride_height != layer.stride)
            fail(fmt::format("{} has stride {} x {}, not {}", layer.name, operation.stride_width,
                             operation.stride_height, layer.stride));
        if (operation.dilation_width != 1 || operation.dilation_height != 1 ||
            operation.depth_multiplier != 1)
            fail(fmt::format("{} has a dilation or a depth multiplier above 1", layer.name));
        if (operation.padding != TflitePadding::same)
            fail(fmt::format("{} does not pad as TensorFlow's SAME does", layer.name));
        if (operation.activation != (layer.relu6 ? TfliteActivation::relu6 : TfliteActivation::none))
            fail(fmt::format("{} should {} ReLU6", layer.name, layer.relu6 ? "end in" : "have no"));
        store(result_.backbone, layer, operation.inputs[1], operation.inputs[2]);
        current_ = operation.outputs.front();
    }

    void take_block(const std::string& prefix, int inputs, int outputs, int expansion, int stride) {
        const int block_input = current_;
        const int width = inputs * expansion;
        if (expansion != 1)
            take_convolution({prefix + "expand", inputs, width, 1, 1});
        take_convolution({prefix + "depthwise", width, width, 3, stride, true});
        take_convolution({prefix + "project", width, outputs, 1, 1, false, false});
        if (stride != 1 || inputs != outputs)
            return;
        const std::string place = "the sum of " + prefix.substr(0, prefix.size() - 1);
        const TfliteOperator& sum = take("ADD", 2, place);
        if (!std::is_permutation(sum.inputs.begin(), sum.inputs.end(),
                                 std::array{block_input, current_}.begin()) ||
            sum.activation != TfliteActivation::none)
            fail(fmt::format("{} does not add the block's input to its output", place));
        current_ = sum.outputs.front();
    }

    void store(TensorMap& target, const Layer& layer, int weight, int bias) {
        check_shape(layer.name + ".weight", weight, layer.file_shape());
        check_shape(layer.name + ".bias", bias, {layer.outputs});
        target[layer.name + ".weight"] = HostTensor::from_floats(
            layer.our_shape(), to_our_layout(dequantise(model_, tensor(weight)), layer));
        target[layer.name + ".bias"] =
            HostTensor::from_floats({layer.outputs}, dequantise(model_, tensor(bias)));
        used_.insert({weight, bias});
    }

    void check_shape(const std::string& name, int index, const Shape& expected) const {
        if (tensor(index).shape != expected)
            fail(fmt::format("tensor {} should be {} to serve as {}, it is {}",
                             quoted_name(tensor(index).name), shape_text(expected), name,
                             shape_text(tensor(index).shape)));
    }

    /// The last layer that reads 1280 channels, as a 1x1 convolution or a dense layer. A file need not have
    /// one.
    void find_classifier() {
        for (; next_ < model_.operators.size(); ++next_) {
            const TfliteOperator& operation = model_.operators[next_];
            if ((operation.name != "CONV_2D" && operation.name != "FULLY_CONNECTED") ||
                operation.inputs.size() != 3 ||
                std::find(operation.inputs.begin(), operation.inputs.end(), -1) != operation.inputs.end())
                continue;
            const TfliteTensor& weight = tensor(operation.inputs[1]);
            const TfliteTensor& bias = tensor(operation.inputs[2]);
            if (!weight.is_constant() || !bias.is_constant() || weight.shape.empty() ||
                element_count(weight.shape) != weight.shape.front() * head_channels ||
                bias.shape != Shape{weight.shape.front()})
                continue;
            result_.classifier = {{"weight", HostTensor::from_floats({weight.shape.front(), head_channels},
                                                                     dequantise(model_, weight))},
                                  {"bias", HostTensor::from_floats(bias.shape, dequantise(model_, bias))}};
            return;
        }
    }

    const TfliteModel& model_;
    MobileNetV2Weights result_;
    std::set<int> used_;
    std::size_t next_ = 0;
    int current_ = 0; ///< the tensor that flows into the next layer
};

} // namespace

MobileNetV2Weights mobilenet_v2_from_tflite(const TfliteModel& model) {
    return Walk(model).take_network();
}

} // namespace saccade
