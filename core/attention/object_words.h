#pragma once

#include <string_view>

namespace saccade {

/// The COCO category (cocodataset.org, the 80 of "instances") that a singular noun of a caption names, such
/// as "person" for "girl" and "tennis racket" for "racket"; empty for other words. Words of several
/// categories ("bat", "glass", "bear") name the one that captions of photos mostly mean.
std::string_view object_category(std::string_view word);

} // namespace saccade
