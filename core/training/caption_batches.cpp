#include "core/training/caption_batches.h"

#include <algorithm>

namespace saccade {

CaptionBatch make_caption_batch(const std::vector<TrainingPhoto>& photos, std::span<const std::size_t> batch,
                                const Vocabulary& vocabulary, int max_words) {
    struct Encoded {
        std::int64_t photo;
        std::vector<TokenId> tokens; ///< `<start>` words `<end>`
    };
    std::vector<Encoded> captions;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        for (const std::vector<std::string>& words : photos.at(batch[i]).captions) {
            Encoded& caption = captions.emplace_back(static_cast<std::int64_t>(i), vocabulary.encode(words));
            // `<start>` and max_words + 1 targets: the last one is `<end>` for a caption of exactly max_words
            // words.
            caption.tokens.resize(std::min(caption.tokens.size(), static_cast<std::size_t>(max_words) + 2));
        }
    }
    std::ranges::stable_sort(captions, std::ranges::greater(),
                             [](const Encoded& c) { return c.tokens.size(); });

    const auto count = static_cast<std::int64_t>(captions.size());
    const auto steps = captions.empty() ? 0 : static_cast<std::int64_t>(captions.front().tokens.size()) - 1;
    CaptionBatch result{torch::empty({count}, torch::kInt64), torch::zeros({count, steps}, torch::kInt64),
                        torch::zeros({count, steps}, torch::kInt64), std::vector<std::int64_t>(steps, 0)};
    auto photo = result.photos.accessor<std::int64_t, 1>();
    auto inputs = result.inputs.accessor<std::int64_t, 2>();
    auto targets = result.targets.accessor<std::int64_t, 2>();
    for (std::int64_t i = 0; i < count; ++i) {
        const Encoded& caption = captions[static_cast<std::size_t>(i)];
        photo[i] = caption.photo;
        for (std::size_t t = 0; t + 1 < caption.tokens.size(); ++t) {
            inputs[i][static_cast<std::int64_t>(t)] = caption.tokens[t];
            targets[i][static_cast<std::int64_t>(t)] = caption.tokens[t + 1];
            ++result.running[t];
        }
    }
    return result;
}

} // namespace saccade
