#include "core/training/self_critical.h"

#include "core/decoding/batch_decoding.h"

namespace saccade {

namespace {

std::vector<std::string> words_of(std::span<const TokenId> tokens, const Vocabulary& vocabulary) {
    std::vector<std::string> words;
    for (const TokenId token : tokens)
        words.push_back(vocabulary.word(token));
    return words;
}

EncodedCells repeated(const EncodedCells& cells, int samples) {
    return {cells.features.detach().repeat_interleave(samples, 0),
            cells.keys.detach().repeat_interleave(samples, 0)};
}

} // namespace

SelfCritical::SelfCritical(const std::vector<TrainingPhoto>& photos) {
    for (const TrainingPhoto& photo : photos)
        cider_.add_document(photo.references);
}

SelfCritical::Draw SelfCritical::draw(CaptionNetwork& network, const EncodedCells& cells,
                                      const std::vector<TrainingPhoto>& photos,
                                      std::span<const std::size_t> batch, const Vocabulary& vocabulary,
                                      int max_words, int samples) const {
    const auto greedy = decode_batch(network, cells, vocabulary, max_words, BatchChoice::most_probable);
    const auto drawn =
        decode_batch(network, repeated(cells, samples), vocabulary, max_words, BatchChoice::drawn);
    Draw result;
    std::vector<TokenCaption> captions;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const std::size_t place = i / static_cast<std::size_t>(samples);
        const auto& references = photos.at(batch[place]).references;
        const double baseline = cider_.score(words_of(greedy[place].words, vocabulary), references);
        const double reward = cider_.score(words_of(drawn[i].words, vocabulary), references);
        result.reward += reward / static_cast<double>(drawn.size());
        TokenCaption& caption = captions.emplace_back(TokenCaption{
            static_cast<std::int64_t>(place), {vocabulary.start()}, static_cast<float>(reward - baseline)});
        caption.tokens.insert(caption.tokens.end(), drawn[i].words.begin(), drawn[i].words.end());
        if (drawn[i].finished)
            caption.tokens.push_back(vocabulary.end());
    }
    result.captions = make_caption_batch(std::move(captions));
    return result;
}

} // namespace saccade
