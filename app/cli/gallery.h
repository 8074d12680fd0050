#pragma once

#include "core/decoding/caption.h"
#include "core/model/feature_grid.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saccade::cli {

/// A photo that a gallery shows.
struct GalleryPhoto {
    std::string id;
    std::filesystem::path file;
    Caption caption;
    std::vector<std::string> references; ///< people's captions
    double cider_d = 0;
};

struct Gallery {
    std::string title;
    std::string summary; ///< a sentence
    GridPlacement placement;
    std::vector<GalleryPhoto> best;
    std::vector<GalleryPhoto> worst;
};

/// One HTML file that needs nothing else: photos, captions, a small map a word, people's captions beside.
/// Light or dark as the reader's system is. @throws FileError for a photo or the file.
void write_gallery(const std::filesystem::path& file, const Gallery& gallery);

} // namespace saccade::cli
