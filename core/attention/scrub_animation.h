#pragma once

#include "core/attention/overlay.h"
#include "core/decoding/caption.h"
#include "core/image/photo.h"
#include "core/support/progress.h"

#include <filesystem>
#include <functional>

namespace saccade {

struct ScrubOptions {
    int longest = 640;    ///< pixels of the photo's longer side, 64 to 2,048; smaller photos keep their size
    int word_time = 90;   ///< hundredths of a second that a word stands still for
    int fade_frames = 4;  ///< between two words, 0 to 20
    int fade_time = 4;    ///< hundredths of a second a frame of it; browsers show nothing faster than 2
    int photo_time = 100; ///< of the plain photo that it begins with
};

/// Draws a map over the photo given: at a whole number that of the word, between two numbers the maps of both
/// words, mixed. Before the first word and behind the last one there is none: between it and the word the map
/// comes up from zero. Called once a frame that shows a map.
/// @param place  between -1 and the number of words; those two are never asked for.
using WordPainter = std::function<Photo(const Photo& photo, double place)>;

/// Lays each map over the photo on a scale of its own, from 0 to its largest value, and leaves the photo
/// clear where the word does not look: the less attention, the less colour. Between two words the maps and
/// the ends of their scales are mixed, so that the colours stay those of the colour map; between a word and
/// none the scale stays the word's. Keeps copies of what
/// it is given.
WordPainter fading_painter(Caption caption, GridPlacement placement, OverlayStyle style = {.opacity = 0.75F});

struct ScrubSize {
    int width = 0; ///< pixels, with the caption under the photo
    int height = 0;
    int frames = 0;
};

/// What write_scrub_animation() would make; reads no pixels. @param photo_width, photo_height  of the photo.
ScrubSize scrub_size(int photo_width, int photo_height, const Caption& caption, const ScrubOptions& options);

/// The walk over a caption as an animated GIF: the plain photo, then word after word, each fading into the
/// next, map into map, and the last into the beginning. The caption stands below and the word being shown is
/// marked. All frames share 255 colours; a pixel changes only where the eye would notice, which keeps the
/// file small. Written atomically.
/// @throws FileError; UsageError for options out of range; Cancelled; and what the painter throws.
void write_scrub_animation(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                           const WordPainter& paint, const ScrubOptions& options = {},
                           const ProgressCallback& progress = {}, const std::stop_token& stop = {});

/// One frame of the walk, in all its colours.
struct ScrubFrame {
    Photo picture;
    int time = 0; ///< that it is shown for, in hundredths of a second
};

/// The frames that write_scrub_animation() writes, drawn smaller.
/// @param longest  pixels of the longer side of a frame; none is drawn larger than it would be written.
/// @param take     gets them one after the other.
/// @throws UsageError for options out of range; Cancelled; and what the painter and `take` throw.
void draw_scrub_frames(const Photo& photo, const Caption& caption, const WordPainter& paint,
                       const ScrubOptions& options, int longest, const std::function<void(ScrubFrame)>& take,
                       const std::stop_token& stop = {});

} // namespace saccade
