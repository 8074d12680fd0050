#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>
#include <vector>

namespace saccade {

/// Reads Karpathy's splits (`dataset_flickr8k.json`, `dataset_flickr30k.json`, `dataset_coco.json`, of "Deep
/// Visual-Semantic Alignments", 2015): `images`, each with `filename`, perhaps `filepath`, `split` (train,
/// restval, val, test) and `sentences` with `raw`. restval counts as train, as is usual. A photo's id is its
/// file name, looked up in every folder of `images`, alone and behind its `filepath`.
/// @throws FileError: not JSON (with line and column), another structure, photos missing.
Dataset read_karpathy(const std::filesystem::path& file, const std::vector<std::filesystem::path>& images,
                      PhotoFiles photo_files = PhotoFiles::required);

} // namespace saccade
