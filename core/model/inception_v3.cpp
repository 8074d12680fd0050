#include "core/model/inception_v3.h"

#include "core/model/convolution.h"
#include "core/model/grid_geometry.h"
#include "core/support/error.h"
#include "core/weights/inception_v3_layout.h"

#include <fmt/format.h>

#include <array>

namespace saccade {

namespace {

constexpr int smallest_input = 75; // the last grid has one cell
constexpr int pool_kernel = 3;

/// Where a stem convolution's gain goes.
enum class GainUse {
    on_sums,    ///< as in other programs: the convolution's sums are scaled
    on_weights, ///< at every use
    folded,     ///< into the weights, once and for all
};

/// With the batch norm and the ReLU behind it.
struct Convolution : torch::nn::Module {
    Convolution(const InceptionConvolution& from, int inputs, bool gain_apart) : stride(from.stride) {
        const bool same = from.padding == ConvolutionPadding::same;
        padding = {same ? from.kernel_height / 2 : 0, same ? from.kernel_width / 2 : 0};
        weight = torch::empty({from.outputs, inputs, from.kernel_height, from.kernel_width});
        torch::nn::init::kaiming_normal_(weight, 0, torch::kFanOut, torch::kReLU);
        register_parameter("weight", weight);
        bias = register_parameter("bias", torch::zeros({from.outputs}));
        if (gain_apart)
            gain = register_buffer("gain", torch::ones({from.outputs}));
    }

    torch::Tensor forward(const torch::Tensor& input) const {
        if (!gain.defined() || gain_use == GainUse::folded)
            return convolution(input, weight, bias, {stride, stride}, padding).relu_();
        if (gain_use == GainUse::on_weights)
            return convolution(input, weight * gain.view({-1, 1, 1, 1}), bias, {stride, stride}, padding)
                .relu_();
        const torch::Tensor sums = torch::conv2d(input, weight, {}, stride, padding);
        const torch::Tensor zero = torch::zeros_like(gain);
        const torch::Tensor one = torch::ones_like(gain);
        return torch::batch_norm(sums, gain, bias, zero, one, false, 0, 0, false).relu_();
    }

    void fold() {
        const torch::NoGradGuard no_grad;
        weight.mul_(gain.view({-1, 1, 1, 1}));
        gain.fill_(1);
        gain_use = GainUse::folded;
    }

    torch::Tensor weight; ///< outputs x inputs x kernel height x kernel width
    torch::Tensor bias;
    torch::Tensor gain; ///< undefined after the stem
    int stride;
    std::array<std::int64_t, 2> padding{};
    GainUse gain_use = GainUse::on_sums;
};

/// Side by side along the channels, in the memory format of the parts.
torch::Tensor join(const std::vector<torch::Tensor>& parts) {
    return parts.size() == 1 ? parts.front() : torch::cat(parts, 1);
}

} // namespace

struct InceptionV3::Block : torch::nn::Module {
    struct Branch {
        InceptionPool pool;
        std::vector<std::shared_ptr<Convolution>> chain;
        std::vector<std::shared_ptr<Convolution>> fork;
    };

    /// A stem convolution is the block itself: its parameters are registered with `owner`.
    Block(const InceptionBlock& layout, int inputs, bool counts_padding_, torch::nn::Module& owner)
        : counts_padding(counts_padding_) {
        for (const InceptionBranch& from : layout.branches) {
            Branch branch{from.pool, {}, {}};
            int channels = inputs;
            const auto add = [&](const InceptionConvolution& convolution) {
                const bool is_stem = convolution.name == layout.name;
                torch::nn::Module& home = is_stem ? owner : *this;
                return home.register_module(convolution.name,
                                            std::make_shared<Convolution>(convolution, channels, is_stem));
            };
            for (const InceptionConvolution& convolution : from.chain) {
                branch.chain.push_back(add(convolution));
                channels = convolution.outputs;
            }
            int forked = 0;
            for (const InceptionConvolution& convolution : from.fork) {
                branch.fork.push_back(add(convolution));
                forked += convolution.outputs;
            }
            outputs += forked > 0 ? forked : channels;
            branches.push_back(std::move(branch));
        }
    }

