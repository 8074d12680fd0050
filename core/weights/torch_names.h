#pragma once

#include "core/weights/backbone_import.h"

namespace saccade {

/// torchvision's inception_v3, and timm's, which has the same names: "Mixed_5b.branch1x1.conv.weight".
bool has_torch_inception_v3(const TensorMap& tensors);
/// @throws Error that names the first tensor that is missing, of another shape, or has no place.
ImportedBackbone inception_v3_from_torch(const TensorMap& tensors);

/// torchvision's mobilenet_v2 of width 1.0: "features.1.conv.0.0.weight".
bool has_torch_mobilenet_v2(const TensorMap& tensors);
/// @throws Error likewise.
ImportedBackbone mobilenet_v2_from_torch(const TensorMap& tensors);

} // namespace saccade
