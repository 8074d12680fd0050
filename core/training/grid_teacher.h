#pragma once

#include "core/model/backbone.h"

#include <torch/torch.h>

#include <filesystem>
#include <memory>

namespace saccade {

/// 1 - linear centred kernel alignment (CKA, arXiv 1905.00414) of the cells of two grids: 0 when both tell
/// the same cells apart to the same degree, whatever their channels stand for. In [0, 1].
/// @param grid, other  N x channels, each its own number of them, of the same N cells.
torch::Tensor misalignment(const torch::Tensor& grid, const torch::Tensor& other);

/// A backbone that has learned already, for another to be drawn to: distillation of its feature grid, without
/// a layer between the two. It sees the learner's photos, crops and flips too, at its own size.
class GridTeacher {
public:
    /// @param file  a backbone or a bundle. @throws FileError.
    GridTeacher(const std::filesystem::path& file, Precision precision);

    /// @param images  N x 3 x H x W in [-1, 1], of any size.
    /// @param cells   N x cells x channels: what the learner made of them, float32.
    /// @return the misalignment of its grid with the teacher's. @throws UsageError for grids of other sizes.
    torch::Tensor loss(const torch::Tensor& images, const torch::Tensor& cells) const;

private:
    std::shared_ptr<Backbone> backbone_;
};

} // namespace saccade
