#include "core/training/caption_batches.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <unordered_map>

namespace saccade {

namespace {

/// Fisher-Yates with our own bounded draw: std::shuffle differs between standard libraries.
template <class Value>
void shuffle(std::vector<Value>& values, std::mt19937_64& random) {
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[random() % i]);
}

/// Calls `visit` with every `size` values in turn, the last time with what is left.
template <class Value, class Visit>
void for_each_chunk(const std::vector<Value>& values, std::size_t size, Visit visit) {
    for (std::size_t first = 0; first < values.size(); first += size)
        visit(std::span(values).subspan(first, std::min(size, values.size() - first)));
}

BatchPlan plan_of_captions(std::span<const BatchPlan::Caption> captions) {
    BatchPlan plan;
    std::unordered_map<std::size_t, std::size_t> places;
    for (const BatchPlan::Caption& caption : captions) {
        const auto [place, is_new] = places.try_emplace(caption.photo, plan.photos.size());
        if (is_new)
            plan.photos.push_back(caption.photo);
        plan.captions.push_back({place->second, caption.caption});
    }
    return plan;
}

/// Each pool of `pool` batches sorted by length before it is cut, so that a batch holds captions of about one
/// length and pools stay random.
void bucket_by_length(std::vector<BatchPlan::Caption>& captions, const std::vector<TrainingPhoto>& photos,
                      std::size_t batch_size) {
    constexpr std::size_t pool = 64;
    for (std::size_t first = 0; first < captions.size(); first += pool * batch_size) {
        const auto begin = captions.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = captions.begin() +
                         static_cast<std::ptrdiff_t>(std::min(first + pool * batch_size, captions.size()));
        std::stable_sort(begin, end, [&](const BatchPlan::Caption& left, const BatchPlan::Caption& right) {
            return photos[left.photo].captions[left.caption].size() >
                   photos[right.photo].captions[right.caption].size();
        });
    }
}

} // namespace

BatchPlan plan_of_photos(const std::vector<TrainingPhoto>& photos, std::span<const std::size_t> batch) {
    BatchPlan plan{{batch.begin(), batch.end()}, {}};
    for (std::size_t place = 0; place < batch.size(); ++place) {
        for (std::size_t caption = 0; caption < photos.at(batch[place]).captions.size(); ++caption)
            plan.captions.push_back({place, caption});
    }
    return plan;
}

std::vector<BatchPlan> epoch_batches(const std::vector<TrainingPhoto>& photos, const TrainingConfig& config,
                                     std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::vector<BatchPlan> batches;
    if (config.captions_per_batch == 0 || config.objective == Objective::self_critical) {
        std::vector<std::size_t> order(photos.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        shuffle(order, random);
        for_each_chunk(order, static_cast<std::size_t>(config.photos_per_batch),
                       [&](const auto& chunk) { batches.push_back(plan_of_photos(photos, chunk)); });
        return batches;
    }
    std::vector<BatchPlan::Caption> order;
    for (std::size_t photo = 0; photo < photos.size(); ++photo) {
        for (std::size_t caption = 0; caption < photos[photo].captions.size(); ++caption)
            order.push_back({photo, caption});
    }
    shuffle(order, random);
    const auto size = static_cast<std::size_t>(config.captions_per_batch);
    if (config.length_buckets)
        bucket_by_length(order, photos, size);
    for_each_chunk(order, size, [&](const auto& chunk) { batches.push_back(plan_of_captions(chunk)); });
    if (config.length_buckets)
        shuffle(batches, random);
    return batches;
}

CaptionBatch make_caption_batch(std::vector<TokenCaption> captions) {
    std::ranges::stable_sort(captions, std::ranges::greater(),
                             [](const TokenCaption& caption) { return caption.tokens.size(); });
    const auto count = static_cast<std::int64_t>(captions.size());
    const auto steps = captions.empty() ? 0 : static_cast<std::int64_t>(captions.front().tokens.size()) - 1;
    CaptionBatch result{torch::empty({count}, torch::kInt64), torch::zeros({count, steps}, torch::kInt64),
                        torch::zeros({count, steps}, torch::kInt64), torch::empty({count}),
                        std::vector<std::int64_t>(static_cast<std::size_t>(steps), 0)};
    auto photo = result.photos.accessor<std::int64_t, 1>();
    auto inputs = result.inputs.accessor<std::int64_t, 2>();
    auto targets = result.targets.accessor<std::int64_t, 2>();
    auto weights = result.weights.accessor<float, 1>();
    for (std::int64_t i = 0; i < count; ++i) {
        const TokenCaption& caption = captions[static_cast<std::size_t>(i)];
        photo[i] = caption.photo;
        weights[i] = caption.weight;
        for (std::size_t t = 0; t + 1 < caption.tokens.size(); ++t) {
            inputs[i][static_cast<std::int64_t>(t)] = caption.tokens[t];
            targets[i][static_cast<std::int64_t>(t)] = caption.tokens[t + 1];
            ++result.running[t];
        }
    }
    return result;
}

CaptionBatch make_caption_batch(const std::vector<TrainingPhoto>& photos, const BatchPlan& plan,
                                const Vocabulary& vocabulary, int max_words) {
    std::vector<TokenCaption> captions;
    for (const BatchPlan::Caption& caption : plan.captions) {
        const TrainingPhoto& photo = photos.at(plan.photos.at(caption.photo));
        TokenCaption& tokens = captions.emplace_back(TokenCaption{
            static_cast<std::int64_t>(caption.photo), vocabulary.encode(photo.captions.at(caption.caption))});
        // `<start>` and max_words + 1 targets: the last one is `<end>` for a caption of exactly max_words
        // words.
        tokens.tokens.resize(std::min(tokens.tokens.size(), static_cast<std::size_t>(max_words) + 2));
    }
    return make_caption_batch(std::move(captions));
}

} // namespace saccade
