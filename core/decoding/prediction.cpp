#include "core/decoding/prediction.h"

namespace saccade {

PredictionBatch predict(CaptionNetwork& network, const EncodedCells& cells, const DecoderState& state,
                        std::span<const TokenId> last, const Vocabulary& vocabulary) {
    const torch::NoGradGuard no_grad;
    const auto count = static_cast<std::int64_t>(last.size());
    torch::Tensor words = torch::empty({count}, torch::kInt64);
    for (std::int64_t i = 0; i < count; ++i)
        words.data_ptr<std::int64_t>()[i] = last[static_cast<std::size_t>(i)];
    const EncodedCells shared{cells.features.expand({count, -1, -1}), cells.keys.expand({count, -1, -1})};
    const DecoderStep taken = network.step(shared, state, words);
    const torch::Tensor logits = network.readout(taken.output);
    const torch::Tensor attention = taken.attention.contiguous();

    PredictionBatch result{taken.state, {}};
    const std::int64_t width = attention.size(1);
    for (std::int64_t i = 0; i < count; ++i) {
        auto row = std::make_shared<Prediction>();
        const float* const weights = attention.data_ptr<float>() + i * width;
        row->attention.assign(weights, weights + width);
        row->attention_entropy = entropy_of(row->attention);
        row->words = WordDistribution(logits[i], vocabulary);
        result.rows.push_back(std::move(row));
    }
    return result;
}

CaptionStep caption_step(const Prediction& prediction, TokenId token, const Vocabulary& vocabulary,
                         int alternatives) {
    CaptionStep step{token,
                     vocabulary.word(token),
                     prediction.words.probability(token),
                     prediction.words.entropy(),
                     prediction.attention,
                     prediction.attention_entropy,
                     {},
                     {}};
    if (vocabulary.written(token) != step.word)
        step.written = vocabulary.written(token);
    for (const TokenId other : prediction.words.most_probable(alternatives))
        step.alternatives.push_back({other, vocabulary.word(other), prediction.words.probability(other)});
    return step;
}

} // namespace saccade
