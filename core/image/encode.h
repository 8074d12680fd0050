#pragma once

#include "core/image/photo.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace saccade {

/// A baseline JPEG without metadata. @param quality  1 to 100. @throws Error when there are no pixels or no
/// memory.
std::vector<std::byte> encode_jpeg(const Photo& photo, int quality = 85);

/// A PNG of 8 bits a channel, marked as sRGB. @throws Error like encode_jpeg().
std::vector<std::byte> encode_png(const Photo& photo);

/// The photo shrunk so that its longer side has at most `longest` pixels; as it is when it is smaller.
Photo shrunk(const Photo& photo, int longest);
/// Width and height of what shrunk() gives.
std::pair<int, int> shrunk_size(int width, int height, int longest);

/// The photo at that size, whatever its shape. @throws UsageError when it is not positive.
Photo resized(const Photo& photo, int width, int height);

} // namespace saccade
