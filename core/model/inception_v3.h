#pragma once

#include "core/model/backbone.h"

#include <string_view>
#include <vector>

namespace saccade {

/// InceptionV3 (arXiv 1512.00567) up to its last grid, 8 x 8 x 2048 at 299 x 299 pixels, batch norm folded
/// into weights and biases. The flavours differ in the average pools: "torchvision" counts the padding,
/// "keras" does not. Parameters: BLOCK.CONVOLUTION.{weight,bias} under torchvision's names, see
/// inception_v3_layout(). The stem's five convolutions keep the batch norm's factor apart, as the buffer
/// CONVOLUTION.gain, and until lay_out() folds it for bf16 they run in the order of other programs: the
/// layers after the stem amplify its rounding a thousandfold, and with it the difference between two
/// programs. In training, which has no use for that, the gain scales the weights on their way.
class InceptionV3 : public Backbone {
public:
    /// @throws UsageError unless both sizes are at least 75, or for another flavour.
    InceptionV3(std::string_view flavour, int input_width, int input_height);

    const BackboneSpec& spec() const override { return spec_; }
    const std::vector<std::string>& blocks() const override { return names_; }
    torch::Tensor run(torch::Tensor x, std::size_t first, std::size_t end) override;
    void lay_out(Precision precision) override;
    void lay_out_for_training() override;

private:
    struct Block;

    BackboneSpec spec_;
    std::vector<std::string> names_;
    torch::MemoryFormat stem_layout_ = torch::MemoryFormat::Contiguous;
    std::vector<std::shared_ptr<Block>> blocks_;
};

} // namespace saccade
