#pragma once

#include "core/weights/tensor.h"

#include <string>
#include <vector>

namespace saccade {

enum class ConvolutionPadding { valid, same };

/// One convolution; batch norm and ReLU follow it. Padding at stride 1 is symmetric.
struct InceptionConvolution {
    std::string name; ///< torchvision's, within its block: "branch3x3_2a"
    int outputs = 0;
    int kernel_height = 1;
    int kernel_width = 1;
    int stride = 1;
    ConvolutionPadding padding = ConvolutionPadding::same;
};

enum class InceptionPool {
    none,
    average, ///< 3x3, stride 1, padded by 1: where the flavours differ
    maximum, ///< 3x3, stride 2, not padded
};

/// The chain, one convolution after the other, reads the block's input, pooled first; each of the fork reads
/// what the chain gives, and their outputs stand side by side.
struct InceptionBranch {
    InceptionPool pool = InceptionPool::none;
    std::vector<InceptionConvolution> chain;
    std::vector<InceptionConvolution> fork;
};

/// The branches' outputs stand side by side, in this order.
struct InceptionBlock {
    std::string name; ///< torchvision's: "Mixed_5b"
    std::vector<InceptionBranch> branches;
};

/// InceptionV3 (arXiv 1512.00567) as torchvision and Keras build it, from the pixels to the last grid: 94
/// convolutions. The stem is made of blocks with one branch, named after their convolution or "pool". Reading
/// blocks, branches, chains and forks in order is the order in which Keras creates (and numbers) the
/// convolutions.
const std::vector<InceptionBlock>& inception_v3_layout();

struct NamedConvolution {
    std::string name; ///< "Mixed_5b.branch1x1", or "Conv2d_1a_3x3" in the stem
    Shape weight;     ///< outputs x inputs x kernel height x kernel width
    bool stem =
        false; ///< before the first branching block: the batch norm's factor stays apart, as NAME.gain
};

/// In the order of the layout.
std::vector<NamedConvolution> inception_v3_convolutions();

} // namespace saccade
