#include "core/support/error.h"
#include "core/weights/tflite.h"
#include "tests/unit/weights/tflite_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <random>

namespace saccade {
namespace {

using test::Quantisation;
using test::TfliteBuilder;
using testing::ElementsAre;
using testing::HasSubstr;
namespace schema = tflite_schema;

template <typename T>
std::vector<std::uint8_t> raw(const std::vector<T>& values) {
    std::vector<std::uint8_t> bytes(values.size() * sizeof(T));
    std::memcpy(bytes.data(), values.data(), bytes.size());
    return bytes;
}

/// A picture of two channels, one convolution (int8, a scale an output channel; int32 bias), one depthwise
/// filter (uint8, one scale), and constants of every kind of float.
std::vector<std::byte> small_network() {
    TfliteBuilder builder;
    const int input = builder.activation("input", {1, 4, 4, 2});
    const int weight =
        builder.constant("weight", {3, 1, 1, 2}, schema::TensorType::INT8,
                         raw<std::int8_t>({-128, 127, 1, 2, 10, -10}), {{0.5F, 2, 0.25F}, {0, 1, -2}, 0});
    const int bias = builder.constant("bias", {3}, schema::TensorType::INT32,
                                      raw<std::int32_t>({1000000, -4, 0}), {{0.001F, 0.5F, 1}, {0, 0, 0}, 0});
    const int middle = builder.activation("middle", {1, 4, 4, 3});
    builder.convolution({input, weight, bias}, middle, 1, schema::ActivationFunctionType::RELU6);
    const int filter = builder.constant("filter", {1, 1, 2, 3}, schema::TensorType::UINT8,
                                        raw<std::uint8_t>({0, 128, 255, 127, 129, 64}), {{0.1F}, {128}, 0});
    const int output = builder.activation("output", {1, 2, 2, 3});
    builder.depthwise({middle, filter, -1}, output, 2, schema::ActivationFunctionType::NONE);
    builder.constant("halves", {2}, schema::TensorType::FLOAT16, raw<std::uint16_t>({0x3C00, 0xC000}));
    builder.constant("floats", {1, 2}, schema::TensorType::FLOAT32, raw<float>({0.1F, -3}));
    builder.constant("columns", {2, 3}, schema::TensorType::INT8, raw<std::int8_t>({1, 1, 1, 2, 2, 2}),
                     {{1, 10, 100}, {0, 0, 1}, 1});
    return builder.finish({input}, {output});
}

const TfliteTensor& named(const TfliteModel& model, const std::string& name) {
    for (const TfliteTensor& tensor : model.tensors)
        if (tensor.name == name)
            return tensor;
    throw std::runtime_error("no tensor " + name);
}

std::string fault_of_tflite(std::span<const std::byte> bytes) {
    try {
        const TfliteModel model = read_tflite(bytes, "hostile.tflite");
        for (const TfliteTensor& tensor : model.tensors)
            if (tensor.is_constant())
                dequantise(model, tensor);
    } catch (const FileError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(Tflite, ReadsTensorsAndOperatorsInOrder) {
    const std::vector<std::byte> bytes = small_network();
    const TfliteModel model = read_tflite(bytes, "small.tflite");
    EXPECT_EQ(model.description, "built by a test");
    EXPECT_THAT(model.inputs, ElementsAre(0));
    EXPECT_THAT(model.outputs, ElementsAre(5));
    EXPECT_EQ(named(model, "weight").shape, (Shape{3, 1, 1, 2}));
    EXPECT_EQ(named(model, "weight").dtype, DType::i8);
    EXPECT_FALSE(named(model, "middle").is_constant());
    ASSERT_EQ(model.operators.size(), 2U);
    const TfliteOperator& convolution = model.operators[0];
    EXPECT_EQ(convolution.name, "CONV_2D");
    EXPECT_THAT(convolution.inputs, ElementsAre(0, 1, 2));
    EXPECT_THAT(convolution.outputs, ElementsAre(3));
    EXPECT_EQ(convolution.activation, TfliteActivation::relu6);
    EXPECT_EQ(convolution.padding, TflitePadding::same);
    const TfliteOperator& depthwise = model.operators[1];
    EXPECT_EQ(depthwise.name, "DEPTHWISE_CONV_2D");
    EXPECT_THAT(depthwise.inputs, ElementsAre(3, 4, -1));
    EXPECT_EQ(depthwise.stride_width, 2);
    EXPECT_EQ(depthwise.stride_height, 2);
    EXPECT_EQ(depthwise.depth_multiplier, 1);
    EXPECT_EQ(depthwise.activation, TfliteActivation::none);
}

TEST(Tflite, DequantisesPerTensorAndPerChannel) {
    const std::vector<std::byte> bytes = small_network();
    const TfliteModel model = read_tflite(bytes, "small.tflite");
    const auto values = [&](const char* name) { return dequantise(model, named(model, name)); };
    EXPECT_THAT(values("weight"), ElementsAre(-64, 63.5F, 0, 2, 3, -2));
    EXPECT_THAT(values("bias"), testing::Pointwise(testing::FloatEq(), {1000.0F, -2.0F, 0.0F}));
    EXPECT_THAT(values("filter"),
                testing::Pointwise(testing::FloatEq(), {-12.8F, 0.0F, 12.7F, -0.1F, 0.1F, -6.4F}));
    EXPECT_THAT(values("columns"), ElementsAre(1, 10, 0, 2, 20, 100)); // the last dimension has the scales
    EXPECT_THAT(values("halves"), ElementsAre(1, -2));
    EXPECT_THAT(values("floats"), ElementsAre(0.1F, -3));
    EXPECT_THROW(values("middle"), FileError);
}

struct Lie {
    const char* name;
    std::vector<std::byte> (*build)();
    const char* fault;
};

void PrintTo(const Lie& lie, std::ostream* stream) {
    *stream << lie.name;
}

class LyingTflite : public testing::TestWithParam<Lie> {};

TEST_P(LyingTflite, IsRefusedWithAReason) {
    const std::string message = fault_of_tflite(GetParam().build());
    EXPECT_THAT(message, HasSubstr("hostile.tflite: "));
    EXPECT_THAT(message, HasSubstr(GetParam().fault));
    EXPECT_LT(message.size(), 400U);
}

std::vector<std::byte> one_constant(const std::vector<int>& shape, schema::TensorType type, std::size_t size,
                                    const Quantisation& quantisation = {}) {
    TfliteBuilder builder;
    builder.constant("w", shape, type, std::vector<std::uint8_t>(size, 1), quantisation);
    return builder.finish({}, {});
}

std::vector<std::byte> one_convolution(const std::vector<int>& inputs, int output, int stride,
                                       int padding = 0, int activation = 0) {
    TfliteBuilder builder;
    builder.activation("a");
    builder.convolution(inputs, output, stride, static_cast<schema::ActivationFunctionType>(activation),
                        static_cast<schema::Padding>(padding));
    return builder.finish({0}, {0});
}

std::vector<std::byte> far_bytes(std::uint64_t offset, std::uint64_t size) {
    TfliteBuilder builder;
    const int buffer = builder.add_buffer(schema::CreateBuffer(builder.flat(), 0, offset, size));
    builder.tensor("w", {4}, schema::TensorType::INT8, static_cast<std::uint32_t>(buffer), {});
    return builder.finish({}, {});
}

std::vector<std::byte> many_tensors_share_a_name(std::size_t count) {
    TfliteBuilder builder;
    const auto name = builder.flat().CreateString(std::string(100'000, 'n'));
    for (std::size_t i = 0; i < count; ++i)
        builder.add_tensor(schema::CreateTensor(builder.flat(), 0, schema::TensorType::INT8, 0, name));
    return builder.finish({}, {});
}

std::vector<std::byte> many_tensors_are_one() {
    TfliteBuilder builder;
    const auto tensor = schema::CreateTensorDirect(builder.flat(), nullptr, schema::TensorType::INT8, 0, "t");
    for (int i = 0; i < 150'000; ++i)
        builder.add_tensor(tensor);
    return builder.finish({}, {});
}

using Type = schema::TensorType;

INSTANTIATE_TEST_SUITE_P(
    Each, LyingTflite,
    testing::Values(
        Lie{"buffer_too_small",
            [] {
                return one_constant({2, 3}, Type::INT8, 5);
            },
            "tensor 0 \"w\" is I8 [2, 3] and needs 6 bytes, its buffer has 5"},
        Lie{"buffer_too_large", [] { return one_constant({}, Type::FLOAT32, 8); },
            "needs 4 bytes, its buffer has 8"},
        Lie{"negative_dimension",
            [] {
                return one_constant({-2, -3}, Type::INT8, 6);
            },
            "negative dimension"},
        Lie{"giant_dimensions",
            [] {
                return one_constant({2147483647, 2147483647, 2147483647}, Type::FLOAT32, 4);
            },
            "more elements than can be counted"},
        Lie{"too_many_dimensions", [] { return one_constant(std::vector<int>(9, 1), Type::INT8, 1); },
            "9 dimensions"},
        Lie{"text_tensor", [] { return one_constant({1}, Type::STRING, 4); }, "elements of type 5"},
        Lie{"unknown_type", [] { return one_constant({1}, static_cast<Type>(-7), 4); },
            "elements of type -7"},
        Lie{"scales_do_not_fit",
            [] {
                return one_constant({2, 3}, Type::INT8, 6, {{1, 1}, {0, 0}, 1});
            },
            "2 scales along dimension 1 of its shape [2, 3]"},
        Lie{"scale_dimension_outside",
            [] {
                return one_constant({2}, Type::INT8, 2, {{1, 1}, {0, 0}, 1});
            },
            "quantised along dimension 1"},
        Lie{"scale_dimension_negative",
            [] {
                return one_constant({2}, Type::INT8, 2, {{1, 1}, {0, 0}, -1});
            },
            "quantised along dimension -1"},
        Lie{"zero_points_missing",
            [] {
                return one_constant({2}, Type::INT8, 2, {{1, 1}, {0}, 0});
            },
            "2 scales but 1 zero points"},
        Lie{"scale_is_not_finite",
            [] {
                return one_constant({1}, Type::INT8, 1, {{HUGE_VALF}, {0}, 0});
            },
            "not a finite number"},
        Lie{"no_such_buffer",
            [] {
                TfliteBuilder builder;
                builder.tensor("w", {1}, Type::INT8, 4'000'000'000U, {});
                return builder.finish({}, {});
            },
            "tensor 0 \"w\" uses buffer 4000000000"},
        Lie{"bytes_behind_the_end", [] { return far_bytes(1'000'000, 4); }, "has its bytes outside the file"},
        Lie{"bytes_wrap_around", [] { return far_bytes(~std::uint64_t{1}, 4); },
            "has its bytes outside the file"},
        Lie{"size_wraps_around", [] { return far_bytes(16, ~std::uint64_t{8}); },
            "has its bytes outside the file"},
        Lie{"input_is_no_tensor",
            [] {
                return one_convolution({7, 0, 0}, 0, 1);
            },
            "operator 0 CONV_2D uses tensor 7, the graph has 1"},
        Lie{"input_below_minus_one", [] { return one_convolution({-2}, 0, 1); }, "uses tensor -2"},
        Lie{"output_is_absent", [] { return one_convolution({0}, -1, 1); }, "uses tensor -1"},
        Lie{"stride_is_zero", [] { return one_convolution({0}, 0, 0); }, "stride or a dilation below 1"},
        Lie{"padding_is_unknown", [] { return one_convolution({0}, 0, 1, 9); }, "padding 9"},
        Lie{"activation_is_unknown", [] { return one_convolution({0}, 0, 1, 0, 77); }, "activation 77"},
        Lie{"graph_input_outside",
            [] {
                TfliteBuilder builder;
                return builder.finish({0}, {});
            },
            "the graph uses tensor 0, the graph has 0"},
        Lie{"other_version",
            [] {
                TfliteBuilder builder;
                return builder.finish({}, {}, 4);
            },
            "version 4"},
        Lie{"a_name_copied_without_end", [] { return many_tensors_share_a_name(1000); }, "claim far more"},
        Lie{"a_table_used_without_end", many_tensors_are_one, "damaged"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Tflite, RefusesOtherFiles) {
    const std::string text = "This is not a model, it is a text.";
    EXPECT_THAT(fault_of_tflite(std::as_bytes(std::span(text))), HasSubstr("not a TFLite file"));
    EXPECT_THROW(read_tflite(std::filesystem::path(SACCADE_SOURCE_DIR)), FileError);
    EXPECT_THROW(read_tflite("/nowhere/model.tflite"), FileError);
}

TEST(Tflite, RefusesAFileCutAnywhere) {
    const std::vector<std::byte> whole = small_network();
    ASSERT_EQ(fault_of_tflite(whole), "accepted");
    for (std::size_t size = 0; size + 16 < whole.size(); ++size) // the last bytes may be padding
        EXPECT_NE(fault_of_tflite(std::span(whole).first(size)), "accepted")
            << size << " of " << whole.size();
}

TEST(Tflite, RandomDamageIsReadOrRefusedButNeverCrashes) {
    const std::vector<std::byte> whole = small_network();
    std::mt19937 random(1);
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        std::vector<std::byte> bytes = whole;
        for (unsigned change = 0; change <= random() % 4; ++change)
            bytes[random() % bytes.size()] = static_cast<std::byte>(random());
        refused += fault_of_tflite(bytes) != "accepted";
    }
    EXPECT_GT(refused, 5000);
}

TEST(Tflite, OffsetsThatPointFarAwayAreRefused) {
    const std::vector<std::byte> whole = small_network();
    int refused = 0;
    for (std::size_t place = 0; place + 4 <= whole.size(); place += 4) {
        for (const std::uint32_t value :
             {0x7FFFFFFFU, 0xFFFFFFFFU, 0x80000000U, static_cast<std::uint32_t>(whole.size())}) {
            std::vector<std::byte> bytes = whole;
            std::memcpy(bytes.data() + place, &value, sizeof(value));
            refused += fault_of_tflite(bytes) != "accepted";
        }
    }
    EXPECT_GT(refused, 500);
}

} // namespace
} // namespace saccade
