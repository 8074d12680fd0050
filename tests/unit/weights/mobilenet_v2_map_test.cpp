#include "core/support/error.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/tflite.h"
#include "tests/unit/weights/tflite_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace saccade {
namespace {

using test::TfliteBuilder;
using testing::HasSubstr;
namespace schema = tflite_schema;
using schema::ActivationFunctionType;

const std::filesystem::path real_file =
    std::filesystem::path(SACCADE_SOURCE_DIR) /
    "../shared/weights/mobilenet_v2_1.0_224/tf2_mobilenet_v2_1.0_224_ptq.tflite";

std::int8_t code_at(std::size_t layer, std::size_t index) {
    return static_cast<std::int8_t>(static_cast<int>((index * 31 + layer * 7) % 255) - 127);
}

float scale_of(int channel) {
    return 0.01F * static_cast<float>(1 + channel % 5);
}

enum class Departure { none, stride, no_relu6, valid_padding, shape, no_weights, sum, ends, no_classifier };

/// MobileNetV2 1.0 as TensorFlow wires it, of made-up weights. Written from table 2 of the paper, layer by
/// layer.
class PaperNetwork {
public:
    explicit PaperNetwork(Departure departure = Departure::none, std::string where = {})
        : departure_(departure),
          where_(std::move(where)) {
        int flow = builder_.activation("input");
        const int input = flow;
        const int quantised = builder_.activation("quantised");
        builder_.operation(schema::BuiltinOperator::QUANTIZE, {flow}, {quantised});
        flow = layer("stem", quantised, 3, 32, 3, 2);
        constexpr int outputs[] = {16, 24, 24, 32, 32, 32, 64, 64, 64, 64, 96, 96, 96, 160, 160, 160, 320};
        constexpr int strides[] = {1, 2, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1};
        int channels = 32;
        for (int block = 0; block < 17; ++block) {
            const std::string name = "blocks." + std::to_string(block);
            const int before = flow;
            const int width = block == 0 ? channels : 6 * channels;
            if (block > 0)
                flow = layer(name + ".expand", flow, channels, width, 1, 1);
            flow = layer(name + ".depthwise", flow, 0, width, 3, strides[block]);
            flow = layer(name + ".project", flow, width, outputs[block], 1, 1);
            if (block > 0 && strides[block] == 1 && channels == outputs[block] && !ended_) {
                const int sum = builder_.activation(name + ".sum");
                builder_.add(departs(Departure::sum, name) ? input : before, flow, sum);
                flow = sum;
            }
            channels = outputs[block];
        }
        flow = layer("head", flow, 320, 1280, 1, 1);
        if (departure_ != Departure::no_classifier && !ended_) {
            const int axes =
                builder_.constant("axes", {2}, schema::TensorType::INT32, {1, 0, 0, 0, 2, 0, 0, 0});
            const int mean = builder_.activation("mean");
            builder_.operation(schema::BuiltinOperator::MEAN, {flow, axes}, {mean});
            flow = mean;
            const int weight = builder_.constant("dense", {10, 1280}, schema::TensorType::INT8,
                                                 std::vector<std::uint8_t>(12800, 2), {{0.5F}, {0}, 0});
            const int bias = builder_.constant("dense_bias", {10}, schema::TensorType::INT32,
                                               std::vector<std::uint8_t>(40, 0), {{1}, {0}, 0});
            const int classes = builder_.activation("classes");
            builder_.operation(schema::BuiltinOperator::FULLY_CONNECTED, {flow, weight, bias}, {classes});
            flow = classes;
        }
        bytes_ = builder_.finish({input}, {flow});
    }

    const std::vector<std::byte>& bytes() const { return bytes_; }
    const std::vector<std::string>& layers() const { return layers_; }

private:
    bool departs(Departure way, const std::string& name) const { return departure_ == way && where_ == name; }

