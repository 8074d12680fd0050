#pragma once

#include "core/model/matrix_product.h"

#include <nlohmann/json_fwd.hpp>
#include <torch/torch.h>

#include <cstdint>
#include <vector>

namespace saccade {

enum class RecurrentCell { gru, lstm };
enum class InitialState {
    zero, ///< the tutorial's
    mean, ///< tanh(linear(mean of the encoded cells)), after the paper
};
enum class AttentionTiming {
    before, ///< the tutorial's: attend with the state that has not read the last word; the cell reads
            ///< [context, word]
    after,  ///< the cell reads the word first, then its new state attends; the output reads [state, context]
};

/// Every dimension and choice of the part after the backbone. The defaults are the reference's.
struct CaptionNetworkConfig {
    int feature_channels = 2048; ///< of the backbone's grid
    int encoder_units = 256;     ///< each cell after Dense + ReLU
    int attention_units = 512;   ///< of the additive score
    int embedding_units = 256;
    int decoder_units = 512; ///< recurrent state, and fc1
    int vocabulary_size = 5000;
    RecurrentCell cell = RecurrentCell::gru;
    InitialState initial_state = InitialState::zero;
    AttentionTiming attention_timing = AttentionTiming::before;
    bool context_gate = false; ///< context * sigmoid(linear(state)), after the paper's section 4.2.1
    float dropout = 0;         ///< on word vectors, encoded cells and fc1's output; acts in training only
};

void to_json(nlohmann::json& json, const CaptionNetworkConfig& config);
/// Absent keys keep their default. @throws UsageError for a value that is out of range or not known.
void from_json(const nlohmann::json& json, CaptionNetworkConfig& config);

/// How many numbers a network of this configuration holds: known before memory is taken for them.
std::int64_t parameter_count(const CaptionNetworkConfig& config);

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
    torch::Tensor weights; ///< B: of each caption's words, in losses that weigh them
    std::vector<std::int64_t> running; ///< T values, falling: how many captions have a word at step t
};

/// What teacher forcing gives, real words only: N of them, step by step (all first words, all second words,
/// ...).
struct DecoderRun {
    torch::Tensor logits;    ///< N x vocabulary_size
    torch::Tensor attention; ///< N x P
    torch::Tensor targets;   ///< N token ids (int64)
    torch::Tensor captions;  ///< N: which caption of the batch (int64)
};

/// Encoder, additive attention (arXiv 1409.0473) and recurrent decoder of the reference captioner (arXiv
/// 1502.03044).
class CaptionNetwork : public torch::nn::Module {
public:
    explicit CaptionNetwork(const CaptionNetworkConfig& config);

    const CaptionNetworkConfig& config() const { return config_; }

    /// How the large products are computed; fp32 unless set.
    void set_product_precision(ProductPrecision precision) { precision_ = precision; }

    /// @param grid  B x P x feature_channels.
    EncodedCells encode(const torch::Tensor& grid);
    DecoderState initial_state(const EncodedCells& cells);
    /// One step. @param words  B token ids (int64).
    DecoderStep step(const EncodedCells& cells, const DecoderState& state, const torch::Tensor& words);
    /// @param outputs  ... x readout width. @return ... x vocabulary_size.
    torch::Tensor readout(const torch::Tensor& outputs);

    /// Teacher forcing, all steps as one: see run_recurrence().
    /// @param cells  of the batch's photos, each once.
    DecoderRun run(const EncodedCells& cells, const CaptionBatch& captions);

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
