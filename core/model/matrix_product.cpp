#include "core/model/matrix_product.h"

#include "core/model/tiled_product.h"

namespace saccade {

namespace {

torch::Tensor oriented(const torch::Tensor& matrix, bool transposed) {
    return transposed ? matrix.t() : matrix;
}

torch::Tensor bf16_product(const torch::Tensor& a, bool transpose_a, const torch::Tensor& b,
                           bool transpose_b) {
    return torch::mm(oriented(a.to(torch::kBFloat16), transpose_a),
                     oriented(b.to(torch::kBFloat16), transpose_b));
}

bool is_plain(const torch::Tensor& m) {
    return m.is_cpu() && m.scalar_type() == torch::kFloat32 && m.numel() > 0 && m.stride(1) == 1 &&
           m.stride(0) >= m.size(1);
}

void multiply(torch::Tensor& out, float beta, const torch::Tensor& a, bool transpose_a,
              const torch::Tensor& b, bool transpose_b) {
    tiled_product(out.size(0), out.size(1), a.size(transpose_a ? 0 : 1),
                  {a.data_ptr<float>(), a.stride(0), transpose_a},
                  {b.data_ptr<float>(), b.stride(0), transpose_b}, beta, out.data_ptr<float>(),
                  out.stride(0));
}

class Linear : public torch::autograd::Function<Linear> {
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 ProductPrecision precision) {
        context->save_for_backward({input, weight});
        context->saved_data["precision"] = static_cast<std::int64_t>(precision);
        return product(input, false, weight, true, precision).add_(bias);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        const auto saved = context->get_saved_variables();
        const auto precision = static_cast<ProductPrecision>(context->saved_data["precision"].toInt());
        const torch::Tensor gradient = gradients[0].contiguous();
        torch::Tensor of_input;
        if (context->needs_input_grad(0))
            of_input = product(gradient, false, saved[1], false, precision);
        return {of_input, product(gradient, true, saved[0], false, precision), gradient.sum(0), {}};
    }
};

} // namespace

torch::Tensor product(const torch::Tensor& a, bool transpose_a, const torch::Tensor& b, bool transpose_b,
                      ProductPrecision precision) {
    if (precision == ProductPrecision::bf16)
        return bf16_product(a, transpose_a, b, transpose_b).to(torch::kFloat32);
    if (!has_tiled_product() || !is_plain(a) || !is_plain(b))
        return torch::mm(oriented(a, transpose_a), oriented(b, transpose_b));
    torch::Tensor out = torch::empty({a.size(transpose_a ? 1 : 0), b.size(transpose_b ? 0 : 1)}, a.options());
    multiply(out, 0, a, transpose_a, b, transpose_b);
    return out;
}

void add_product(torch::Tensor& sum, const torch::Tensor& a, bool transpose_a, const torch::Tensor& b,
                 bool transpose_b, ProductPrecision precision) {
    if (precision == ProductPrecision::bf16) {
        sum.add_(bf16_product(a, transpose_a, b, transpose_b));
        return;
    }
    if (has_tiled_product() && is_plain(a) && is_plain(b) && is_plain(sum))
        multiply(sum, 1, a, transpose_a, b, transpose_b);
    else
        sum.addmm_(oriented(a, transpose_a), oriented(b, transpose_b));
}

torch::Tensor linear(const torch::Tensor& input, const torch::Tensor& weight, const torch::Tensor& bias,
                     ProductPrecision precision) {
    std::vector<std::int64_t> shape = input.sizes().vec();
    shape.back() = weight.size(0);
    return Linear::apply(input.reshape({-1, weight.size(1)}), weight, bias, precision).view(shape);
}

} // namespace saccade
