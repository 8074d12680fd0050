#include "core/decoding/batch_decoding.h"

#include "core/decoding/word_distribution.h"

namespace saccade {

std::vector<BatchCaption> decode_batch(CaptionNetwork& network, const EncodedCells& cells,
                                       const Vocabulary& vocabulary, int max_words, BatchChoice choice) {
    const torch::NoGradGuard no_grad;
    const bool training = network.is_training();
    network.eval();
    const std::int64_t count = cells.features.size(0);
    std::vector<BatchCaption> captions(static_cast<std::size_t>(count));
    std::size_t open = captions.size();
    torch::Tensor words = torch::full({count}, vocabulary.start(), torch::kInt64);
    DecoderState state = network.initial_state(cells);
    for (int taken = 0; taken <= max_words && open > 0; ++taken) {
        const DecoderStep step = network.step(cells, state, words);
        torch::Tensor logits = network.readout(step.output);
        mask_never_emitted(logits, vocabulary);
        words = choice == BatchChoice::most_probable
                    ? logits.argmax(1)
                    : torch::multinomial(torch::softmax(logits, 1), 1).squeeze(1);
        state = step.state;
        const torch::Tensor chosen = words.contiguous();
        const auto* const token = chosen.data_ptr<std::int64_t>();
        for (std::size_t i = 0; i < captions.size(); ++i) {
            BatchCaption& caption = captions[i];
            if (caption.finished)
                continue;
            if (token[i] == vocabulary.end()) {
                caption.finished = true;
                --open;
            } else if (taken < max_words) {
                caption.words.push_back(static_cast<TokenId>(token[i]));
            }
        }
    }
    network.train(training);
    return captions;
}

} // namespace saccade
