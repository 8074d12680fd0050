#pragma once

// What Captioner and EncodedPhoto hold inside: for core's own use, because it includes Torch.

#include "core/model/backbone.h"
#include "core/model/bundle.h"
#include "core/model/caption_network.h"
#include "core/model/captioner.h"

namespace saccade {

struct EncodedPhoto::Data {
    EncodedCells cells; ///< B = 1
    GridPlacement placement;
};

struct Captioner::Impl {
    BundleHeader header;
    std::filesystem::path path;
    Precision precision = Precision::fp32; ///< of the backbone
    std::shared_ptr<Backbone> backbone;
    std::shared_ptr<CaptionNetwork> network;
};

/// 1 x 3 x height x width, of the precision's type.
torch::Tensor to_tensor(const Pixels& pixels, Precision precision = Precision::fp32);
/// A 1 x channels x rows x cols grid as values.
FeatureGrid to_feature_grid(const torch::Tensor& grid, const GridPlacement& placement);

/// The backbone of a backbone file or a bundle, with its weights. @throws FileError.
std::shared_ptr<Backbone> read_backbone(const std::filesystem::path& path);

/// The two networks of a bundle with its weights, in eval mode.
/// @throws FileError that names the first tensor that does not fit.
Captioner::Impl build_captioner(const std::filesystem::path& path, Bundle bundle);

} // namespace saccade
