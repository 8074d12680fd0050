#pragma once

#include "core/attention/overlay.h"
#include "core/decoding/caption.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace saccade {

/// What a sheet says besides the caption.
struct SheetTexts {
    std::string key = "Attention paid to a cell; the same scale in every panel";
};

/// The paper's figure: the photo, then one panel a word (`<end>` gets none) with the map over the photo in
/// grey, the word and its probability. Captions in any script that the machine has a font for; panels follow
/// the direction in which it is read. The colours and their range, caption_range() of the words, are printed
/// below. PDF or SVG when the file's name ends so, PNG otherwise. Written atomically.
/// @throws FileError; UsageError when a map does not fit the placement; Error when the caption is too long to
/// draw;
///         Cancelled.
void write_contact_sheet(const std::filesystem::path& path, const Photo& photo, const Caption& caption,
                         const GridPlacement& placement, const OverlayStyle& style = {},
                         const SheetTexts& texts = {}, const std::stop_token& stop = {});

/// What write_contact_sheet() writes to a PNG, as a picture.
/// @throws UsageError, Error and Cancelled as it does.
Photo draw_contact_sheet(const Photo& photo, const Caption& caption, const GridPlacement& placement,
                         const OverlayStyle& style = {}, const SheetTexts& texts = {},
                         const std::stop_token& stop = {});

struct SheetSize {
    int width = 0; ///< pixels; in a PDF 144 of them are an inch
    int height = 0;
    int panels = 0;
};

/// What write_contact_sheet() would make; reads no pixels. @param photo_width, photo_height  of the photo.
SheetSize contact_sheet_size(int photo_width, int photo_height, const Caption& caption,
                             const SheetTexts& texts = {});

} // namespace saccade
