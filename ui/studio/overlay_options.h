#pragma once

#include "core/decoding/caption.h"
#include "ui/studio/attention_layer.h"

class QSettings;

namespace saccade {

/// Which values the ends of the colours stand for: three different truths about one caption.
enum class OverlayScale {
    word,    ///< 0 to the largest value of the word being shown
    caption, ///< 0 to the largest value of all words
    fixed,   ///< 0 to 1
};

enum class OverlayPlacement {
    receptive_field, ///< cells where the network's receptive fields are centred
    naive,           ///< cells in an even grid
};

/// What a person chose to see of the attention.
struct OverlayOptions {
    bool visible = true;
    OverlayStyle style{.opacity = 0.65F};
    bool fades = true; ///< the photo stays clear where the model does not look
    OverlayScale scale = OverlayScale::word;
    OverlayPlacement placement = OverlayPlacement::receptive_field;
};

OverlayOptions readOverlayOptions(QSettings& settings);
void writeOverlayOptions(QSettings& settings, const OverlayOptions& options);

/// The layer for one step of a caption; empty when the options hide it or `step` is out of range.
AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, int step,
                        const OverlayOptions& options);

} // namespace saccade
