#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>

namespace saccade {

/// Reads Flickr8k (Hodosh, Young and Hockenmaier 2013) as it is distributed: `Flickr8k.token.txt` with a line
/// "NAME.jpg#0<tab>caption" each caption; the lists `Flickr_8k.trainImages.txt`, `Flickr_8k.devImages.txt`
/// and `Flickr_8k.testImages.txt`, a name a line, of which dev and test may be missing; and the photos in
/// `images`, `Flicker8k_Dataset` or `Flickr8k_Dataset`. A photo's id is its file name.
///
/// Photos come in the order of the lists (train, dev, test), their captions in the order of the token file.
/// Captions of photos in no list are left out. Flickr30k (Young et al. 2014) is read likewise:
/// `results_20130124.token`, photos in `flickr30k-images` or `flickr30k_images`, and as it has no lists, all
/// photos are in Split::none. A BOM, CRLF, blank lines and malformed UTF-8 in a caption do no harm.
/// @throws FileError when a file or the photos' folder is missing, a line is malformed (it names the line), a
/// photo is in two splits (a leak), has no caption, or its file is missing.
Dataset read_flickr8k(const std::filesystem::path& folder, PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade
