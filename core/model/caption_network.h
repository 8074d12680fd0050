#pragma once

#include "core/model/caption_network_config.h"
#include "core/model/matrix_product.h"

#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace saccade {

/// What depends on the photo alone, computed once a photo. B photos, P cells.
struct EncodedCells {
    torch::Tensor features; ///< B x P x encoder_units
    torch::Tensor keys;     ///< B x P x attention_units: W1 features
};

/// The recurrent state. `memory` is defined for LSTM only.
struct DecoderState {
    torch::Tensor hidden; ///< B x decoder_units
    torch::Tensor memory; ///< B x decoder_units
};

struct DecoderStep {
    DecoderState state;
    torch::Tensor output;    ///< B x readout width: what readout() turns into logits
    torch::Tensor attention; ///< B x P, sums to 1 over the cells
};

/// Captions of one batch as the decoder reads them, longest first, so that a step computes only those still
/// running.
struct CaptionBatch {
    torch::Tensor photos;              ///< B: which photo of the batch a caption belongs to (int64)
    torch::Tensor inputs;              ///< B x T token ids from `<start>` on (int64), padded with 0
    torch::Tensor targets;             ///< B x T: the word that follows each input
    torch::Tensor weights;             ///< B: of each caption's words, in losses that weigh them
    std::vector<std::int64_t> running; ///< T values, falling: how many captions have a word at step t
};

/// What teacher forcing gives, real words only: N of them, step by step (all first words, all second words,
/// ...).
struct DecoderRun {
    torch::Tensor logits;    ///< N x vocabulary_size
    torch::Tensor attention; ///< N x P
    torch::Tensor targets;   ///< N token ids (int64)
    torch::Tensor captions;  ///< N: which caption of the batch (int64)
    torch::Tensor hidden;    ///< N x decoder_units, the state after each step
};

/// Encoder, additive attention (arXiv 1409.0473) and recurrent decoder of the reference captioner (arXiv
/// 1502.03044).
class CaptionNetwork : public torch::nn::Module {
public:
    explicit CaptionNetwork(const CaptionNetworkConfig& config);

    const CaptionNetworkConfig& config() const { return config_; }

    /// How the large products are computed; fp32 unless set.
    void set_product_precision(ProductPrecision precision) { precision_ = precision; }

    /// What the attention looks at, B x P x encoder_units, before dropout. @param grid  B x P x
    /// feature_channels.
    torch::Tensor features_of(const torch::Tensor& grid);
    /// The same with dropout, and its keys.
    EncodedCells encode(const torch::Tensor& grid);
    DecoderState initial_state(const EncodedCells& cells);
    /// One step. @param words  B token ids (int64).
    DecoderStep step(const EncodedCells& cells, const DecoderState& state, const torch::Tensor& words);
    /// @param outputs  ... x readout width. @return ... x vocabulary_size.
    torch::Tensor readout(const torch::Tensor& outputs);

    /// Teacher forcing, all steps as one: see run_recurrence().
    /// @param cells  of the batch's photos, each once.
    DecoderRun run(const EncodedCells& cells, const CaptionBatch& captions);
    /// What the readout says where each step of a run sees something else than it attended to, without
    /// dropout.
    /// @param hidden  N x decoder_units, of the run. @param contexts  N x encoder_units, or 1 for all steps.
    /// @return N x vocabulary_size.
    /// @throws UsageError for AttentionTiming::before, where a step's context changes the state too.
    torch::Tensor readout_of(const torch::Tensor& hidden, const torch::Tensor& contexts);

private:
    struct Attended {
        torch::Tensor context, weights;
    };
    Attended attend(const EncodedCells& cells, const torch::Tensor& hidden);
    DecoderState recur(const torch::Tensor& input, const DecoderState& state);
    DecoderStep step_embedded(const EncodedCells& cells, const DecoderState& state,
                              const torch::Tensor& vectors);
    torch::Tensor embed(const torch::Tensor& words);
    torch::Tensor transform(torch::nn::Linear& layer, const torch::Tensor& input) const;

    CaptionNetworkConfig config_;
    ProductPrecision precision_ = ProductPrecision::fp32;
    torch::nn::Linear encoder_{nullptr};
    torch::nn::Linear w1_{nullptr}, w2_{nullptr}, v_{nullptr};
    torch::nn::Embedding embedding_{nullptr};
    torch::nn::GRUCell gru_{nullptr};
    torch::nn::LSTMCell lstm_{nullptr};
    torch::nn::Linear initial_hidden_{nullptr}, initial_memory_{nullptr}, gate_{nullptr};
    torch::nn::Linear fc1_{nullptr}, fc2_{nullptr};
};

} // namespace saccade
