#include "core/model/inception_v3.h"
#include "core/model/tensor_conversion.h"
#include "core/support/error.h"
#include "core/weights/backbone_import.h"
#include "core/weights/inception_v3_layout.h"
#include "core/weights/keras_names.h"
#include "core/weights/safetensors.h"
#include "core/weights/torch_names.h"
#include "tests/support/python.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/model/formula_weights.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
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
    const torch::Tensor grid = network.forward(formula_image(299));
    EXPECT_LT(largest_difference(grid, golden.at("samples")), 1e-3);
    EXPECT_NEAR(grid.mean().item<double>(), golden.at("mean").get<double>(), 1e-4);
}

/// Outputs x inputs x height x width as Keras has it: height x width x inputs x outputs.
HostTensor keras_kernel(const HostTensor& weight) {
    const auto size = [&](std::size_t dimension) {
        return static_cast<std::size_t>(weight.shape[dimension]);
    };
    const std::vector<float> values = weight.to_floats();
    std::vector<float> result;
    for (std::size_t cell = 0; cell < size(2) * size(3); ++cell)
        for (std::size_t input = 0; input < size(1); ++input)
            for (std::size_t output = 0; output < size(0); ++output)
                result.push_back(values[(output * size(1) + input) * size(2) * size(3) + cell]);
    return HostTensor::from_floats({weight.shape[2], weight.shape[3], weight.shape[1], weight.shape[0]},
                                   result);
}

/// The same weights as a Keras model of which `before` convolutions were made earlier in the same program, in
/// the order in which Keras itself lists them. No scales, as in Keras' InceptionV3.
std::vector<KerasLayer> keras_weights(int before) {
    std::ifstream file{std::string(golden_file)};
    const auto listing = nlohmann::json::parse(file).at("keras_listing").get<std::vector<int>>();
    const TensorMap tensors = torchvision_weights();
    const std::vector<NamedConvolution> created = inception_v3_convolutions();
    std::vector<KerasLayer> layers{{"input_1", {}}};
    for (const int number : listing) {
        const std::string& name = created[static_cast<std::size_t>(number - 1)].name;
        const std::string suffix = number + before == 0 ? "" : "_" + std::to_string(number + before);
        const auto weight = [&](const std::string& layer, const char* kind, const HostTensor& values) {
            return KerasWeight{layer + '/' + layer + '/' + kind + ":0", values};
        };
        const std::string convolution = "conv2d" + suffix;
        const std::string norm = "batch_normalization" + suffix;
        layers.push_back(
            {convolution, {weight(convolution, "kernel", keras_kernel(tensors.at(name + ".conv.weight")))}});
        layers.push_back({norm,
                          {weight(norm, "beta", tensors.at(name + ".bn.bias")),
                           weight(norm, "moving_mean", tensors.at(name + ".bn.running_mean")),
                           weight(norm, "moving_variance", tensors.at(name + ".bn.running_var"))}});
        layers.push_back({"activation" + suffix, {}});
    }
    layers.push_back({"predictions",
                      {{"predictions/kernel:0", HostTensor::from_floats({2, 3}, std::vector<float>(6))},
                       {"predictions/bias:0", HostTensor::from_floats({3}, std::vector<float>(3))}}});
    return layers;
}

TEST(InceptionV3, KerasFlavourGivesTheGridOfPoolsThatDoNotCountThePadding) {
    const ImportedBackbone imported = inception_v3_from_keras(keras_weights(0), KerasOrder::listed);
    expect_golden_grid(imported.weights, "keras");
    ASSERT_EQ(imported.left_out.size(), 1U);
    EXPECT_EQ(imported.left_out[0].what, "classifier");
    EXPECT_EQ(imported.left_out[0].values, 9);
}

/// The twin without Python reads fixtures, in keras_file_test.cpp.
TEST(InceptionV3, KerasFileWrittenByH5pyGivesTheSameGrid) {
    if (const std::string lack = python_lacks({"h5py", "numpy"}); !lack.empty())
        GTEST_SKIP() << lack;
    const TemporaryFolder folder;
    SafetensorsFile tensors;
    nlohmann::json layers = nlohmann::json::array();
    for (const KerasLayer& layer : keras_weights(0)) {
        nlohmann::json weights = nlohmann::json::array();
        for (const KerasWeight& weight : layer.weights) {
            weights.push_back({weight.name, weight.name});
            tensors.tensors[weight.name] = weight.values;
        }
        layers.push_back({layer.name, weights});
    }
    write_safetensors(folder.path() / "tensors.safetensors", tensors);
    std::ofstream(folder.path() / "layers.json") << layers;
    const std::filesystem::path file = folder.path() / "inception_v3_weights_tf_dim_ordering_tf_kernels.h5";
    run_python(SACCADE_TEST_DATA "/model/keras_h5.py",
               {folder.path() / "layers.json", folder.path() / "tensors.safetensors", file});
    const ImportedBackbone imported = import_backbone(file);
    EXPECT_EQ(imported.backbone, "inception_v3");
    EXPECT_EQ(imported.flavour, "keras");
    EXPECT_EQ(imported.left_out.at(0).what, "classifier");
    expect_golden_grid(imported.weights, "keras");
}

