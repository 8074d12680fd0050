#pragma once

#include "core/attention/overlay.h"
#include "core/decoding/caption.h"

#include <filesystem>

namespace saccade {

/// The paper's figure as PNG: the photo, then one panel a word (`<end>` gets none) with the map over the photo in
/// grey, the word and its probability. Captions in any script that the machine has a font for; the colours and their
/// range, caption_range() of the words, are printed below. Written atomically.
/// @throws FileError; UsageError when a map does not fit the placement; Error when the caption is too long to draw.
void write_contact_sheet(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                         const GridPlacement& placement, const OverlayStyle& style = {});

} // namespace saccade