    /// inputs == 0: depthwise. Returns the tensor that flows on.
    int layer(const std::string& name, int source, int inputs, int outputs, int kernel, int stride) {
        ended_ = ended_ || departs(Departure::ends, name);
        if (ended_)
            return source;
        const std::size_t index = layers_.size();
        layers_.push_back(name);
        const int shown = outputs + (departs(Departure::shape, name) ? 8 : 0);
        const std::vector<int> shape =
            inputs == 0 ? std::vector{1, kernel, kernel, shown} : std::vector{shown, kernel, kernel, inputs};
        std::vector<std::uint8_t> codes(static_cast<std::size_t>(shown) *
                                        static_cast<std::size_t>(kernel * kernel) *
                                        static_cast<std::size_t>(std::max(inputs, 1)));
        for (std::size_t i = 0; i < codes.size(); ++i)
            codes[i] = static_cast<std::uint8_t>(code_at(index, i));
        std::vector<float> scales;
        for (int channel = 0; channel < shown; ++channel)
            scales.push_back(scale_of(channel));
        const std::vector<std::int64_t> zeros(scales.size(), 0);
        const int weight = departs(Departure::no_weights, name)
                               ? builder_.tensor(name + "/w", shape, schema::TensorType::INT8, 0, {})
                               : builder_.constant(name + "/w", shape, schema::TensorType::INT8, codes,
                                                   {scales, zeros, inputs == 0 ? 3 : 0});
        std::vector<std::uint8_t> bias_bytes(static_cast<std::size_t>(outputs) * 4, 0);
        for (std::size_t channel = 0; channel < static_cast<std::size_t>(outputs); ++channel)
            bias_bytes[channel * 4] = static_cast<std::uint8_t>(channel % 200);
        const int bias = builder_.constant(name + "/b", {outputs}, schema::TensorType::INT32, bias_bytes,
                                           {{0.5F}, {0}, 0});
        const int result = builder_.activation(name + "/out");
        const bool relu6 = !name.ends_with("project") && !departs(Departure::no_relu6, name);
        const auto activation = relu6 ? ActivationFunctionType::RELU6 : ActivationFunctionType::NONE;
        stride += departs(Departure::stride, name) ? 1 : 0;
        if (inputs == 0)
            builder_.depthwise({source, weight, bias}, result, stride, activation);
        else
            builder_.convolution({source, weight, bias}, result, stride, activation,
                                 departs(Departure::valid_padding, name) ? schema::Padding::VALID
                                                                         : schema::Padding::SAME);
        return result;
    }

    Departure departure_;
    std::string where_;
    TfliteBuilder builder_;
    std::vector<std::string> layers_;
    std::vector<std::byte> bytes_;
    bool ended_ = false;
};

/// The sums that golden/weights/mobilenet_v2_tflite.py took of every tensor, by its own reader and NumPy's
/// transpose.
TEST(MobileNetV2Map, TakesEveryTensorOfTheRealFileInOurLayout) {
    if (!std::filesystem::exists(real_file))
        GTEST_SKIP() << "needs the MobileNetV2 TFLite file, which the tree does not hold: " << real_file;
    const MobileNetV2Weights weights = mobilenet_v2_from_tflite(read_tflite(real_file));
    std::ifstream stream(SACCADE_TEST_DATA "/weights/mobilenet_v2_grid.json");
    const nlohmann::json golden = nlohmann::json::parse(stream).at("weights");
    ASSERT_EQ(weights.backbone.size(), golden.size());
    for (const auto& [name, expected] : golden.items()) {
        ASSERT_TRUE(weights.backbone.contains(name)) << name;
        const HostTensor& tensor = weights.backbone.at(name);
        EXPECT_EQ(tensor.shape, expected.at(0).get<Shape>()) << name;
        double sum = 0;
        double weighted = 0;
        double magnitude = 0;
        const std::vector<float> values = tensor.to_floats();
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double value = values[i];
            sum += value;
            weighted += value * (static_cast<double>(i % 97) - 48);
            magnitude += std::abs(value);
        }
        EXPECT_NEAR(sum, expected.at(1).get<double>(), 1e-6 * magnitude) << name;
        EXPECT_NEAR(weighted, expected.at(2).get<double>(), 48e-6 * magnitude) << name;
    }
    EXPECT_EQ(weights.classifier.at("weight").shape, (Shape{1001, 1280}));
    EXPECT_EQ(weights.classifier.at("bias").shape, (Shape{1001}));
    EXPECT_EQ(weights.ignored.size(),
              4U); // classifier weight and bias, the axes of the mean, a reshape's shape
}

