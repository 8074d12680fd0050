#include "core/model/compute_thread.h"
#include "core/model/convolution.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <ostream>

namespace saccade {
namespace {

struct Layer {
    const char* name;
    std::int64_t channels, outputs;
    std::array<std::int64_t, 2> size, kernel, stride, padding;
};

void PrintTo(const Layer& layer, std::ostream* out) {
    *out << layer.name;
}

class LearningConvolution : public testing::TestWithParam<Layer> {};

struct Gradients {
    torch::Tensor output, input, weight, bias;
};

Gradients gradients(const Layer& layer, bool torchs_own, int threads) {
    torch::manual_seed(4);
    const auto last = torch::MemoryFormat::ChannelsLast;
    torch::Tensor input = torch::randn({3, layer.channels, layer.size[0], layer.size[1]})
                              .contiguous(last)
                              .set_requires_grad(true);
    torch::Tensor weight = torch::randn({layer.outputs, layer.channels, layer.kernel[0], layer.kernel[1]})
                               .contiguous(last)
                               .set_requires_grad(true);
    torch::Tensor bias = torch::randn({layer.outputs}).set_requires_grad(true);
    torch::Tensor output;
    const ComputeShare share(ComputePriority::interactive, threads);
    run_on_compute_thread([&] {
        output = torchs_own ? torch::conv2d(input, weight, bias, layer.stride, layer.padding)
                            : convolution(input, weight, bias, layer.stride, layer.padding);
        (output * torch::randn(output.sizes())).sum().backward();
    });
    return {output, input.grad(), weight.grad(), bias.grad()};
}

/// The largest, as a share of the largest value.
double difference(const torch::Tensor& a, const torch::Tensor& b) {
    return ((a - b).abs().max() / b.abs().max()).item<double>();
}

TEST_P(LearningConvolution, HasTheGradientsOfTorchsOwn) {
    const Gradients ours = gradients(GetParam(), false, 2);
    const Gradients torchs = gradients(GetParam(), true, 2);
    EXPECT_LT(difference(ours.output, torchs.output), 1e-5);
    EXPECT_LT(difference(ours.input, torchs.input), 1e-5);
    EXPECT_LT(difference(ours.weight, torchs.weight), 1e-5);
    EXPECT_LT(difference(ours.bias, torchs.bias), 1e-5);
    EXPECT_TRUE(ours.weight.is_contiguous(torch::MemoryFormat::ChannelsLast)) << "as the weight lies";
}

TEST_P(LearningConvolution, GivesTheSameWeightGradientOnAnyNumberOfThreads) {
    const torch::Tensor one = gradients(GetParam(), false, 1).weight;
    EXPECT_TRUE(one.equal(gradients(GetParam(), false, 2).weight));
    EXPECT_TRUE(one.equal(gradients(GetParam(), false, 4).weight));
}

INSTANTIATE_TEST_SUITE_P(Layers, LearningConvolution,
                         testing::Values(Layer{"single pixels", 40, 24, {9, 7}, {1, 1}, {1, 1}, {0, 0}},
                                         Layer{"3 x 3, padded", 24, 40, {9, 8}, {3, 3}, {1, 1}, {1, 1}},
                                         Layer{"1 x 7", 16, 16, {17, 17}, {1, 7}, {1, 1}, {0, 3}},
                                         Layer{"7 x 1", 16, 16, {17, 17}, {7, 1}, {1, 1}, {3, 0}},
                                         Layer{"stride 2", 16, 32, {17, 15}, {3, 3}, {2, 2}, {0, 0}},
                                         Layer{"5 x 5 on few pixels", 8, 8, {3, 3}, {5, 5}, {1, 1}, {2, 2}},
                                         Layer{"three channels", 3, 32, {21, 21}, {3, 3}, {2, 2}, {0, 0}},
                                         Layer{"many pixels", 64, 32, {150, 150}, {3, 3}, {1, 1}, {1, 1}}));

TEST(Convolution, LearnsNothingWhereNothingLearns) {
    const torch::Tensor input = torch::randn({1, 4, 5, 5});
    const torch::Tensor weight = torch::randn({2, 4, 3, 3});
    const torch::Tensor bias = torch::randn({2});
    EXPECT_FALSE(convolution(input, weight, bias, {1, 1}, {1, 1}).requires_grad());
    EXPECT_TRUE(
        convolution(input, weight, bias, {1, 1}, {1, 1}).equal(torch::conv2d(input, weight, bias, 1, 1)));
}

} // namespace
} // namespace saccade
