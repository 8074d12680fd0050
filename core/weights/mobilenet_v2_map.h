#pragma once

#include "core/weights/tensor.h"

#include <string>
#include <vector>

namespace saccade {

struct TfliteModel;

struct MobileNetV2Weights {
    /// stem, blocks.N.{expand,depthwise,project} (block 0 has no expand), head: each NAME.weight as
    /// outputs x inputs/groups x kH x kW and NAME.bias, F32. Batch norm is folded in.
    TensorMap backbone;
    /// The ImageNet classifier behind the grid: weight (classes x 1280) and bias. Empty when the file has
    /// none.
    TensorMap classifier;
    std::vector<std::string>
        ignored; ///< names of constants that the backbone has no use for, in the file's order
};

/// The weights of a MobileNetV2 1.0 (arXiv 1801.04381, table 2) under Saccade's names. The graph is followed
/// operator by operator: shapes, strides, SAME padding, ReLU6 and the residual sums must be those of the
/// paper.
/// @throws FileError that names the first operator or tensor that does not fit.
MobileNetV2Weights mobilenet_v2_from_tflite(const TfliteModel& model);

} // namespace saccade
