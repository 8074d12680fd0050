#include "core/model/convolution.h"

#include "core/model/matrix_product.h"
#include "core/model/tiled_product.h"
#include "core/model/torch_compat.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cstring>

namespace saccade {

namespace {

using Pair = std::array<std::int64_t, 2>; // down, across

constexpr auto channels_last = torch::MemoryFormat::ChannelsLast;

/// N x C x H x W with the channels last in memory, as (N H W) x C.
torch::Tensor as_rows(const torch::Tensor& images) {
    return images.permute({0, 2, 3, 1}).reshape({-1, images.size(1)});
}

/// What each output pixel sees of channels-last images: rows `first` to before `end` of
/// (N H W) x (height width C), zero where it looks beyond the edge.
class Patches {
public:
    Patches(torch::Tensor images, Pair kernel, Pair stride, Pair padding)
        : images_(std::move(images)),
          kernel_(kernel),
          stride_(stride),
          padding_(padding) {
        for (int i = 0; i < 2; ++i)
            output_[i] = (images_.size(2 + i) + 2 * padding[i] - kernel[i]) / stride[i] + 1;
    }

    std::int64_t rows() const { return images_.size(0) * output_[0] * output_[1]; }
    std::int64_t columns() const { return kernel_[0] * kernel_[1] * images_.size(1); }
    /// Whether they are the images' own memory.
    bool are_pixels() const {
        return kernel_ == Pair{1, 1} && stride_ == Pair{1, 1} && padding_ == Pair{0, 0};
    }
    const float* pixels() const { return images_.data_ptr<float>(); }

    void copy(std::int64_t first, std::int64_t end, float* target) const {
        for (std::int64_t row = first; row < end; ++row, target += columns())
            copy_row(row, target);
    }

private:
    void copy_row(std::int64_t row, float* target) const {
        const std::int64_t channels = images_.size(1);
        const std::int64_t height = images_.size(2);
        const std::int64_t width = images_.size(3);
        const std::int64_t left = row % output_[1] * stride_[1] - padding_[1];
        const std::int64_t top = row / output_[1] % output_[0] * stride_[0] - padding_[0];
        const float* const image =
            images_.data_ptr<float>() + row / (output_[0] * output_[1]) * height * width * channels;
        const std::int64_t begin = std::clamp<std::int64_t>(-left, 0, kernel_[1]);
        const std::int64_t end = std::clamp<std::int64_t>(width - left, begin, kernel_[1]);
        for (std::int64_t y = top; y < top + kernel_[0]; ++y, target += kernel_[1] * channels) {
            if (y < 0 || y >= height) {
                std::fill_n(target, kernel_[1] * channels, 0.0F);
                continue;
            }
            std::fill_n(target, begin * channels, 0.0F);
            std::memcpy(target + begin * channels, image + (y * width + left + begin) * channels,
                        static_cast<std::size_t>((end - begin) * channels) * sizeof(float));
            std::fill_n(target + end * channels, (kernel_[1] - end) * channels, 0.0F);
        }
    }

