#pragma once

#include "core/model/caption_network_config.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace saccade {

enum class Objective {
    cross_entropy, ///< teacher forcing
    self_critical, ///< CIDEr-D of sampled captions, see SelfCritical; without dropout
};

enum class LossNormalisation {
    tokens,   ///< sum over the real words of the batch / their number
    tutorial, ///< sum over the steps of the mean over the batch, padding counted: the tutorial's own
};

enum class OptimiserKind { adam, adamw, sgd, rmsprop };

enum class Schedule {
    constant,
    step,    ///< times `step_factor` after every `step_epochs` epochs
    cosine,  ///< linear warm-up, then half a cosine down to `final_rate` times the rate
    plateau, ///< times `plateau_factor` when `select_by` has not improved for `plateau_patience` epochs
};

/// What tells the best epoch, of validation photos captioned freely; the loss is teacher-forced.
enum class Score { cider_d, bleu_4, validation_loss };

enum class Initialisation {
    torch, ///< LibTorch's: uniform within 1 / sqrt(inputs), biases too
    keras, ///< Glorot's uniform (AISTATS 2010), biases 0; LSTM's forget gates 1
};

/// Every choice of a training run that changes its result.
struct TrainingConfig {
    std::uint64_t seed = 1;
    int epochs = 8;
    Objective objective = Objective::cross_entropy;

    // What is read.
    std::string tokenizer = "keras"; ///< see make_tokenizer(); for a fresh captioner
    int vocabulary_size = 5000;      ///< ids below it survive; for a fresh captioner
    int min_count = 1;               ///< rarer words become `<unk>`; for a fresh captioner
    int max_words = 18;              ///< longer captions are cut
    int photos_per_batch = 16;       ///< each with all of its captions; unless:
    int captions_per_batch = 0;      ///< > 0: batches are of captions, as the tutorial's
    bool length_buckets = true;      ///< batches of captions: of about one length each

    // Optimiser: everything after the backbone learns at `learning_rate`.
    OptimiserKind optimiser = OptimiserKind::adamw;
    double learning_rate = 1e-3;
    double momentum = 0.9; ///< SGD; RMSprop too
    bool nesterov = false; ///< SGD
    double beta_1 = 0.9;   ///< Adam, AdamW
    double beta_2 = 0.999; ///< Adam, AdamW; RMSprop's smoothing
    double epsilon = 1e-8;
    double weight_decay = 0;  ///< AdamW: decoupled (arXiv 1711.05101); else added to the gradient
    double clip_norm = 5;     ///< global gradient norm; 0: not clipped
    int accumulation = 1;     ///< batches whose gradients are averaged before a step
    double average_decay = 0; ///< of the moving average of the weights that is validated and kept, see
                              ///< WeightAverage; 0: the weights themselves are

    // The backbone; end-to-end training only.
    double backbone_learning_rate = 0; ///< 0: the backbone is frozen
    std::string backbone_from;  ///< the first block that learns ("blocks.13", "Mixed_7a"); empty: all do
    float smallest_crop = 0.7F; ///< see Augmentation
    bool flip = true;
    std::string teacher;     ///< file of a bundle whose sight the backbone is drawn to, see Teacher
    double distillation = 1; ///< weight of that in the loss; without a teacher there is nothing to weigh

    Schedule schedule = Schedule::cosine;
    double warmup = 0.05;     ///< cosine: share of all steps
    double final_rate = 0.02; ///< cosine: share of the learning rate that the last step has
    int step_epochs = 5;
    double step_factor = 0.5;
    int plateau_patience = 1; ///< epochs
    double plateau_factor = 0.5;

    // The loss.
    LossNormalisation loss_normalisation = LossNormalisation::tokens;
    double label_smoothing = 0.1;
    double attention_penalty = 0;  ///< weight of the doubly stochastic term, see attention_penalty()
    double unattended_penalty = 0; ///< weight of what other cells tell of a word, see unattended_penalty()
    double scheduled_sampling = 0; ///< share of words read from the model in the last epoch, growing from 0
                                   ///< (arXiv 1506.03099)
    int self_critical_samples = 1; ///< captions drawn a photo
    double repetition_cost = 0;    ///< self-critical: CIDEr-D that a content word said again costs

    // Choosing the best epoch.
    Score select_by = Score::cider_d;
    int patience = 0; ///< epochs without a better score before the run ends; 0: all are run
    std::vector<std::string>
        sample_photos; ///< ids whose captions and maps every epoch keeps; empty: five of them

    std::string precision =
        "fp32"; ///< of products and backbone: "fp32", "bf16", or "auto", see precision_from_name()
    Initialisation initialisation = Initialisation::torch; ///< of a fresh captioner
    double checkpoint_minutes = 5; ///< besides one an epoch; 0: after every step. Does not change the result
    int keep_every = 0; ///< epochs from one kept captioner to the next, besides `best` and `last`; 0: none.
                        ///< Does not change the result

    CaptionNetworkConfig
        network; ///< sizes that follow from backbone and vocabulary are set by the trainer's caller
};

/// "default", "tutorial", "quick-look".
const std::vector<std::string>& training_presets();

/// "default": the recipe with the best score on Flickr8k's dev photos. "tutorial": the tutorial to the
/// letter. "quick-look": a small network and two epochs, to see whether data and captions make sense.
/// @throws UsageError that lists the known names.
TrainingConfig training_preset(std::string_view name);

void to_json(nlohmann::json& json, const TrainingConfig& config);
/// Absent keys keep their value. @throws UsageError for an unknown key (with the nearest known name) or a bad
/// value.
void from_json(const nlohmann::json& json, TrainingConfig& config);

/// Takes over the settings of a JSON file (comments are allowed); the others keep their value.
/// @throws FileError: not readable, not JSON (with line and column), or a key or value that does not hold.
void apply_training_config(TrainingConfig& config, const std::filesystem::path& path);

/// Sets "network.dropout=0.3" and the like; the value is JSON, or a bare word. @throws UsageError.
void override_training_config(TrainingConfig& config, const std::string& assignment);

} // namespace saccade
