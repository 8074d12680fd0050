#include "core/image/decode.h"
#include "core/image/preprocess.h"
#include "core/model/captioner_tensors.h"
#include "core/model/mobilenet_v2.h"
#include "core/model/tensor_conversion.h"
#include "core/support/error.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/tflite.h"
#include "core/weights/torch_names.h"
#include "tests/unit/model/formula_weights.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace saccade {
namespace {

const std::filesystem::path weights_folder =
    std::filesystem::path(SACCADE_SOURCE_DIR) / ".." / "shared" / "weights" / "mobilenet_v2_1.0_224";
const std::filesystem::path weights_file = weights_folder / "tf2_mobilenet_v2_1.0_224_ptq.tflite";

TEST(MobileNetV2, GridIsAThirtySecondOfTheInput) {
    const torch::NoGradGuard no_grad;
    MobileNetV2 network("tensorflow", 96, 64);
    EXPECT_EQ(network.forward(torch::zeros({2, 3, 64, 96})).sizes(),
              (std::vector<std::int64_t>{2, 1280, 2, 3}));
    EXPECT_EQ(network.spec().placement.rows, 2);
    EXPECT_EQ(network.spec().placement.cols, 3);
    EXPECT_THROW(MobileNetV2("tensorflow", 16, 256), UsageError);
}

TEST(MobileNetV2, CentresAreShiftedByTensorFlowsPadding) {
    // Five layers of stride 2 with all their padding behind: pixel x of one is centred at 2 x + 1 of the one
    // before.
    const MobileNetV2 network("tensorflow", 256, 256);
    const GridPlacement& placement = network.spec().placement;
    ASSERT_EQ(placement.rows, 8);
    ASSERT_EQ(placement.cols, 8);
    for (int cell = 0; cell < 8; ++cell) {
        const float expected = (31.0F + 32.0F * static_cast<float>(cell) + 0.5F) / 256;
        EXPECT_FLOAT_EQ(placement.centre_x[static_cast<std::size_t>(cell)], expected);
        EXPECT_FLOAT_EQ(placement.centre_y[static_cast<std::size_t>(cell)], expected);
    }
}

/// The cell whose value depends most on a pixel must be one of those whose centres are next to it.
TEST(MobileNetV2, CentresAndSpreadAgreeWithANumericalProbe) {
    torch::manual_seed(2);
    MobileNetV2 network("tensorflow", 256, 256);
    const GridPlacement& placement = network.spec().placement;
    for (const auto& [row, col] : {std::pair{3, 3}, std::pair{2, 5}, std::pair{4, 2}}) {
        // Averaged over many random inputs, the gradient's centre of mass is the receptive field's centre.
        torch::Tensor mass = torch::zeros({256, 256});
        for (int trial = 0; trial < 6; ++trial) {
            torch::Tensor image = torch::randn({1, 3, 256, 256}).requires_grad_();
            network.forward(image).select(2, row).select(2, col).sum().backward();
            mass += image.grad().pow(2).sum(at::IntArrayRef({0, 1}));
        }
        const torch::Tensor pixels = (torch::arange(256) + 0.5F) / 256;
        const float x = ((mass.sum(0) * pixels).sum() / mass.sum()).item<float>();
        const float y = ((mass.sum(1) * pixels).sum() / mass.sum()).item<float>();
        EXPECT_NEAR(x, placement.centre_x[static_cast<std::size_t>(col)], 0.03) << row << ", " << col;
        EXPECT_NEAR(y, placement.centre_y[static_cast<std::size_t>(row)], 0.03) << row << ", " << col;
        const float spread = ((mass.sum(0) * (pixels - x).square()).sum() / mass.sum()).sqrt().item<float>();
        EXPECT_LT(spread, placement.spread_x) << "shortcuts are not counted";
        EXPECT_GT(spread, placement.spread_x / 2);
        RecordProperty("spread", std::to_string(spread) + " of " + std::to_string(placement.spread_x));
    }
}

/// Weights as torchvision names them, with the golden script's values.
TEST(MobileNetV2, TorchvisionFlavourGivesTorchvisionsGrid) {
    const torch::NoGradGuard no_grad;
    std::ifstream file(std::filesystem::path(SACCADE_TEST_DATA) / "model" /
                       "mobilenet_v2_torchvision_grid.json");
    const nlohmann::json golden = nlohmann::json::parse(file);
    TensorMap tensors;
    for (const auto& [name, shape_json] : golden.at("shapes").items()) {
        const auto shape = shape_json.get<Shape>();
        const bool around_one =
            shape.size() == 1 && (name.ends_with("running_var") || name.ends_with("weight"));
        const auto fan_in = static_cast<double>(element_count(shape) / shape[0]);
        tensors[name] = shape.size() == 4
                            ? formula_tensor(name, shape, 0, static_cast<float>(std::sqrt(24 / fan_in)))
                            : formula_tensor(name, shape, around_one ? 1.0F : 0.0F, 0.4F);
    }
    tensors["classifier.1.weight"] = HostTensor::from_floats({2, 1280}, std::vector<float>(2560));
    const ImportedBackbone imported = mobilenet_v2_from_torch(tensors);
    EXPECT_EQ(imported.flavour, "torchvision");
    ASSERT_EQ(imported.left_out.size(), 1U);
    EXPECT_EQ(imported.left_out[0].what, "classifier");

    MobileNetV2 network("torchvision", 256, 256);
    load_parameters(network, imported.weights);
    const torch::Tensor grid = network.forward(formula_image(256));
    EXPECT_LT(largest_difference(grid, golden.at("samples")), 1e-3);
    EXPECT_NEAR(grid.mean().item<double>(), golden.at("mean").get<double>(), 1e-4);
    // Symmetric padding: pixel x of a layer is centred at 2 x of the one before.
    EXPECT_FLOAT_EQ(network.spec().placement.centre_x[3], 96.5F / 256);
}

class RealWeights : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(weights_file))
            GTEST_SKIP() << "the MobileNetV2 TFLite file is not here; the bundled model's test is its twin";
        weights = mobilenet_v2_from_tflite(read_tflite(weights_file));
    }

    MobileNetV2Weights weights;
};

