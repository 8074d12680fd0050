#include "core/training/teacher.h"

#include "core/support/error.h"

#include <fmt/format.h>

namespace saccade {

namespace fn = torch::nn::functional;

torch::Tensor unexplained(const torch::Tensor& features, const torch::Tensor& taught) {
    constexpr double least = 1e-30; // cells that are all alike
    const torch::Tensor mean = taught.mean(at::IntArrayRef({0, 1}), true);
    return (features - taught).square().sum() / (taught - mean).square().sum().clamp_min(least);
}

Teacher::Teacher(const std::filesystem::path& file, Precision precision)
    : captioner_(build_captioner(file, read_bundle(file))) {
    prepare_for_inference(*captioner_.backbone, precision);
}

torch::Tensor Teacher::loss(const torch::Tensor& images, const torch::Tensor& features) const {
    torch::Tensor taught;
    {
        const torch::NoGradGuard fixed;
        Backbone& backbone = *captioner_.backbone;
        const BackboneSpec& spec = backbone.spec();
        const torch::Tensor seen =
            fn::interpolate(images, fn::InterpolateFuncOptions()
                                        .size(std::vector<std::int64_t>{spec.input_height, spec.input_width})
                                        .mode(torch::kBilinear)
                                        .align_corners(false)
                                        .antialias(true));
        const torch::Tensor grid = backbone.forward(seen.to(backbone.parameters().front().scalar_type()));
        taught = captioner_.network->features_of(grid.flatten(2).transpose(1, 2).to(torch::kFloat32));
    }
    if (taught.sizes() != features.sizes())
        throw UsageError(fmt::format(
            "The teacher's attention looks at {} cells of {} values and the learner's at {} of {}: start the "
            "learner from the teacher (--from), and on a backbone with a grid of the same size.",
            taught.size(1), taught.size(2), features.size(1), features.size(2)));
    return unexplained(features, taught);
}

} // namespace saccade
