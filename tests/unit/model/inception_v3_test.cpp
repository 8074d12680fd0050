#include "core/model/inception_v3.h"
#include "core/model/tensor_conversion.h"
#include "core/support/error.h"
#include "core/weights/inception_v3_layout.h"
#include "core/weights/torch_names.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <set>

namespace saccade {
namespace {

TEST(InceptionV3, GridIsEightByEightAtTheReferenceSize) {
    const torch::NoGradGuard no_grad;
    InceptionV3 network("keras", 299, 299);
    EXPECT_EQ(network.forward(torch::zeros({1, 3, 299, 299})).sizes(),
              (std::vector<std::int64_t>{1, 2048, 8, 8}));
    EXPECT_EQ(network.spec().channels, 2048);
    EXPECT_EQ(network.spec().flavour, "keras");
}

TEST(InceptionV3, PlacementFollowsTheInputsSize) {
    const torch::NoGradGuard no_grad;
    InceptionV3 network("torchvision", 203, 111);
    const torch::Tensor grid = network.forward(torch::zeros({1, 3, 111, 203}));
    EXPECT_EQ(network.spec().placement.rows, grid.size(2));
    EXPECT_EQ(network.spec().placement.cols, grid.size(3));
    EXPECT_EQ(network.spec().placement.centre_x.size(), static_cast<std::size_t>(grid.size(3)));
    EXPECT_THROW(InceptionV3("keras", 74, 299), UsageError);
    EXPECT_THROW(InceptionV3("caffe", 299, 299), UsageError);
}

/// Pixels 37 to 261 of 299, 32 apart: an even grid would say 18 to 280.
TEST(InceptionV3, CentresAreThoseOfTheReceptiveFields) {
    const InceptionV3 network("keras", 299, 299);
    for (std::size_t cell = 0; cell < 8; ++cell) {
        const float expected = (37.0F + 32.0F * static_cast<float>(cell) + 0.5F) / 299;
        EXPECT_FLOAT_EQ(network.spec().placement.centre_x[cell], expected);
        EXPECT_FLOAT_EQ(network.spec().placement.centre_y[cell], expected);
    }
}

/// A network that only adds up: with positive weights everywhere, the pixel that moves a cell most is the
/// centre of its receptive field, where most paths meet. (At the edge, padding takes paths away.)
TEST(InceptionV3, APerturbedPixelMovesTheCellCentredThereMost) {
    const torch::NoGradGuard no_grad;
    for (const char* flavour : {"keras", "torchvision"}) {
        InceptionV3 network(flavour, 299, 299);
        for (torch::Tensor& parameter : network.parameters()) {
            if (parameter.dim() == 4)
                parameter.fill_(1.0 / static_cast<double>(parameter[0].numel()));
        }
        const GridPlacement& placement = network.spec().placement;
        const torch::Tensor flat = torch::full({1, 3, 299, 299}, 0.5F);
        const torch::Tensor before = network.forward(flat).to(torch::kFloat64).sum(1)[0];
        for (const auto& [row, col] : {std::pair{1, 1}, std::pair{3, 5}, std::pair{6, 2}, std::pair{4, 6}}) {
            const int x = static_cast<int>(placement.centre_x[static_cast<std::size_t>(col)] * 299);
            const int y = static_cast<int>(placement.centre_y[static_cast<std::size_t>(row)] * 299);
            torch::Tensor perturbed = flat.clone();
            perturbed.slice(2, y - 4, y + 5).slice(3, x - 4, x + 5) += 4;
            const torch::Tensor moved =
                (network.forward(perturbed).to(torch::kFloat64).sum(1)[0] - before).abs();
            const auto answer = moved.argmax().item<std::int64_t>();
            EXPECT_EQ(answer / 8, row) << flavour;
            EXPECT_EQ(answer % 8, col) << flavour;
        }
    }
}

TEST(InceptionV3, LayoutNamesEveryConvolutionOnce) {
    const auto convolutions = inception_v3_convolutions();
    ASSERT_EQ(convolutions.size(), 94U);
    std::set<std::string> names;
    std::int64_t weights = 0;
    for (const NamedConvolution& convolution : convolutions) {
        names.insert(convolution.name);
        weights += element_count(convolution.weight);
    }
    EXPECT_EQ(names.size(), 94U);
    // Keras counts 21,802,784 without the head, 3 * 17,216 of them shift, mean and variance.
    EXPECT_EQ(weights, 21'751'136);
    EXPECT_EQ(convolutions[5].name, "Mixed_5b.branch1x1");
    EXPECT_EQ(convolutions.back().weight, (Shape{192, 2048, 1, 1}));
}

constexpr std::string_view golden_file = SACCADE_TEST_DATA "/model/inception_v3_grid.json";

/// The same as noise() in tests/golden/model/inception_v3_grid.py.
std::vector<float> noise(std::string_view name, std::int64_t count) {
    std::uint32_t seed = 2166136261U;
    for (const char byte : name)
        seed = (seed ^ static_cast<unsigned char>(byte)) * 16777619U;
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i) {
        std::uint32_t x = static_cast<std::uint32_t>(i) * 2654435761U + seed;
        x ^= x >> 15;
        x *= 2246822519U;
        x ^= x >> 13;
        values.push_back(static_cast<float>(x >> 8) / static_cast<float>(1 << 24) - 0.5F);
    }
    return values;
}

HostTensor formula_tensor(const std::string& name, const Shape& shape, float offset, float factor) {
    std::vector<float> values = noise(name, element_count(shape));
    for (float& value : values)
        value = offset + factor * value;
    return HostTensor::from_floats(shape, values);
}

/// torchvision's tensors with the golden script's values.
TensorMap torchvision_weights() {
    TensorMap tensors;
    for (const NamedConvolution& convolution : inception_v3_convolutions()) {
        const auto fan_in = static_cast<double>(element_count(convolution.weight) / convolution.weight[0]);
        const auto add = [&](const std::string& name, const Shape& shape, float offset, float factor) {
            tensors[name] = formula_tensor(name, shape, offset, factor);
        };
        const Shape channels{convolution.weight[0]};
        add(convolution.name + ".conv.weight", convolution.weight, 0,
            static_cast<float>(std::sqrt(24 / fan_in)));
        add(convolution.name + ".bn.weight", channels, 1, 0.4F);
        add(convolution.name + ".bn.bias", channels, 0, 0.4F);
        add(convolution.name + ".bn.running_mean", channels, 0, 0.4F);
        add(convolution.name + ".bn.running_var", channels, 1, 0.4F);
    }
    return tensors;
}

void expect_golden_grid(const TensorMap& weights, const char* flavour) {
    const torch::NoGradGuard no_grad;
    std::ifstream file{std::string(golden_file)};
    const nlohmann::json golden = nlohmann::json::parse(file).at(flavour);
    InceptionV3 network(flavour, 299, 299);
    load_parameters(network, weights);
    torch::Tensor image = torch::empty({1, 3, 299, 299});
    auto pixels = image.accessor<float, 4>();
    for (int y = 0; y < 299; ++y) {
        for (int x = 0; x < 299; ++x) {
            for (int c = 0; c < 3; ++c)
                pixels[0][c][y][x] = static_cast<float>(std::sin(0.05 * (c + 1) * x + 0.031 * y + 0.7 * c));
        }
    }
    const torch::Tensor grid = network.forward(image);
    double largest = 0;
    for (const auto& sample : golden.at("samples")) {
        const double value =
            grid[0][sample[2].get<int>()][sample[0].get<int>()][sample[1].get<int>()].item<double>();
        largest = std::max(largest, std::abs(value - sample[3].get<double>()));
    }
    EXPECT_LT(largest, 1e-3);
    EXPECT_NEAR(grid.mean().item<double>(), golden.at("mean").get<double>(), 1e-4);
}

TEST(InceptionV3, TorchvisionFlavourGivesTorchvisionsGrid) {
    expect_golden_grid(inception_v3_from_torch(torchvision_weights()).weights, "torchvision");
}

} // namespace
} // namespace saccade
