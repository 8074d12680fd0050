#pragma once

#include "core/model/caption_network.h"
#include "core/text/vocabulary.h"
#include "core/training/training_config.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saccade {

/// A photo of the data set as training sees it.
struct TrainingPhoto {
    std::string id;
    std::vector<std::vector<std::string>> captions;   ///< words by the model's tokenizer
    std::vector<std::vector<std::string>> references; ///< words by the scorer's tokenizer
};

/// Which captions a batch holds, as positions in the data set.
struct BatchPlan {
    struct Caption {
        std::size_t photo = 0;   ///< position in `photos`
        std::size_t caption = 0; ///< of that photo
    };
    std::vector<std::size_t> photos; ///< each once
    std::vector<Caption> captions;
};

/// All captions of these photos.
BatchPlan plan_of_photos(const std::vector<TrainingPhoto>& photos, std::span<const std::size_t> batch);

/// An epoch's batches: every caption once, in an order that depends on configuration and `seed` alone, on
/// every platform. The last batch may be smaller.
std::vector<BatchPlan> epoch_batches(const std::vector<TrainingPhoto>& photos, const TrainingConfig& config,
                                     std::uint64_t seed);

/// A caption of a batch as token ids.
struct TokenCaption {
    std::int64_t photo = 0;      ///< of the batch
    std::vector<TokenId> tokens; ///< `<start>` words, and `<end>` unless the caption was cut
    float weight = 1;            ///< of its words in the loss
};

/// Longest first. @param captions  at least one, each of at least two tokens.
CaptionBatch make_caption_batch(std::vector<TokenCaption> captions);

/// A caption longer than `max_words` words is cut and then has no `<end>`.
CaptionBatch make_caption_batch(const std::vector<TrainingPhoto>& photos, const BatchPlan& plan,
                                const Vocabulary& vocabulary, int max_words);

} // namespace saccade
