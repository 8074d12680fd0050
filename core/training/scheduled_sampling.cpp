#include "core/training/scheduled_sampling.h"

#include "core/decoding/word_distribution.h"

namespace saccade {

void mix_in_own_words(CaptionNetwork& network, const EncodedCells& cells, CaptionBatch& captions,
                      double share, const Vocabulary& vocabulary) {
    const torch::NoGradGuard no_grad;
    const EncodedCells own{cells.features.index_select(0, captions.photos),
                           cells.keys.index_select(0, captions.photos)};
    DecoderState state = network.initial_state(own);
    const auto narrowed = [](const torch::Tensor& tensor, std::int64_t rows) {
        return tensor.defined() ? tensor.narrow(0, 0, rows) : tensor;
    };
    for (std::size_t t = 0; t + 1 < captions.running.size(); ++t) {
        const auto column = static_cast<std::int64_t>(t);
        const std::int64_t rows = captions.running[t + 1];
        const DecoderStep step = network.step({narrowed(own.features, rows), narrowed(own.keys, rows)},
                                              {narrowed(state.hidden, rows), narrowed(state.memory, rows)},
                                              captions.inputs.select(1, column).narrow(0, 0, rows));
        torch::Tensor logits = network.readout(step.output);
        mask_never_emitted(logits, vocabulary);
        logits.select(1, vocabulary.end()).fill_(-1e9F); // the caption goes on
        const torch::Tensor drawn = torch::multinomial(torch::softmax(logits, 1), 1).squeeze(1);
        const torch::Tensor replaced = torch::rand({rows}) < share;
        torch::Tensor next = captions.inputs.select(1, column + 1).narrow(0, 0, rows);
        next.copy_(torch::where(replaced, drawn, next));
        state = step.state;
    }
}

} // namespace saccade
