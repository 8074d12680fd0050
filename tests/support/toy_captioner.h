#pragma once

#include "core/model/bundle.h"

#include <cstdint>

namespace saccade {

/// A bundle small enough to build in a moment: MobileNetV2 at 64x64 pixels (a 2x2 grid) and a decoder of a
/// few units, all with random weights, over the words `<pad> <unk> <start> <end> a dog cat runs sits on
/// grass`.
Bundle toy_bundle(std::uint64_t seed = 1, CaptionNetworkConfig network = {});

/// The same as a captioner, without a file.
std::shared_ptr<const Captioner> toy_captioner(std::uint64_t seed = 1, CaptionNetworkConfig network = {});

/// A photo of smooth colours that depend on the seed.
Photo toy_photo(int width, int height, std::uint64_t seed = 1);

} // namespace saccade