TEST(InceptionV3, KerasLayersMayBeNumberedFromAnywhere) {
    const TensorMap expected = inception_v3_from_keras(keras_weights(0), KerasOrder::listed).weights;
    for (const int before : {-1, 94}) { // "conv2d" first, and the second network that a program made
        const TensorMap weights = inception_v3_from_keras(keras_weights(before), KerasOrder::listed).weights;
        EXPECT_TRUE(std::ranges::equal(weights, expected, [](const auto& left, const auto& right) {
            return left.first == right.first && left.second.bytes == right.second.bytes;
        })) << before;
    }
}

TEST(InceptionV3, KerasNamesAloneGiveTheSameWeights) {
    TensorMap tensors;
    for (const KerasLayer& layer : keras_weights(0)) {
        for (const KerasWeight& weight : layer.weights)
            tensors[layer.name + weight.name.substr(weight.name.rfind('/'))] = weight.values;
    }
    ASSERT_TRUE(has_keras_names(tensors));
    const TensorMap weights = inception_v3_from_keras(keras_layers(tensors), KerasOrder::numbered).weights;
    for (const auto& [name, tensor] : inception_v3_from_keras(keras_weights(0), KerasOrder::listed).weights)
        ASSERT_EQ(weights.at(name).bytes, tensor.bytes) << name;
}

std::string fault(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was refused";
}

TEST(InceptionV3, KerasLayersThatDoNotFitAreRefusedByName) {
    const auto layers = keras_weights(0);
    const auto refused = [](const std::vector<KerasLayer>& given) {
        return fault([&] { inception_v3_from_keras(given, KerasOrder::listed); });
    };
    auto swapped = layers;
    std::swap(swapped[16], swapped[19]); // the convolutions 9 and 7
    EXPECT_THAT(refused(swapped), testing::HasSubstr("\"conv2d_8\" is not where Keras lists it"));
    auto renamed = layers;
    renamed[16].name = "conv2d_400";
    EXPECT_THAT(refused(renamed), testing::HasSubstr("not where Keras lists it"));
    auto missing = layers;
    missing.erase(missing.begin() + 1);
    EXPECT_THAT(refused(missing), testing::HasSubstr("93 layers like conv2d"));
    auto reshaped = layers;
    reshaped[4].weights[0].values = HostTensor::from_floats({3, 3, 32, 16}, std::vector<float>(4608));
    EXPECT_THAT(refused(reshaped), testing::HasSubstr("\"conv2d_2\""));
    auto beheaded = layers;
    beheaded[2].weights.erase(beheaded[2].weights.begin());
    EXPECT_THAT(refused(beheaded), testing::HasSubstr("\"beta\""));
}

TEST(InceptionV3, TorchvisionTensorsThatDoNotFitAreRefusedByName) {
    const TensorMap tensors = torchvision_weights();
    const auto refused = [](const TensorMap& given) {
        return fault([&] { inception_v3_from_torch(given); });
    };
    auto missing = tensors;
    missing.erase("Mixed_6c.branch7x7_2.bn.running_var");
    EXPECT_THAT(refused(missing), testing::HasSubstr("\"Mixed_6c.branch7x7_2.bn.running_var\" is missing"));
    auto foreign = tensors;
    foreign["Mixed_7d.branch1x1.conv.weight"] = tensors.at("Mixed_7c.branch1x1.conv.weight");
    EXPECT_THAT(refused(foreign), testing::HasSubstr("\"Mixed_7d.branch1x1.conv.weight\" has no place"));
    auto reshaped = tensors;
    reshaped["Conv2d_2a_3x3.conv.weight"] = tensors.at("Conv2d_1a_3x3.conv.weight");
    EXPECT_THAT(refused(reshaped), testing::HasSubstr("[32, 3, 3, 3], the network needs [32, 32, 3, 3]"));
    auto negative = tensors;
    negative["Conv2d_1a_3x3.bn.running_var"] = HostTensor::from_floats({32}, std::vector<float>(32, -1));
    EXPECT_THAT(refused(negative), testing::HasSubstr("variance of channel 0"));
}

TEST(InceptionV3, TorchvisionFlavourGivesTorchvisionsGrid) {
    expect_golden_grid(inception_v3_from_torch(torchvision_weights()).weights, "torchvision");
}

} // namespace
} // namespace saccade