    torch::Tensor images_;
    Pair kernel_, stride_, padding_;
    Pair output_{};
};

/// gradient^T patches. The sum over the rows, which are many, is cut by their number alone: each part is
/// added up by one thread, which copies patches while they are near.
/// @param gradient  rows x outputs. @return outputs x columns.
torch::Tensor product_of(const torch::Tensor& gradient, const Patches& patches) {
    constexpr std::int64_t least_rows = 1024;
    constexpr std::int64_t most_parts = 8;
    constexpr std::int64_t most_copied = 1 << 19; // values: 2 MiB
    const std::int64_t rows = patches.rows();
    const std::int64_t columns = patches.columns();
    const std::int64_t outputs = gradient.size(1);
    const std::int64_t parts = std::clamp<std::int64_t>(rows / least_rows, 1, most_parts);
    const std::int64_t rows_a_part = (rows + parts - 1) / parts;
    const bool copies = !patches.are_pixels();
    const std::int64_t step =
        copies ? std::clamp<std::int64_t>(most_copied / columns, 64, rows_a_part) : rows_a_part;
    const torch::Tensor sums = torch::empty({parts, outputs, columns}, gradient.options());
    const torch::Tensor copied = torch::empty({parts, copies ? step * columns : 0}, gradient.options());
    const auto* const of_outputs = gradient.data_ptr<float>();
    auto* const all_sums = sums.data_ptr<float>();
    auto* const all_copied = copied.data_ptr<float>();
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t part = 0; part < parts; ++part) {
        const std::int64_t begin = part * rows_a_part;
        const std::int64_t end = std::min(begin + rows_a_part, rows);
        float* const buffer = all_copied + part * step * columns;
        for (std::int64_t first = begin; first < end; first += step) {
            const std::int64_t count = std::min(step, end - first);
            if (copies)
                patches.copy(first, first + count, buffer);
            const float* const seen = copies ? buffer : patches.pixels() + first * columns;
            product_on_this_thread(outputs, columns, count, {of_outputs + first * outputs, outputs, true},
                                   {seen, columns}, first == begin ? 0.0F : 1.0F,
                                   all_sums + part * outputs * columns, columns);
        }
    }
    return parts == 1 ? sums[0] : sums.sum(0);
}

/// @param gradient  of the output. @return of the weight, channels-last like itself.
torch::Tensor weight_gradient(const torch::Tensor& gradient, const torch::Tensor& input,
                              const torch::Tensor& weight, Pair stride, Pair padding) {
    const Pair kernel{weight.size(2), weight.size(3)};
    const torch::Tensor of_outputs = as_rows(gradient);
    const torch::Tensor images = input.contiguous(channels_last);
    const Patches patches(images, kernel, stride, padding);
    constexpr std::int64_t few_rows = 4096;
    torch::Tensor result;
    if (patches.rows() > few_rows) {
        result = product_of(of_outputs, patches);
    } else if (patches.are_pixels()) {
        result = product(of_outputs, true, as_rows(images), false);
    } else {
        const torch::Tensor all = torch::empty({patches.rows(), patches.columns()}, weight.options());
        auto* const target = all.data_ptr<float>();
        at::parallel_for(0, patches.rows(), 64, [&](std::int64_t begin, std::int64_t end) {
            patches.copy(begin, end, target + begin * patches.columns());
        });
        result = product(of_outputs, true, all, false);
    }
    return result.view({weight.size(0), kernel[0], kernel[1], weight.size(1)}).permute({0, 3, 1, 2});
}

class Convolution : public torch::autograd::Function<Convolution> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                                 const torch::Tensor& weight, const torch::Tensor& bias, Pair stride,
                                 Pair padding) {
        context->save_for_backward({input, weight});
        context->saved_data["stride"] = at::IntArrayRef(stride).vec();
        context->saved_data["padding"] = at::IntArrayRef(padding).vec();
        return torch::conv2d(input, weight, bias, stride, padding);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto pair = [&](const char* name) {
            const std::vector<std::int64_t> values = context->saved_data[name].toIntVector();
            return Pair{values[0], values[1]};
        };
        const Pair stride = pair("stride");
        const Pair padding = pair("padding");
        const torch::Tensor gradient = gradients[0].contiguous(channels_last);
        torch::Tensor of_input;
        if (context->needs_input_grad(0))
            of_input = std::get<0>(at::convolution_backward(gradient, saved[0], saved[1], c10::nullopt,
                                                            stride, padding, {1, 1}, false, {0, 0}, 1,
                                                            {true, false, false}));
        return {of_input,
                weight_gradient(gradient, saved[0], saved[1], stride, padding),
                as_rows(gradient).sum(0),
                {},
                {}};
    }
};

} // namespace

torch::Tensor convolution(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                          std::array<std::int64_t, 2> stride, std::array<std::int64_t, 2> padding) {
    const bool learns = torch::GradMode::is_enabled() && weight.requires_grad() && has_tiled_product() &&
                        input.scalar_type() == torch::kFloat32 && weight.scalar_type() == torch::kFloat32 &&
                        !torch_compat::computes_in_bf16();
    return learns ? Convolution::apply(input, weight, bias, stride, padding)
                  : torch::conv2d(input, weight, bias, stride, padding);
}

} // namespace saccade