TEST_F(RealWeights, GiveTheGridOfAnIndependentEvaluation) {
    const torch::NoGradGuard no_grad;
    std::ifstream file(std::filesystem::path(SACCADE_TEST_DATA) / "weights" / "mobilenet_v2_grid.json");
    const nlohmann::json golden = nlohmann::json::parse(file);
    MobileNetV2 network("tensorflow", 256, 256);
    load_parameters(network, weights.backbone);
    const torch::Tensor grid = network.forward(formula_image(256));
    EXPECT_LT(largest_difference(grid, golden.at("samples")), 1e-3);
    EXPECT_NEAR(grid.mean().item<double>(), golden.at("mean").get<double>(), 1e-4);
}

TEST_F(RealWeights, KnowTheCatAndTheUniform) {
    const torch::NoGradGuard no_grad;
    std::vector<std::string> labels;
    std::ifstream file(weights_folder / "imagenet_labels.txt");
    for (std::string line; std::getline(file, line);)
        labels.push_back(line);
    MobileNetV2 network("tensorflow", 224, 224);
    load_parameters(network, weights.backbone);
    const torch::Tensor classes = to_torch(weights.classifier.at("weight"));
    const torch::Tensor bias = to_torch(weights.classifier.at("bias"));
    struct Case {
        const char* photo;
        const char* label;
        double probability;
    };
    for (const Case& expected :
         {Case{"cat.bmp", "Egyptian cat", 0.67}, Case{"grace_hopper.bmp", "military uniform", 0.72}}) {
        const Pixels pixels =
            preprocess(read_photo(weights_folder / expected.photo), Recipe::antialias, 224, 224);
        const torch::Tensor pooled = network.forward(to_tensor(pixels)).mean(at::IntArrayRef({2, 3}));
        const torch::Tensor probabilities = torch::softmax(pooled.matmul(classes.t()) + bias, 1)[0];
        const auto best = probabilities.argmax().item<std::int64_t>();
        EXPECT_THAT(labels.at(static_cast<std::size_t>(best)), testing::HasSubstr(expected.label));
        EXPECT_NEAR(probabilities[best].item<double>(), expected.probability, 0.02);
    }
}

} // namespace
} // namespace saccade
