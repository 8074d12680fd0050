#pragma once

#include "core/model/caption_network.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>

namespace saccade {

enum class LossNormalisation {
    tokens,   ///< sum over the real words of the batch / their number
    tutorial, ///< sum over the steps of the mean over the batch, padding counted: the tutorial's own
};

enum class Schedule {
    constant,
    cosine, ///< linear warm-up, then half a cosine down to `final_rate` times the rate
};

/// Every choice of a training run that changes its result.
struct TrainingConfig {
    std::uint64_t seed = 1;
    int epochs = 8;
    int photos_per_batch = 16; ///< each with all of its captions
    int max_words = 18;        ///< longer captions are cut

    double learning_rate = 1e-3;           ///< Adam, everything after the backbone
    double backbone_learning_rate = 0;     ///< 0: the backbone is frozen
    Schedule schedule = Schedule::cosine;
    double warmup = 0.05;     ///< share of all steps, cosine only
    double final_rate = 0.02; ///< share of the learning rate that the last step has, cosine only
    double weight_decay = 0;  ///< decoupled (AdamW)
    double clip_norm = 5;     ///< global gradient norm; 0: not clipped
    double label_smoothing = 0.1;
    LossNormalisation loss_normalisation = LossNormalisation::tokens;

    float smallest_crop = 0.7F; ///< end-to-end training only: see Augmentation
    bool flip = true;

    CaptionNetworkConfig network; ///< sizes that follow from backbone and vocabulary are set by the trainer's caller
};

void to_json(nlohmann::json& json, const TrainingConfig& config);
/// Absent keys keep their value. @throws UsageError for an unknown key (with the nearest known name) or a bad value.
void from_json(const nlohmann::json& json, TrainingConfig& config);

/// Takes over the settings of a JSON file (comments are allowed); the others keep their value.
/// @throws FileError: not readable, not JSON (with line and column), or a key or value that does not hold.
void apply_training_config(TrainingConfig& config, const std::filesystem::path& path);

/// Sets "network.dropout=0.3" and the like; the value is JSON, or a bare word. @throws UsageError.
void override_training_config(TrainingConfig& config, const std::string& assignment);

} // namespace saccade
