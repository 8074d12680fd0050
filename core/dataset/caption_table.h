#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>

namespace saccade {

/// Reads a table of captions, a row each: columns `image` and `caption`, and perhaps `split` (train, dev or
/// val, test), in any order, named in the first row. Kaggle's Flickr8k (`captions.txt`), Flickr30k
/// (`results.csv`, divided by "|") and one's own CSV and TSV files are like that. The first row tells the
/// delimiter: tab, "|", ";" or ",". Rows of one image are gathered; its id is its name as written, looked up
/// in `images` or, when that is empty, in `Images`, `images` or `flickr30k_images` beside the table, or in
/// the table's own folder.
/// @throws FileError: no such columns, a malformed row (names the line), an image in two splits, photos
/// missing.
Dataset read_caption_table(const std::filesystem::path& file, const std::filesystem::path& images = {},
                           PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade
