#pragma once

#include "core/weights/tensor.h"

#include <filesystem>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

/// Something in a weights file that a backbone has no use for.
struct LeftOut {
    std::string what; ///< "classifier", "auxiliary head", or the tensor's own name in quotes
    std::size_t tensors = 0;
    std::int64_t values = 0;
};

/// Another program's weights as one of Saccade's backbones takes them: write_backbone() makes a file of it.
struct ImportedBackbone {
    std::string backbone;          ///< "inception_v3" or "mobilenet_v2"
    std::string flavour;           ///< see make_backbone()
    std::string format;            ///< for people: "PyTorch state dict"
    TensorMap weights;             ///< batch norm folded in, F32, under Saccade's names
    std::vector<LeftOut> left_out; ///< in a fixed order
};

/// The pixels that the weights were trained on.
enum class PixelRange {
    minus_one_to_one, ///< TensorFlow, Keras; torchvision's and timm's InceptionV3
    zero_to_one,
    imagenet, ///< [0, 1] less ImageNet's mean, by its deviation; torchvision's MobileNetV2 is known to need
              ///< it
};

/// "-1..1", "0..1" or "imagenet". @throws UsageError that lists them.
PixelRange pixel_range_from_name(std::string_view name);

/// Recognises file format, backbone and flavour by content:
/// - PyTorch state dict (torchvision, both layouts) or .safetensors with the same names (timm): both
/// backbones;
/// - Keras .h5, or .safetensors with Keras' names ("conv2d_1/kernel"): InceptionV3;
/// - TensorFlow Lite: MobileNetV2 1.0.
/// @param pixels  other than minus_one_to_one only for InceptionV3, whose first convolution takes the
/// difference in.
/// @throws FileError that names the first tensor that does not fit; UsageError; Cancelled.
ImportedBackbone import_backbone(const std::filesystem::path& file,
                                 PixelRange pixels = PixelRange::minus_one_to_one, std::stop_token stop = {});

} // namespace saccade
