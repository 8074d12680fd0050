#pragma once

#include "core/model/feature_grid.h"
#include "core/model/precision.h"

#include <torch/torch.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// What a backbone takes and gives, known before any weight is read.
struct BackboneSpec {
    std::string name;    ///< "mobilenet_v2"
    std::string flavour; ///< whose padding, pooling and pixels the weights expect: "tensorflow"
    int input_width = 0; ///< pixels
    int input_height = 0;
    int channels = 0; ///< of the last grid
    GridPlacement placement;
};

/// The convolutional part of an image network, up to its last grid.
class Backbone : public torch::nn::Module {
public:
    virtual const BackboneSpec& spec() const = 0;
    /// Names of its blocks in their order: "stem", "blocks.0" ... The parameters of each are named BLOCK.*.
    virtual const std::vector<std::string>& blocks() const = 0;
    /// Runs blocks from number `first` to before number `end`.
    /// @param x  what forward() takes when `first` is 0, else what the block before gave: N x C x H x W.
    virtual torch::Tensor run(torch::Tensor x, std::size_t first, std::size_t end) = 0;
    /// @param images  N x 3 x H x W in [-1, 1], of the spec's size and the parameters' type.
    /// @return N x channels x rows x cols.
    torch::Tensor forward(torch::Tensor images);
    /// The number of a block. @throws UsageError that lists their names.
    std::size_t block(std::string_view name) const;
    /// Brings the weights into the form and memory layout that inference is fastest with. Here: channels
    /// last.
    virtual void lay_out(Precision precision);
    /// Likewise for training, where the weights keep their meaning.
    virtual void lay_out_for_training();
};

/// With random weights.
/// @param flavour  "keras" or "torchvision" for inception_v3, "tensorflow" or "torchvision" for mobilenet_v2.
/// @throws UsageError that lists the known names, flavours or sizes.
std::shared_ptr<Backbone> make_backbone(std::string_view name, std::string_view flavour, int input_width,
                                        int input_height);
/// The input size a backbone is meant for: 299 for inception_v3, 256 for mobilenet_v2. Both give 8 x 8 cells.
int default_input_size(std::string_view name);
const std::vector<std::string>& backbone_names();

/// Another one of the same kind with the same weights.
std::shared_ptr<Backbone> copy_of(const Backbone& backbone);

/// Eval mode, no gradients, weights laid out and of the precision's type.
void prepare_for_inference(Backbone& backbone, Precision precision);

} // namespace saccade
