#include "core/model/mobilenet_v2.h"

#include "core/model/convolution.h"
#include "core/model/grid_geometry.h"
#include "core/support/error.h"

#include <fmt/format.h>

#include <array>

namespace saccade {

namespace {

torch::nn::Conv2d layer_of(int inputs, int outputs, int kernel, int stride, int groups = 1) {
    torch::nn::Conv2d layer(torch::nn::Conv2dOptions(inputs, outputs, kernel).stride(stride).groups(groups));
    torch::nn::init::kaiming_normal_(layer->weight, 0, torch::kFanOut, torch::kReLU);
    torch::nn::init::zeros_(layer->bias);
    return layer;
}

enum class Padding { tensorflow, symmetric };

int pad_before(Padding padding, int size, int kernel, int stride) {
    return padding == Padding::tensorflow ? same_pad_before(size, kernel, stride) : kernel / 2;
}

/// LibTorch 1.13 has no way back through its own relu6 in bf16.
torch::Tensor clipped(const torch::Tensor& input) {
    return input.scalar_type() == torch::kBFloat16 && input.requires_grad() ? torch::clamp(input, 0, 6)
                                                                            : torch::relu6(input);
}

/// A convolution over single pixels.
torch::Tensor pointwise(const torch::nn::Conv2d& layer, const torch::Tensor& input) {
    return convolution(input, layer->weight, layer->bias, {1, 1}, {0, 0});
}

/// Where the padding is symmetric the convolution does it itself.
torch::Tensor convolve(const torch::nn::Conv2d& layer, const torch::Tensor& input, Padding padding) {
    const int kernel = static_cast<int>(layer->options.kernel_size()->at(0));
    const int stride = static_cast<int>(layer->options.stride()->at(0));
    const auto pad = [&](std::int64_t dimension) {
        const int size = static_cast<int>(input.size(dimension));
        const int before = pad_before(padding, size, kernel, stride);
        const int after =
            padding == Padding::tensorflow ? same_pad_total(size, kernel, stride) - before : before;
        return std::pair<std::int64_t, std::int64_t>{before, after};
    };
    const auto [top, bottom] = pad(2);
    const auto [left, right] = pad(3);
    const std::int64_t groups = layer->options.groups();
    if (top == bottom && left == right)
        return torch::conv2d(input, layer->weight, layer->bias, stride, {top, left}, 1, groups);
    return torch::conv2d(torch::constant_pad_nd(input, {left, right, top, bottom}), layer->weight,
                         layer->bias, stride, at::IntArrayRef({0, 0}), 1, groups);
}

Padding padding_of(std::string_view flavour) {
    if (flavour == "tensorflow")
        return Padding::tensorflow;
    if (flavour == "torchvision")
        return Padding::symmetric;
    throw UsageError(
        fmt::format("\"{}\" is no flavour of MobileNetV2. Known: tensorflow, torchvision.", flavour));
}

/// From [-1, 1] to what torchvision's weights were trained on. It stays outside the first convolution because
/// the padding is zero after it, not before.
torch::Tensor normalised(const torch::Tensor& images) {
    static const torch::Tensor mean = torch::tensor({0.485F, 0.456F, 0.406F}).view({1, 3, 1, 1});
    static const torch::Tensor deviation = torch::tensor({0.229F, 0.224F, 0.225F}).view({1, 3, 1, 1});
    return ((images * 0.5F + 0.5F - mean.to(images.options())) / deviation.to(images.options()));
}

} // namespace

/// An inverted residual: expand by 1x1, filter each channel by 3x3, project by 1x1 without activation.
struct MobileNetV2::Block : torch::nn::Module {
    Block(int inputs, int outputs, int expansion, int stride, Padding padding_)
        : padding(padding_),
          residual(stride == 1 && inputs == outputs) {
        const int width = inputs * expansion;
        if (expansion != 1)
            expand = register_module("expand", layer_of(inputs, width, 1, 1));
        depthwise = register_module("depthwise", layer_of(width, width, 3, stride, width));
        project = register_module("project", layer_of(width, outputs, 1, 1));
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor x = input;
        if (expand)
            x = clipped(pointwise(expand, x));
        x = clipped(convolve(depthwise, x, padding));
        x = pointwise(project, x);
        return residual ? x + input : x;
    }

    Padding padding;
    bool residual;
    torch::nn::Conv2d expand{nullptr};
    torch::nn::Conv2d depthwise{nullptr};
    torch::nn::Conv2d project{nullptr};
};

MobileNetV2::MobileNetV2(std::string_view flavour, int input_width, int input_height) {
    const Padding padding = padding_of(flavour);
    if (input_width < 32 || input_height < 32)
        throw UsageError(fmt::format("MobileNetV2 needs at least 32 x 32 pixels, not {} x {}.", input_width,
                                     input_height));
    struct Stage {
        int expansion, channels, repeats, stride;
    };
    constexpr std::array stages{Stage{1, 16, 1, 1}, Stage{6, 24, 2, 2}, Stage{6, 32, 3, 2},
                                Stage{6, 64, 4, 2}, Stage{6, 96, 3, 1}, Stage{6, 160, 3, 2},
                                Stage{6, 320, 1, 1}};
    constexpr int head_channels = 1280;

    std::vector<LayerGeometry> across;
    std::vector<LayerGeometry> down;
    int width = input_width;
    int height = input_height;
    const auto filter = [&](int stride) { // every 3x3 convolution, in order
        across.push_back({3, stride, pad_before(padding, width, 3, stride)});
        down.push_back({3, stride, pad_before(padding, height, 3, stride)});
        width = (width + stride - 1) / stride;
        height = (height + stride - 1) / stride;
    };

    int channels = 32;
    stem_ = register_module("stem", layer_of(3, channels, 3, 2));
    names_.emplace_back("stem");
    filter(2);
    const auto list = register_module("blocks", std::make_shared<torch::nn::Module>());
    for (const Stage& stage : stages) {
        for (int repeat = 0; repeat < stage.repeats; ++repeat) {
            const int stride = repeat == 0 ? stage.stride : 1;
            blocks_.push_back(
                std::make_shared<Block>(channels, stage.channels, stage.expansion, stride, padding));
            list->register_module(std::to_string(blocks_.size() - 1), blocks_.back());
            names_.push_back(fmt::format("blocks.{}", blocks_.size() - 1));
            filter(stride);
            channels = stage.channels;
        }
    }
    head_ = register_module("head", layer_of(channels, head_channels, 1, 1));
    names_.emplace_back("head");

    spec_ = {"mobilenet_v2", std::string(flavour), input_width, input_height, head_channels, {}};
    spec_.placement = {height,
                       width,
                       receptive_field_centres(across, width, input_width),
                       receptive_field_centres(down, height, input_height),
                       receptive_field_spread(across, input_width),
                       receptive_field_spread(down, input_height)};
}

torch::Tensor MobileNetV2::run(torch::Tensor x, std::size_t first, std::size_t end) {
    const std::size_t head = names_.size() - 1;
    for (std::size_t i = first; i < end; ++i) {
        if (i == 0)
            x = stem(x);
        else if (i == head)
            x = clipped(pointwise(head_, x));
        else
            x = blocks_[i - 1]->forward(x);
    }
    return x;
}

torch::Tensor MobileNetV2::stem(const torch::Tensor& images) {
    const Padding padding = padding_of(spec_.flavour);
    const torch::Tensor x = padding == Padding::symmetric ? normalised(images) : images;
    return clipped(convolve(stem_, x.contiguous(torch::MemoryFormat::ChannelsLast), padding));
}

} // namespace saccade
