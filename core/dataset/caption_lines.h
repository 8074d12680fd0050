#pragma once

#include "core/dataset/dataset.h"

#include <filesystem>

namespace saccade {

/// Captions alone, to learn a language from: a text file with one in each line. Each line stands for a photo
/// without a file, named by its number ("line 7"); none has a split.
/// @throws FileError when the file cannot be read or is empty.
Dataset read_caption_lines(const std::filesystem::path& file);

} // namespace saccade
