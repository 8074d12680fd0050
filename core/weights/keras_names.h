#pragma once

#include "core/weights/backbone_import.h"
#include "core/weights/keras_file.h"

namespace saccade {

/// How a file's layers are ordered.
enum class KerasOrder {
    listed,   ///< as Keras lists a model's layers, by depth: what .h5 files have in layer_names
    numbered, ///< as Keras created and numbered them
};

/// Keras' InceptionV3: 94 convolutions without bias, 94 batch norms without scale. Other layers with weights
/// are left out. Layers are told apart by their weights' names; where the layers' names are numbered, the
/// numbers must agree with the order, whichever number comes first.
/// @throws Error that names the first layer that does not fit.
ImportedBackbone inception_v3_from_keras(const std::vector<KerasLayer>& layers, KerasOrder order);

/// True when the tensors are named "conv2d_1/kernel" and the like.
bool has_keras_names(const TensorMap& tensors);
/// The layers of such tensors, by number.
std::vector<KerasLayer> keras_layers(const TensorMap& tensors);

} // namespace saccade