TEST(MobileNetV2Map, GivesEachLayerItsNameAndPyTorchsLayout) {
    const PaperNetwork network;
    const TfliteModel model = read_tflite(network.bytes(), "paper.tflite");
    const MobileNetV2Weights weights = mobilenet_v2_from_tflite(model);
    ASSERT_EQ(network.layers().size(), 52U);
    EXPECT_EQ(weights.backbone.size(), 2 * 52U);
    EXPECT_FALSE(weights.backbone.contains("blocks.0.expand.weight"));
    for (std::size_t layer = 0; layer < network.layers().size(); ++layer) {
        const std::string& name = network.layers()[layer];
        const HostTensor& weight = weights.backbone.at(name + ".weight");
        const std::vector<float> values = weight.to_floats();
        const bool depthwise = name.ends_with("depthwise");
        ASSERT_EQ(weight.shape.size(), 4U);
        const auto outputs = static_cast<std::size_t>(weight.shape[0]);
        const auto inputs = static_cast<std::size_t>(weight.shape[1]);
        const auto cells = static_cast<std::size_t>(weight.shape[2] * weight.shape[3]);
        std::size_t wrong = 0;
        for (std::size_t o = 0; o < outputs; ++o)
            for (std::size_t i = 0; i < inputs; ++i)
                for (std::size_t cell = 0; cell < cells; ++cell) {
                    const std::size_t in_file =
                        depthwise ? cell * outputs + o : (o * cells + cell) * inputs + i;
                    const float expected =
                        static_cast<float>(code_at(layer, in_file)) * scale_of(static_cast<int>(o));
                    wrong += values[(o * inputs + i) * cells + cell] != expected;
                }
        EXPECT_EQ(wrong, 0U) << name;
        EXPECT_EQ(weights.backbone.at(name + ".bias").to_floats().at(7), 3.5F) << name;
    }
    EXPECT_EQ(weights.backbone.at("stem.weight").shape, (Shape{32, 3, 3, 3}));
    EXPECT_EQ(weights.backbone.at("blocks.16.depthwise.weight").shape, (Shape{960, 1, 3, 3}));
    EXPECT_EQ(weights.backbone.at("head.weight").shape, (Shape{1280, 320, 1, 1}));
    EXPECT_EQ(weights.classifier.at("weight").shape, (Shape{10, 1280}));
    EXPECT_EQ(weights.classifier.at("weight").to_floats().front(), 1.0F);
    EXPECT_THAT(weights.ignored, testing::ElementsAre("axes", "dense", "dense_bias"));
}

TEST(MobileNetV2Map, AFileNeedsNoClassifier) {
    const PaperNetwork network(Departure::no_classifier);
    const MobileNetV2Weights weights = mobilenet_v2_from_tflite(read_tflite(network.bytes(), "paper.tflite"));
    EXPECT_EQ(weights.backbone.size(), 2 * 52U);
    EXPECT_TRUE(weights.classifier.empty());
    EXPECT_TRUE(weights.ignored.empty());
}

TEST(MobileNetV2Map, NamesWhatIsNotAsInThePaper) {
    const auto message = [](Departure departure, const std::string& where) -> std::string {
        const PaperNetwork network(departure, where);
        try {
            mobilenet_v2_from_tflite(read_tflite(network.bytes(), "other.tflite"));
        } catch (const FileError& error) {
            return error.what();
        }
        return "accepted";
    };
    EXPECT_THAT(message(Departure::stride, "blocks.4.depthwise"),
                HasSubstr("blocks.4.depthwise has stride 2 x 2, not 1"));
    EXPECT_THAT(message(Departure::no_relu6, "blocks.2.expand"),
                HasSubstr("blocks.2.expand should end in ReLU6"));
    EXPECT_THAT(message(Departure::valid_padding, "stem"), HasSubstr("stem does not pad"));
    EXPECT_THAT(message(Departure::shape, "blocks.13.project"),
                HasSubstr("tensor \"blocks.13.project/w\" should be [160, 1, 1, 576] to serve as "
                          "blocks.13.project.weight, it is [168, 1, 1, 576]"));
    EXPECT_THAT(message(Departure::no_weights, "head"), HasSubstr("tensor \"head/w\" has no values"));
    EXPECT_THAT(message(Departure::sum, "blocks.5"), HasSubstr("the sum of blocks.5"));
    EXPECT_THAT(message(Departure::ends, "blocks.7.project"),
                HasSubstr("the graph ends where blocks.7.project should follow"));
}

} // namespace
} // namespace saccade
