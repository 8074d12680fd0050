#include "core/support/error.h"
#include "core/weights/mobilenet_v2_map.h"
#include "core/weights/tflite.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace saccade {
namespace {

const std::filesystem::path real_file =
    std::filesystem::path(SACCADE_SOURCE_DIR) /
    "../shared/weights/mobilenet_v2_1.0_224/tf2_mobilenet_v2_1.0_224_ptq.tflite";

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

} // namespace
} // namespace saccade
