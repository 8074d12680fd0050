#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>

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

} // namespace saccade
