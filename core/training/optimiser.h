#pragma once

#include "core/training/training_config.h"

#include <torch/nn/module.h>

#include <map>
#include <string>
#include <vector>

namespace saccade {

/// Parameters that learn at one rate.
struct ParameterGroup {
    std::vector<std::pair<std::string, torch::Tensor>> parameters; ///< names are unique over all groups
    double learning_rate = 0;
};

/// Those of a module that want gradients, with `prefix` before their names.
ParameterGroup learning_parameters(const torch::nn::Module& module, const std::string& prefix, double rate);

struct OptimiserState {
    std::int64_t steps = 0;                       ///< taken so far
    std::map<std::string, torch::Tensor> moments; ///< by the parameter's name, float32
};

/// Adam (arXiv 1412.6980), AdamW (arXiv 1711.05101), SGD with momentum and RMSprop as torch.optim defines
/// them, in one pass over a parameter's memory. The result does not depend on the number of threads.
class Optimiser {
public:
    Optimiser(const TrainingConfig& config, std::vector<ParameterGroup> groups);

    /// Forgets the gradients; those of the next backward() then take their place instead of being added.
    void clear_gradients();
    void scale_gradients(double factor);
    /// Euclidean, over all parameters.
    double gradient_norm() const;
    /// Takes a step at `factor` times each group's rate. A parameter without a gradient stays.
    void step(double factor);

    /// What a step depends on besides parameters and gradients.
    OptimiserState state() const;
    /// @throws Error that names the first tensor that is missing, left over or of another shape.
    void load_state(const OptimiserState& state);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        std::vector<torch::Tensor> moments; ///< zeros at first; how many depends on the kind
        double learning_rate = 0;
    };

    OptimiserKind kind_;
    double momentum_, beta_1_, beta_2_, epsilon_, weight_decay_;
    bool nesterov_;
    std::vector<Slot> slots_;
    std::int64_t steps_ = 0;
};

} // namespace saccade
