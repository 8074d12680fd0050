#pragma once

#include "core/decoding/caption.h"
#include "ui/studio/attention_layer.h"

class QSettings;
class QString;

namespace saccade {

/// Which values the ends of the colours stand for: three different truths about one caption.
enum class OverlayScale {
    word,    ///< 0 to the largest value of the word being shown
    caption, ///< 0 to the largest value of all words
    fixed,   ///< 0 to 1
};

/// What the map is of.
enum class OverlaySubject {
    words,    ///< the words being shown; of several the sum
    coverage, ///< all words up to the one being shown
    change,   ///< the word being shown less the one before it
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
    bool grid_lines = false;
    OverlaySubject subject = OverlaySubject::words;
    OverlayPlacement placement = OverlayPlacement::receptive_field;
};

OverlayOptions readOverlayOptions(QSettings& settings);
void writeOverlayOptions(QSettings& settings, const OverlayOptions& options);

/// The layer for some steps of a caption, in their order; empty when the options hide it, for steps out of
/// range, and for the change at the first word.
AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, const std::vector<int>& steps,
                        const OverlayOptions& options);
/// For one.
AttentionLayer layerFor(const Caption& caption, const GridPlacement& placement, int step,
                        const OverlayOptions& options);

/// The map of every step in small, a pixel a cell, in the colours and the scale of the overlay.
std::vector<QImage> smallMaps(const Caption& caption, const GridPlacement& placement,
                              const OverlayOptions& options);

/// What the values of the layer for so many steps are: "share of the gaze".
QString overlayLegend(OverlaySubject subject, int steps);

} // namespace saccade
