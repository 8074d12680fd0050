#pragma once

#include "core/attention/overlay.h"
#include "core/decoding/caption.h"

#include <filesystem>

namespace saccade {

/// The paper's figure: the photo, then one panel a word with the map over the photo, the word and its probability.
/// Captions in any script; the colour scale and its range are printed. Written atomically as PNG.
/// @throws FileError.
void write_contact_sheet(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                         const GridPlacement& placement, const OverlayStyle& style = {});

} // namespace saccade
