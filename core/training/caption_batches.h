#pragma once

#include "core/model/caption_network.h"
#include "core/text/vocabulary.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// A photo of the data set as training sees it.
struct TrainingPhoto {
    std::string id;
    std::vector<std::vector<std::string>> captions;   ///< words by the model's tokenizer
    std::vector<std::vector<std::string>> references; ///< words by the scorer's tokenizer; for validation only
};

/// All captions of the photos of a batch, longest first. A caption is read from `<start>` on; one longer than
/// `max_words` words is cut and then has no `<end>`.
CaptionBatch make_caption_batch(const std::vector<TrainingPhoto>& photos, std::span<const std::size_t> batch,
                                const Vocabulary& vocabulary, int max_words);

} // namespace saccade
