#include "core/decoding/beam.h"

#include "core/decoding/prediction.h"
#include "core/model/captioner_tensors.h"
#include "core/model/compute_thread.h"
#include "core/support/progress.h"

namespace saccade {

namespace {

DecoderState gathered(const DecoderState& state, const torch::Tensor& rows) {
    return {state.hidden.index_select(0, rows),
            state.memory.defined() ? state.memory.index_select(0, rows) : torch::Tensor()};
}

torch::Tensor last_rows(const std::vector<BeamHypothesis>& hypotheses) {
    torch::Tensor rows = torch::empty({static_cast<std::int64_t>(hypotheses.size())}, torch::kInt64);
    for (std::size_t i = 0; i < hypotheses.size(); ++i)
        rows.data_ptr<std::int64_t>()[i] = static_cast<std::int64_t>(hypotheses[i].rows.back());
    return rows;
}

using Predictions = std::vector<std::vector<std::shared_ptr<const Prediction>>>; // by step, then by row

BeamTree beam_tree(const BeamTrace& trace, const Predictions& steps, const Vocabulary& vocabulary,
                   const BeamOptions& options) {
    BeamTree tree;
    tree.width = options.width;
    tree.length_penalty = options.length_penalty;
    tree.nodes.reserve(trace.size());
    for (const BeamNode& node : trace) {
        const Prediction& prediction = *steps[static_cast<std::size_t>(node.step) - 1][node.row];
        tree.nodes.push_back({node, vocabulary.word(node.token), prediction.words.probability(node.token),
                              prediction.attention});
    }
    return tree;
}

std::vector<Caption> beam_captions(const std::shared_ptr<const Captioner>& captioner,
                                   const EncodedPhoto& photo, const BeamOptions& options,
                                   const std::stop_token& stop, BeamTree* tree) {
    const torch::NoGradGuard no_grad;
    const Vocabulary& vocabulary = captioner->vocabulary();
    CaptionNetwork& network = *captioner->impl().network;
    const EncodedCells& cells = photo.data().cells;
    const int max_words = options.max_words > 0 ? options.max_words : captioner->max_words();
    const ConstraintRules rules(options.constraints, vocabulary, max_words);
    BeamSearch search(options, rules, vocabulary.end(), max_words);

    Predictions steps;
    DecoderState state = network.initial_state(cells);
    while (!search.done()) {
        throw_if_stopped(stop);
        std::vector<TokenId> last{vocabulary.start()};
        if (!steps.empty()) {
            state = gathered(state, last_rows(search.live()));
            last.clear();
            for (const BeamHypothesis& hypothesis : search.live())
                last.push_back(hypothesis.words.back());
        }
        PredictionBatch batch = predict(network, cells, state, last, vocabulary);
        state = std::move(batch.state);
        std::vector<std::vector<double>> scores;
        for (const auto& row : batch.rows)
            scores.push_back(row->words.log_probabilities());
        steps.push_back(std::move(batch.rows));
        search.advance(scores);
    }

    std::vector<Caption> captions;
    for (const BeamHypothesis& hypothesis : search.best()) {
        Caption caption{{}, hypothesis.log_probability, "beam", hypothesis.finished, hypothesis.score};
        for (std::size_t i = 0; i < hypothesis.words.size(); ++i)
            caption.steps.push_back(caption_step(*steps[i][hypothesis.rows[i]], hypothesis.words[i],
                                                 vocabulary, options.alternatives));
        captions.push_back(std::move(caption));
    }
    if (tree != nullptr)
        *tree = beam_tree(search.trace(), steps, vocabulary, options);
    return captions;
}

} // namespace

std::vector<Caption> decode_beam(const std::shared_ptr<const Captioner>& captioner, const EncodedPhoto& photo,
                                 const BeamOptions& options, const std::stop_token& stop, BeamTree* tree) {
    return on_compute_thread([&] { return beam_captions(captioner, photo, options, stop, tree); });
}

} // namespace saccade
