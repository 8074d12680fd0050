#pragma once

#include "core/model/backbone.h"

#include <string_view>
#include <vector>

namespace saccade {

/// MobileNetV2 1.0 (arXiv 1801.04381, table 2) up to its 1280-channel grid, batch norm folded into weights
/// and biases. The grid is 1/32 of the input. Flavours: "tensorflow" pads as SAME does, which is asymmetric
/// at stride 2; "torchvision" pads each side by 1 and reads pixels normalised by ImageNet's mean and
/// deviation. Parameters: stem, blocks.N.{expand,depthwise,project}, head, each with weight (O x I x kH x kW)
/// and bias.
class MobileNetV2 : public Backbone {
public:
    /// @throws UsageError unless both sizes are at least 32, or for another flavour.
    MobileNetV2(std::string_view flavour, int input_width, int input_height);

    const BackboneSpec& spec() const override { return spec_; }
    const std::vector<std::string>& blocks() const override { return names_; }
    torch::Tensor run(torch::Tensor x, std::size_t first, std::size_t end) override;

private:
    struct Block;

    torch::Tensor stem(const torch::Tensor& images);

    BackboneSpec spec_;
    std::vector<std::string> names_;
    torch::nn::Conv2d stem_{nullptr};
    std::vector<std::shared_ptr<Block>> blocks_;
    torch::nn::Conv2d head_{nullptr};
};

} // namespace saccade
