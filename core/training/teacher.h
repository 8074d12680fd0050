#pragma once

#include "core/model/captioner_tensors.h"

#include <torch/torch.h>

#include <filesystem>

namespace saccade {

/// The share of the variance of `taught` over its cells that `features` leave unexplained: 0 when they are
/// equal, 1 when they are its mean. @param features, taught  N x cells x channels.
torch::Tensor unexplained(const torch::Tensor& features, const torch::Tensor& taught);

/// A captioner that has learned already, for another with another backbone to be drawn to: distillation
/// (hints, arXiv 1412.6550) of what its attention looks at. The learner's own layer after the grid stands
/// between the two, so a learner without loss can go on with the teacher's decoder. The teacher sees the
/// learner's photos, crops and flips too, at its own size.
class Teacher {
public:
    /// @param file  a bundle. @throws FileError.
    Teacher(const std::filesystem::path& file, Precision precision);

    /// @param images    N x 3 x H x W in [-1, 1], of any size.
    /// @param features  N x cells x encoder_units: the learner's, see CaptionNetwork::features_of().
    /// @return what of the teacher's they leave unexplained. @throws UsageError for another shape than its.
    torch::Tensor loss(const torch::Tensor& images, const torch::Tensor& features) const;

private:
    Captioner::Impl captioner_;
};

} // namespace saccade
