#include "core/decoding/batch_decoding.h"

#include "core/decoding/word_distribution.h"

namespace saccade {

std::vector<std::vector<TokenId>> decode_greedy_batch(CaptionNetwork& network, const EncodedCells& cells,
                                                      const Vocabulary& vocabulary, int max_words) {
    const torch::NoGradGuard no_grad;
    const bool training = network.is_training();
    network.eval();
    const std::int64_t count = cells.features.size(0);
    std::vector<std::vector<TokenId>> captions(static_cast<std::size_t>(count));
    std::vector<bool> finished(captions.size(), false);
    std::size_t open = captions.size();
    torch::Tensor words = torch::full({count}, vocabulary.start(), torch::kInt64);
    DecoderState state = network.initial_state(cells);
    for (int taken = 0; taken < max_words && open > 0; ++taken) {
        const DecoderStep step = network.step(cells, state, words);
        torch::Tensor logits = network.readout(step.output);
        mask_never_emitted(logits, vocabulary);
        words = logits.argmax(1);
        state = step.state;
        const auto* const token = words.data_ptr<std::int64_t>();
        for (std::size_t i = 0; i < captions.size(); ++i) {
            if (finished[i])
                continue;
            if (token[i] == vocabulary.end()) {
                finished[i] = true;
                --open;
            } else {
                captions[i].push_back(static_cast<TokenId>(token[i]));
            }
        }
    }
    network.train(training);
    return captions;
}

} // namespace saccade
