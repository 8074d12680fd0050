#include "core/training/grid_teacher.h"

#include "core/model/captioner_tensors.h"
#include "core/support/error.h"

#include <fmt/format.h>

namespace saccade {

namespace fn = torch::nn::functional;

torch::Tensor misalignment(const torch::Tensor& grid, const torch::Tensor& other) {
    const auto kernel = [](const torch::Tensor& cells) {
        constexpr double least = 1e-30; // cells that are all alike have no direction
        torch::Tensor centred = cells - cells.mean(0, true);
        centred = centred / centred.norm().clamp_min(least);
        const torch::Tensor products = centred.mm(centred.t());
        return products / products.norm().clamp_min(least);
    };
    return 1 - (kernel(grid) * kernel(other)).sum();
}

GridTeacher::GridTeacher(const std::filesystem::path& file, Precision precision)
    : backbone_(read_backbone(file)) {
    prepare_for_inference(*backbone_, precision);
}

torch::Tensor GridTeacher::loss(const torch::Tensor& images, const torch::Tensor& cells) const {
    torch::Tensor taught;
    {
        const torch::NoGradGuard fixed;
        const BackboneSpec& spec = backbone_->spec();
        const torch::Tensor seen =
            fn::interpolate(images, fn::InterpolateFuncOptions()
                                        .size(std::vector<std::int64_t>{spec.input_height, spec.input_width})
                                        .mode(torch::kBilinear)
                                        .align_corners(false)
                                        .antialias(true));
        taught = backbone_->forward(seen.to(backbone_->parameters().front().scalar_type()))
                     .flatten(2)
                     .transpose(1, 2)
                     .to(torch::kFloat32);
    }
    if (taught.size(1) != cells.size(1))
        throw UsageError(fmt::format("The teacher's grid has {} cells and the learner's {}: choose a teacher "
                                     "with a grid of the same size.",
                                     taught.size(1), cells.size(1)));
    return misalignment(cells.flatten(0, 1), taught.flatten(0, 1));
}

} // namespace saccade