    torch::Tensor pooled(const torch::Tensor& input, InceptionPool pool) const {
        switch (pool) {
        case InceptionPool::average:
            return torch::avg_pool2d(input, pool_kernel, 1, 1, false, counts_padding);
        case InceptionPool::maximum:
            return torch::max_pool2d(input, pool_kernel, 2);
        case InceptionPool::none:
            break;
        }
        return input;
    }

    torch::Tensor forward(const torch::Tensor& input) {
        std::vector<torch::Tensor> parts;
        for (const Branch& branch : branches) {
            torch::Tensor x = pooled(input, branch.pool);
            for (const auto& convolution : branch.chain)
                x = convolution->forward(x);
            if (branch.fork.empty())
                parts.push_back(x);
            for (const auto& convolution : branch.fork)
                parts.push_back(convolution->forward(x));
        }
        return join(parts);
    }

    std::vector<Branch> branches;
    int outputs = 0;
    bool counts_padding;

    bool branching() const { return branches.size() > 1; }
};

InceptionV3::InceptionV3(std::string_view flavour, int input_width, int input_height) {
    if (flavour != "torchvision" && flavour != "keras")
        throw UsageError(
            fmt::format("\"{}\" is no flavour of InceptionV3. Known: torchvision, keras.", flavour));
    if (input_width < smallest_input || input_height < smallest_input)
        throw UsageError(fmt::format("InceptionV3 needs at least {0} x {0} pixels, not {1} x {2}.",
                                     smallest_input, input_width, input_height));

    // Along the first branch of every block: the others keep the same centres.
    std::vector<LayerGeometry> layers;
    int width = input_width;
    int height = input_height;
    const auto follow = [&](int kernel, int stride, int pad) {
        layers.push_back({kernel, stride, pad});
        width = (width + 2 * pad - kernel) / stride + 1;
        height = (height + 2 * pad - kernel) / stride + 1;
    };
    int channels = 3;
    for (const InceptionBlock& layout : inception_v3_layout()) {
        names_.push_back(layout.name);
        blocks_.push_back(std::make_shared<Block>(layout, channels, flavour == "torchvision", *this));
        if (!blocks_.back()->children().empty())
            register_module(layout.name, blocks_.back());
        channels = blocks_.back()->outputs;
        const InceptionBranch& first = layout.branches.front();
        if (first.pool == InceptionPool::maximum)
            follow(pool_kernel, 2, 0);
        for (const InceptionConvolution& convolution : first.chain) {
            const int kernel = convolution.kernel_height;
            follow(kernel, convolution.stride,
                   convolution.padding == ConvolutionPadding::same ? kernel / 2 : 0);
        }
    }
    spec_ = {"inception_v3", std::string(flavour), input_width, input_height, channels, {}};
    spec_.placement = {height,
                       width,
                       receptive_field_centres(layers, width, input_width),
                       receptive_field_centres(layers, height, input_height),
                       receptive_field_spread(layers, input_width),
                       receptive_field_spread(layers, input_height)};
}

torch::Tensor InceptionV3::run(torch::Tensor x, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
        Block& block = *blocks_[i];
        x = block.forward(x.contiguous(block.branching() ? torch::MemoryFormat::ChannelsLast : stem_layout_));
    }
    return x;
}

void InceptionV3::lay_out_for_training() {
    Backbone::lay_out(Precision::fp32);
    stem_layout_ = torch::MemoryFormat::ChannelsLast;
    for (const auto& block : blocks_) {
        if (!block->branching() && !block->branches.front().chain.empty())
            block->branches.front().chain.front()->gain_use = GainUse::on_weights;
    }
}

void InceptionV3::lay_out(Precision precision) {
    Backbone::lay_out(precision);
    const bool fold = precision == Precision::bf16;
    stem_layout_ = fold ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
    for (const auto& block : blocks_) {
        if (block->branching() || block->branches.front().chain.empty())
            continue;
        Convolution& convolution = *block->branches.front().chain.front();
        if (fold)
            convolution.fold();
        else
            convolution.weight.set_data(convolution.weight.contiguous());
    }
}

} // namespace saccade
