#pragma once

#include "core/dataset/dataset.h"
#include "core/support/progress.h"
#include "core/text/tokenizer.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace saccade {

struct DataCheckOptions {
    int max_words = 50; ///< longer captions are counted as over-long
    std::size_t vocabulary_size = 5000;
    int min_count = 1;
    int threads = 2; ///< that decode photos
};

/// What a data set holds and what training would stumble over.
struct DataReport {
    struct Part {
        Split split = Split::none;
        std::size_t photos = 0;
        std::size_t captions = 0;
        std::size_t words = 0;
        std::size_t known_words =
            0; ///< in the vocabulary of the training captions (of all, if there are none)
    };
    std::vector<Part> parts;         ///< of splits that have photos
    std::size_t fewest_captions = 0; ///< of a photo
    std::size_t most_captions = 0;
    std::size_t longest_caption = 0; ///< words
    std::size_t empty_captions = 0;  ///< without a word, as the tokenizer cuts them
    std::size_t long_captions = 0;
    std::size_t vocabulary = 0;       ///< words known, special ones included
    std::size_t distinct_words = 0;   ///< of the training captions
    std::vector<std::string> missing; ///< files
    std::vector<std::string> broken;  ///< a sentence a photo that cannot be read
    /// Ids of photos of the same pixels in several splits: scores on them would be those of photos learned
    /// from.
    std::vector<std::vector<std::string>> leaks;
    std::vector<std::vector<std::string>> repeats; ///< the same within a split

    bool trainable() const {
        return missing.empty() && broken.empty() && leaks.empty() && empty_captions == 0;
    }
};

/// Decodes every photo. Two photos are the same when their upright pixels are: a copy under another name or
/// with other metadata is found, one that was resized or compressed again is not.
/// @throws Cancelled.
DataReport check_dataset(const Dataset& dataset, const Tokenizer& tokenizer,
                         const DataCheckOptions& options = {}, const ProgressCallback& progress = {},
                         const std::stop_token& stop = {});

} // namespace saccade
