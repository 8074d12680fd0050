#include "core/weights/inception_v3_layout.h"

namespace saccade {

namespace {

constexpr auto valid = ConvolutionPadding::valid;
constexpr auto same = ConvolutionPadding::same;

InceptionBlock stem(const InceptionConvolution& convolution) {
    return {convolution.name, {{InceptionPool::none, {convolution}, {}}}};
}

InceptionBlock stem_pool(const char* name) {
    return {name, {{InceptionPool::maximum, {}, {}}}};
}

/// 35x35 cells.
InceptionBlock block_5(const char* name, int pooled) {
    return {name,
            {{InceptionPool::none, {{"branch1x1", 64}}, {}},
             {InceptionPool::none, {{"branch5x5_1", 48}, {"branch5x5_2", 64, 5, 5}}, {}},
             {InceptionPool::none,
              {{"branch3x3dbl_1", 64}, {"branch3x3dbl_2", 96, 3, 3}, {"branch3x3dbl_3", 96, 3, 3}},
              {}},
             {InceptionPool::average, {{"branch_pool", pooled}}, {}}}};
}

/// 35x35 to 17x17 cells.
InceptionBlock block_6a() {
    return {"Mixed_6a",
            {{InceptionPool::none, {{"branch3x3", 384, 3, 3, 2, valid}}, {}},
             {InceptionPool::none,
              {{"branch3x3dbl_1", 64}, {"branch3x3dbl_2", 96, 3, 3}, {"branch3x3dbl_3", 96, 3, 3, 2, valid}},
              {}},
             {InceptionPool::maximum, {}, {}}}};
}

/// 17x17 cells; n x n as n x 1 and 1 x n.
InceptionBlock block_6(const char* name, int inner) {
    return {name,
            {{InceptionPool::none, {{"branch1x1", 192}}, {}},
             {InceptionPool::none,
              {{"branch7x7_1", inner}, {"branch7x7_2", inner, 1, 7}, {"branch7x7_3", 192, 7, 1}},
              {}},
             {InceptionPool::none,
              {{"branch7x7dbl_1", inner},
               {"branch7x7dbl_2", inner, 7, 1},
               {"branch7x7dbl_3", inner, 1, 7},
               {"branch7x7dbl_4", inner, 7, 1},
               {"branch7x7dbl_5", 192, 1, 7}},
              {}},
             {InceptionPool::average, {{"branch_pool", 192}}, {}}}};
}

/// 17x17 to 8x8 cells.
InceptionBlock block_7a() {
    return {"Mixed_7a",
            {{InceptionPool::none, {{"branch3x3_1", 192}, {"branch3x3_2", 320, 3, 3, 2, valid}}, {}},
             {InceptionPool::none,
              {{"branch7x7x3_1", 192},
               {"branch7x7x3_2", 192, 1, 7},
               {"branch7x7x3_3", 192, 7, 1},
               {"branch7x7x3_4", 192, 3, 3, 2, valid}},
              {}},
             {InceptionPool::maximum, {}, {}}}};
}

/// 8x8 cells; the last convolutions of two branches stand side by side.
InceptionBlock block_7(const char* name) {
    return {name,
            {{InceptionPool::none, {{"branch1x1", 320}}, {}},
             {InceptionPool::none,
              {{"branch3x3_1", 384}},
              {{"branch3x3_2a", 384, 1, 3}, {"branch3x3_2b", 384, 3, 1}}},
             {InceptionPool::none,
              {{"branch3x3dbl_1", 448}, {"branch3x3dbl_2", 384, 3, 3}},
              {{"branch3x3dbl_3a", 384, 1, 3}, {"branch3x3dbl_3b", 384, 3, 1}}},
             {InceptionPool::average, {{"branch_pool", 192}}, {}}}};
}

} // namespace

const std::vector<InceptionBlock>& inception_v3_layout() {
    static const std::vector<InceptionBlock> layout{stem({"Conv2d_1a_3x3", 32, 3, 3, 2, valid}),
                                                    stem({"Conv2d_2a_3x3", 32, 3, 3, 1, valid}),
                                                    stem({"Conv2d_2b_3x3", 64, 3, 3, 1, same}),
                                                    stem_pool("maxpool1"),
                                                    stem({"Conv2d_3b_1x1", 80}),
                                                    stem({"Conv2d_4a_3x3", 192, 3, 3, 1, valid}),
                                                    stem_pool("maxpool2"),
                                                    block_5("Mixed_5b", 32),
                                                    block_5("Mixed_5c", 64),
                                                    block_5("Mixed_5d", 64),
                                                    block_6a(),
                                                    block_6("Mixed_6b", 128),
                                                    block_6("Mixed_6c", 160),
                                                    block_6("Mixed_6d", 160),
                                                    block_6("Mixed_6e", 192),
                                                    block_7a(),
                                                    block_7("Mixed_7b"),
                                                    block_7("Mixed_7c")};
    return layout;
}

std::vector<NamedConvolution> inception_v3_convolutions() {
    std::vector<NamedConvolution> result;
    int inputs = 3;
    for (const InceptionBlock& block : inception_v3_layout()) {
        int outputs = 0;
        for (const InceptionBranch& branch : block.branches) {
            const auto add = [&](const InceptionConvolution& convolution, int channels) {
                const std::string name =
                    convolution.name == block.name ? block.name : block.name + '.' + convolution.name;
                result.push_back(
                    {name,
                     {convolution.outputs, channels, convolution.kernel_height, convolution.kernel_width},
                     convolution.name == block.name});
            };
            int channels = inputs;
            for (const InceptionConvolution& convolution : branch.chain) {
                add(convolution, channels);
                channels = convolution.outputs;
            }
            for (const InceptionConvolution& convolution : branch.fork) {
                add(convolution, channels);
                outputs += convolution.outputs;
            }
            if (branch.fork.empty())
                outputs += channels;
        }
        inputs = outputs;
    }
    return result;
}

} // namespace saccade
