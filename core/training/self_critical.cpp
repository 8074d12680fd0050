#include "core/training/self_critical.h"

#include "core/text/content_words.h"

#include <numeric>

namespace saccade {

namespace {

/// Counts as a word, or captions would learn to break off after "in a".
constexpr const char* end_word = "<end>";

std::vector<std::string> words_of(const BatchCaption& caption, const Vocabulary& vocabulary) {
    std::vector<std::string> words;
    for (const TokenId token : caption.words)
        words.push_back(vocabulary.word(token));
    if (caption.finished)
        words.emplace_back(end_word);
    return words;
}

std::vector<Words> ended(std::vector<Words> references) {
    for (Words& reference : references)
        reference.emplace_back(end_word);
    return references;
}

EncodedCells repeated(const EncodedCells& cells, int samples) {
    return {cells.features.detach().repeat_interleave(samples, 0),
            cells.keys.detach().repeat_interleave(samples, 0)};
}

} // namespace

SelfCritical::SelfCritical(const std::vector<TrainingPhoto>& photos, const Vocabulary& vocabulary,
                           double repetition_cost)
    : vocabulary_(vocabulary),
      repetition_cost_(is_english(vocabulary) ? repetition_cost : 0) {
    for (const TrainingPhoto& photo : photos)
        cider_.add_document(ended(photo.references));
}

double SelfCritical::reward(const BatchCaption& caption, const std::vector<Words>& references) const {
    const std::vector<std::string> words = words_of(caption, vocabulary_);
    const double score = cider_.score(words, references);
    return repetition_cost_ > 0
               ? score - repetition_cost_ * static_cast<double>(content_words_said_again(words))
               : score;
}

SelfCritical::Draw SelfCritical::draw(CaptionNetwork& network, const EncodedCells& cells,
                                      const std::vector<TrainingPhoto>& photos,
                                      std::span<const std::size_t> batch, int max_words, int samples) const {
    const auto count = static_cast<std::size_t>(samples);
    const auto drawn =
        decode_batch(network, repeated(cells, samples), vocabulary_, max_words, BatchChoice::drawn);
    const auto greedy =
        samples > 1 ? std::vector<BatchCaption>{} : decode_batch(network, cells, vocabulary_, max_words);
    Draw result;
    std::vector<TokenCaption> captions;
    std::vector<double> rewards(count);
    for (std::size_t place = 0; place < batch.size(); ++place) {
        const std::vector<Words> references = ended(photos.at(batch[place]).references);
        for (std::size_t i = 0; i < count; ++i)
            rewards[i] = reward(drawn[place * count + i], references);
        const double sum = std::accumulate(rewards.begin(), rewards.end(), 0.0);
        result.reward += sum / static_cast<double>(drawn.size());
        for (std::size_t i = 0; i < count; ++i) {
            const double baseline = samples > 1 ? (sum - rewards[i]) / static_cast<double>(count - 1)
                                                : reward(greedy[place], references);
            const BatchCaption& words = drawn[place * count + i];
            TokenCaption& caption =
                captions.emplace_back(TokenCaption{static_cast<std::int64_t>(place),
                                                   {vocabulary_.start()},
                                                   static_cast<float>(rewards[i] - baseline)});
            caption.tokens.insert(caption.tokens.end(), words.words.begin(), words.words.end());
            if (words.finished)
                caption.tokens.push_back(vocabulary_.end());
        }
    }
    result.captions = make_caption_batch(std::move(captions));
    return result;
}

} // namespace saccade
